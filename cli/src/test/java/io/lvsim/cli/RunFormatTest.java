package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What CI systems read of a run, by the schemas and parsers that they have. */
class RunFormatTest {
  @TempDir private static Path directory = Path.of("");

  /** By format: of a run of two scenarios that fail, one of them hostile. */
  private static Map<String, String> files = Map.of();

  @BeforeAll
  static void runAll() throws IOException {
    files = FormatRun.run(directory, night(), hostile());
  }

  @Test
  void junitIsValidByJenkinsSchema() throws Exception {
    Document xml = xml(file("junit"));
    junitSchema().newValidator().validate(new StreamSource(new StringReader(file("junit"))));
    assertThat(attributes(xml, "testsuite", "name")).hasSize(2).startsWith("wrr 2 to 3, at night");
    assertThat(xml.getDocumentElement().getAttribute("tests")).isEqualTo("9");
    assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("8");
    assertThat(xml.getDocumentElement().getAttribute("errors")).isEqualTo("0");
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(8);
    assertThat(attributes(xml, "testcase", "name"))
        .contains("step 3 check 2: director has the servers 192.168.2.192 2");
    assertThat(attributes(xml, "testcase", "time"))
        .contains("20.000")
        .allMatch(time -> time.matches("[0-9]+[.][0-9]{3}"), "as junit-10.xsd wants it");
    assertThat(file("junit")).doesNotContain(" hostname=", " timestamp=");
  }

  @Test
  void junitSchemaRefusesOthers() throws Exception {
    String wrong = file("junit").replace("<properties>", "<property>").replace("s>\n", ">\n");
    assertThat(invalid(wrong)).isTrue();
    assertThat(invalid(file("junit").replace("<testcase name=", "<testcase nome="))).isTrue();
  }

  /** What somebody sees first who is called at night. */
  @Test
  void failuresBeginWithThePlaceAndWhatDiffers() throws Exception {
    Element failure = (Element) xml(file("junit")).getElementsByTagName("failure").item(0);
    String differs =
        "line 5 of the output: expected '-> 192.168.2.192:80 Route 2 0 0',"
            + " got '-> 192.168.2.192:80 Route 3 0 0'";
    assertThat(failure.getAttribute("message")).isEqualTo(differs);
    assertThat(failure.getAttribute("type")).isEqualTo("output-differs");
    assertThat(failure.getTextContent())
        .startsWith(night() + ":11:5: " + differs + "\nin wrr 2 to 3, at night, step 1 on director")
        .contains(
            "!   -> 192.168.2.192:80             Route   2      0          0         |   -> ");
    assertThat(xml(file("junit")).getElementsByTagName("failure").item(2).getTextContent())
        .contains("neighbour cache holds 02:00:00:00:01:91 (director, REACHABLE)")
        .containsPattern("\n +[0-9.]+ +director +arp-answered +answered .*arp_ignore = ");
  }

  @Test
  void sarifIsValidByItsSchema() throws IOException {
    assertThat(JsonSchemas.complaintsAboutSarif(file("sarif"))).isEmpty();
    assertThat(JsonSchemas.complaintsAboutSarif(file("sarif").replace("\"text\"", "\"txt\"")))
        .isNotEmpty();
    assertThat(file("sarif"))
        .contains("\"ruleId\" : \"output-differs\"", "\"startLine\" : 11", "night.lvs.yaml\"")
        .contains("\"ruleId\" : \"check-servers\"", "\"ruleId\" : \"not-ended\"");
  }

  @Test
  void jsonIsValidByOurSchema() {
    String schema = Program.run("schema", "results").out();
    assertThat(JsonSchemas.complaints(file("json"), schema)).isEmpty();
    assertThat(JsonSchemas.complaints(file("json").replace("\"seed\"", "\"sead\""), schema))
        .isNotEmpty();
    assertThat(JsonSchemas.complaints(file("json").replace("\"wait\"", "\"weight\""), schema))
        .isNotEmpty();
    assertThat(file("json")).contains("\"title\" : \"director has the servers 192.168.2.192 2\"");
  }

  @Test
  void jsonIsTheResultsFile(@TempDir Path out) throws IOException {
    Program.run("run", "-q", night().toString(), "-o", out.toString());
    assertThat(Program.run("run", night().toString(), "--format", "json").out())
        .isEqualTo(Files.readString(out.resolve("results.json")));
  }

  @Test
  void everyEventIsValidByOurSchema() {
    String schema = Program.run("schema", "events").out();
    assertThat(file("jsonl").lines())
        .hasSizeGreaterThan(30)
        .allSatisfy(line -> assertThat(JsonSchemas.complaints(line, schema)).isEmpty());
    assertThat(file("jsonl"))
        .startsWith("{\"event\":\"began\",\"format\":\"lvsim-events\",\"version\":1}\n")
        .endsWith("\n{\"event\":\"ended\",\"verdict\":\"failed\"}\n")
        .containsPattern("(?m)^\\{\"event\":\"typed\",.*\"line\":\"ping -c 1 192.168.2.188\"}$");
    assertThat(JsonSchemas.complaints("{\"event\":\"typed\"}", schema)).isNotEmpty();
    assertThat(JsonSchemas.complaints("{\"event\":\"other\"}", schema)).isNotEmpty();
  }

  @Test
  void everyDecisionIsValidByOurSchema(@TempDir Path out) throws IOException {
    Program.run("run", "-q", night().toString(), hostile().toString(), "-o", out.toString());
    String schema = Program.run("schema", "decisions").out();
    assertThat(Files.readAllLines(out.resolve("decisions.jsonl")))
        .hasSizeGreaterThan(10)
        .allSatisfy(line -> assertThat(JsonSchemas.complaints(line, schema)).isEmpty());
  }

  @Test
  void perlReadsTheTap() throws IOException, InterruptedException {
    assumeThat(perlReadsTap()).as("perl with TAP::Parser is not installed").isTrue();
    String script =
        "local $/; my $p = TAP::Parser->new({tap => scalar <STDIN>}); my @yaml;"
            + " while (my $r = $p->next) { push @yaml, $r->data->{failed} // () if $r->is_yaml; }"
            + " print join ',', $p->version, $p->tests_planned, $p->tests_run,"
            + " scalar($p->failed), scalar($p->parse_errors), @yaml;";
    assertThat(perl(script)).isEqualTo("13,2,2,2,0,4,4");
  }

  /** Perl skips subtests: without their indentation they are TAP of their own. */
  @Test
  void perlReadsTheSubtests() throws IOException, InterruptedException {
    assumeThat(perlReadsTap()).as("perl with TAP::Parser is not installed").isTrue();
    String script =
        "local $/; my $t = <STDIN>; my @all = $t =~ /((?:^    .*\\n)+)/mg;"
            + " for (@all) { s/^    //mg; my $p = TAP::Parser->new({tap => qq{TAP version 13\\n$_}});"
            + " my @m; while (my $r = $p->next) { push @m, $r->data->{rule} if $r->is_yaml; }"
            + " print join(',', $p->tests_planned, scalar($p->failed), scalar($p->skipped),"
            + " scalar($p->parse_errors), @m), qq{\\n}; }";
    assertThat(perl(script))
        .isEqualTo(
            """
            5,4,0,0,output-differs,exit-status,check-neighbor,check-servers
            4,4,0,0,output-differs,exit-status,check-file,not-ended
            """);
  }

  /** As the runner reads a log: a command's line begins with two colons, or has ##[ in it. */
  @Test
  void nothingButOurCommandsReachesGithub() {
    Pattern ours =
        Pattern.compile(
            "::group::[^%]*|::endgroup::"
                + "|::error file=[^:,]*,line=[0-9]+,col=[0-9]+,title=[^:,]*::.*");
    assertThat(file("github").lines().filter(line -> line.strip().startsWith("::")))
        .hasSize(2 + 2 + 8)
        .allMatch(line -> ours.matcher(line).matches());
    assertThat(file("github")).doesNotContain("##[");
    assertThat(file("github"))
        .contains("\\x3a:error::from the machine", "title=wrr 2 to 3%2C at night%2C step 1 on ");
    assertThat(file("github")).endsWith("2 scenarios, 0 passed; 9 cases, 1 passed, 8 failed\n");
  }

  @Test
  void markdownHasNoMarkupOfOthers() {
    String outside = file("markdown").replaceAll("(?ms)^(`{3,})text$.*?^\\1$", "");
    String rest = outside.replaceAll("</?(code|details|summary)>", "");
    assertThat(rest).doesNotContain("<", ">", "[", "`", "@", "://", "_", "\\");
    assertThat(rest.replace("**FAILED**", "")).doesNotContain("*");
    assertThat(rest).contains("## lvsim: FAILED\n").contains("| 1 of 5 | 20.006086592 s | 1 |\n");
    assertThat(file("markdown")).containsPattern("(?m)^`````text$");
  }

  /** Whatever a name or an output holds, no format has a character that a terminal obeys. */
  @Test
  void nothingSteersATerminal() {
    assertThat(files.keySet()).hasSize(7);
    files.forEach((format, text) ->
        assertThat(text.codePoints().filter(RunFormatTest::steers)).as(format).isEmpty());
    assertThat(files.get("json")).contains("\\u001B[31m", "\\u009b31m");
  }

  private static boolean steers(int c) {
    int type = Character.getType(c);
    boolean control = type == Character.CONTROL && c != '\n' && c != '\t';
    return control || type == Character.FORMAT || type == Character.SURROGATE;
  }

  @Test
  void sameRunSameBytes(@TempDir Path again) throws IOException {
    assertThat(FormatRun.run(again, night(), hostile())).isEqualTo(files);
  }

  private static String file(String format) {
    return Objects.requireNonNull(files.get(format));
  }

  private static Path night() throws IOException {
    return FormatRun.scenario("night", directory);
  }

  private static Path hostile() throws IOException {
    return FormatRun.scenario("hostile", directory);
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  private static java.util.List<String> attributes(Document xml, String element, String name) {
    java.util.List<String> all = new java.util.ArrayList<>();
    for (int i = 0; i < xml.getElementsByTagName(element).getLength(); i++) {
      all.add(((Element) xml.getElementsByTagName(element).item(i)).getAttribute(name));
    }
    return all;
  }

  private static boolean invalid(String xml) throws Exception {
    try {
      junitSchema().newValidator().validate(new StreamSource(new StringReader(xml)));
      return false;
    } catch (SAXException e) {
      return true;
    }
  }

  private static Schema junitSchema() throws IOException, SAXException {
    try (InputStream in = RunFormatTest.class.getResourceAsStream("formats/jenkins-junit.xsd")) {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(new StreamSource(Objects.requireNonNull(in)));
    }
  }

  private static boolean perlReadsTap() throws InterruptedException {
    try {
      return new ProcessBuilder("perl", "-MTAP::Parser", "-e", "1").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What a script prints that reads the TAP; the file itself would be run as Perl. */
  private static String perl(String script) throws IOException {
    Process process =
        new ProcessBuilder("perl", "-MTAP::Parser", "-e", script)
            .redirectErrorStream(true)
            .redirectInput(directory.resolve("new/tap").toFile())
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
