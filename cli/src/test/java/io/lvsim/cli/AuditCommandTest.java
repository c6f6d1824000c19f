package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Audits of captures that the simulator makes: planted faults are found, clean runs are clean. */
class AuditCommandTest {
  private static final String RR = AuditLab.RR;

  private static final String FWMARK =
      """
      -A -f 10 -s rr -p 20
      -a -f 10 -r 192.168.2.191:0 -g -w 1
      -a -f 10 -r 192.168.2.192:0 -g -w 1
      """;

  private static final String MARKS =
      """
      *filter
      :INPUT DROP [0:0]
      -A INPUT -p tcp -j ACCEPT
      COMMIT
      *mangle
      :PREROUTING ACCEPT [0:0]
      -A PREROUTING -d 192.168.2.188/32 -p tcp -m tcp --dport 80 -j MARK --set-xmark 0xa/0xffffffff
      -A PREROUTING -d 192.168.2.188/32 -p tcp -m tcp --dport 443 -j MARK --set-xmark 0xa/0xffffffff
      COMMIT
      """;

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "article-rr, -s rr, 80",
    "article-wrr, -s wrr, 80",
    "article-persistent, -s rr -p 20, 80",
    "article-port0, -s rr -p 20, 0",
  })
  void cleanRunsAreClean(String scenario, String service, int port) throws IOException {
    String rules = RR.replace("-s rr", service).replace(":80", ":" + port);
    if (service.contains("wrr")) {
      rules = rules.replace("191:80 -g -w 1", "191:80 -g -w 2").replace("-g -w 1", "-g -w 3");
    }
    run(scenario);
    Program.Outcome outcome = audit(rules);
    assertThat(outcome.out()).endsWith(" frames\n").contains("0 errors, 0 warnings, 0 notes in ");
    assertThat(outcome.out()).contains("director: 02:00:00:00:01:90;");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void marksAreThoseOfTheFirewall() throws IOException {
    run("article-fwmark");
    Path marks = Files.writeString(directory.resolve("marks"), MARKS);
    Program.Outcome outcome = audit(FWMARK, "--marks", marks.toString());
    assertThat(codes(outcome)).containsExactly("note: no-service");
    assertThat(outcome.out()).contains("nobody serves TCP 192.168.2.188:8080");
    assertThat(outcome.status()).isZero();
    assertThat(audit(FWMARK).err())
        .isEqualTo(
            "service FWM 10: say with --marks FILE (of iptables-save) or --vip ADDRESS what has"
                + " this mark\n");
    assertThat(codes(audit(FWMARK, "--vip", "192.168.2.188")))
        .contains("error: refused-by-director");
  }

  @Test
  void theArpProblemIsFoundInAllItsWays() throws IOException {
    run("article-arp-problem");
    Program.Outcome outcome = audit(RR);
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(codes(outcome))
        .containsExactly(
            "error: arp-poisoning",
            "error: arp-poisoning",
            "error: director-bypassed",
            "error: arp-request-from-vip",
            "error: director-bypassed");
    assertThat(outcome.out())
        .contains("192.168.2.192 (02:00:00:00:01:92) answers ARP requests for 192.168.2.188")
        .contains("rs2.eth0.pcapng at 0.000021s: ARP 192.168.2.188 is at 02:00:00:00:01:92")
        .contains("straight to 192.168.2.192 (02:00:00:00:01:92) (20 times)");
  }

  @Test
  void theClientsCaptureAloneShowsThatSeveralAnswer() throws IOException {
    run("article-arp-problem");
    Program.Outcome outcome = auditOf(List.of("client1.eth0.pcapng"), RR);
    assertThat(codes(outcome)).contains("error: arp-poisoning", "note: director-unknown");
    assertThat(outcome.out()).contains("192.168.2.188 is claimed by 3 machines: ");
    outcome = auditOf(List.of("client1.eth0.pcapng"), RR, "--director", "02:00:00:00:01:90");
    assertThat(codes(outcome).stream().filter("error: arp-poisoning"::equals)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "2"})
  void arpIgnoreIsSeenWhateverArpAnnounceIs(String announce) throws IOException {
    String set = "sysctl -w net.ipv4.conf.all.arp_ignore=0 net.ipv4.conf.all.arp_announce=";
    runLab(
        "  - { on: rs1, run: '"
            + set
            + announce
            + "' }\n"
            + "  - { on: rs1, run: 'ip neigh flush all' }\n"
            + "  - { on: client1, run: 'ip neigh flush all; curl 192.168.2.188' }\n");
    assertThat(codes(audit(RR))).contains("error: arp-poisoning");
  }

  @Test
  void persistenceThatIsNotKept() throws IOException {
    run("article-rr");
    Program.Outcome outcome = audit(RR.replace("-s rr", "-s rr -p 20"));
    assertThat(codes(outcome)).containsOnly("error: persistence-broken");
    assertThat(outcome.out()).contains("client 192.168.2.10 of TCP 192.168.2.188:80 went from ");
    assertThat(codes(audit(RR.replace("-s rr", "-s rr -p 20 -M 255.255.255.0"))))
        .containsOnly("error: persistence-broken");
  }

  @Test
  void serversThatTheRulesDoNotHave() throws IOException {
    run("article-rr");
    String without = RR.replaceAll("(?m)^.*192:80.*\n", "");
    assertThat(codes(audit(without))).contains("error: server-not-in-rules");
    assertThat(codes(audit(RR.replace("192:80 -g -w 1", "192:80 -g -w 0"))))
        .contains("warning: server-weight-0");
  }

  @Test
  void serviceThatTheRulesDoNotHave() throws IOException {
    run("article-rr");
    assertThat(codes(audit(RR.replace(":80", ":81")))).contains("warning: service-not-in-rules");
  }

  @Test
  void sharesThatAreNotThoseOfTheWeights() throws IOException {
    runLab("  - { on: client1, run: 'for ((i=0;i<40;i++)); do curl 192.168.2.188; done' }\n");
    assertThat(codes(audit(RR))).isEmpty();
    String other = RR.replace("-s rr", "-s wrr").replace("192:80 -g -w 1", "192:80 -g -w 9");
    assertThat(codes(audit(other))).containsOnly("warning: share-off", "warning: pick-out-of-turn");
  }

  @Test
  void repliesThroughTheDirector() throws IOException {
    runLab(
        "  - { on: rs1, run: 'ip route add 192.168.2.10/32 via 192.168.2.190' }\n"
            + "  - { on: client1, run: 'curl -m 4 192.168.2.188; curl -m 4 192.168.2.188' }\n");
    assertThat(codes(audit(RR))).contains("warning: reply-through-director");
  }

  @Test
  void refusedConnections() throws IOException {
    runLab(
        "  - { on: rs1, run: 'systemctl stop httpd' }\n"
            + "  - { on: client1, run: 'curl 192.168.2.188; curl 192.168.2.188' }\n");
    Program.Outcome outcome = audit(RR);
    assertThat(codes(outcome)).containsExactly("error: refused-by-server");
    assertThat(outcome.out()).contains("192.168.2.191 (02:00:00:00:01:91) refused connections to");
  }

  @Test
  void deadRealServer() throws IOException {
    runLab(
        "  - { on: rs1, run: 'ip link set eth0 down' }\n"
            + "  - { on: client1, run: 'curl -m 4 192.168.2.188; curl -m 4 192.168.2.188' }\n");
    Program.Outcome outcome = audit(RR);
    assertThat(codes(outcome)).contains("error: server-silent");
    assertThat(outcome.out()).contains("192.168.2.191 (02:00:00:00:01:91) does not answer");
  }

  @Test
  void directorWithoutServersAndWithoutRules() throws IOException {
    runLab(
        "  - { on: director, run: 'ipvsadm -C; ipvsadm -A -t 192.168.2.188:80 -s rr' }\n"
            + "  - { on: client1, run: 'curl 192.168.2.188' }\n"
            + "  - { on: director, run: 'ipvsadm -C' }\n"
            + "  - { on: client1, run: 'curl 192.168.2.188' }\n");
    assertThat(codes(audit(RR)))
        .containsExactlyInAnyOrder("error: no-server", "error: refused-by-director");
  }

  @Test
  void whatTheDirectorAloneSeesIsOneSidedAndNoFault() throws IOException {
    run("article-rr");
    Program.Outcome outcome = auditOf(List.of("director.eth0.pcapng"), RR);
    assertThat(codes(outcome)).containsExactly("note: one-sided-capture");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void jsonAndSarifTellTheSame() throws IOException {
    run("article-arp-problem");
    String json = audit(RR, "--format", "json").out();
    assertThat(json).contains("\"code\" : \"arp-poisoning\"", "\"frame\" : 2", "\"clean\" : false");
    Program.Outcome sarif = audit(RR, "--format", "sarif");
    assertThat(sarif.status()).isEqualTo(1);
    assertThat(sarif.out()).contains("\"ruleId\" : \"arp-poisoning\"", "\"name\" : \"frame 2\"");
    assertThat(complaints(sarif.out())).isEmpty();
    assertThat(complaints(sarif.out().replace("\"2.1.0\"", "\"2.0\""))).isNotEmpty();
  }

  @Test
  void sarifOfACleanRunIsValidToo() throws IOException {
    run("article-rr");
    assertThat(complaints(audit(RR, "--format", "sarif").out())).isEmpty();
  }

  @Test
  void damagedCaptureIsUsedAsFarAsItGoes() throws IOException {
    run("article-arp-problem");
    for (Path file : new AuditLab(directory).captures()) {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 7));
    }
    Program.Outcome outcome = audit(RR);
    assertThat(codes(outcome)).contains("error: arp-poisoning", "note: capture-damaged");
    assertThat(outcome.out()).containsPattern("rs1.eth0.pcapng: byte \\d+: .* but the file ends");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-A -t 192.168.2.188:80 -s rr\\n-a -t 192.168.2.188:81 -r 1.2.3.4 -g | rules:2: Service not defined",
        "-A -t nowhere:80 | rules:1: illegal virtual server address[:port] specified",
        "-A -t 192.168.2.188:80 -s rr\\n-a -t 192.168.2.188:80 -r 1.2.3.4 -m | 1.2.3.4 is reached by Masq",
        "# nothing | rules: there is no service in it",
        "-L | rules:1: '-L' is no rule",
        "-A --nonsense | rules:1: ",
      })
  void wrongRulesAreToldByLine(String text, String message) throws IOException {
    Files.write(directory.resolve("a.pcap"), new byte[0]);
    Program.Outcome outcome = auditOf(List.of("a.pcap"), text.replace("\\n", "\n"));
    assertThat(outcome.err()).contains(message);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.status()).isEqualTo(2);
  }

  @Test
  void wrongInputIsTold() throws IOException {
    Files.writeString(directory.resolve("a.pcap"), "no capture");
    assertThat(auditOf(List.of("a.pcap"), RR).err())
        .endsWith("a.pcap: byte 0: neither a pcap nor a pcapng file begins like this\n");
    assertThat(auditOf(List.of("gone.pcap"), RR).err()).contains("there is no such file");
    assertThat(auditOf(List.of("a.pcap"), RR, "--director", "me").status()).isEqualTo(2);
    assertThat(auditOf(List.of("a.pcap"), RR, "--neighbor", "1.2.3.4").err())
        .isEqualTo("--neighbor: '1.2.3.4' is not ADDRESS=MAC\n");
  }

  private static List<String> complaints(String sarif) throws IOException {
    return sarifSchema().validate(sarif, InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private static Schema sarifSchema() throws IOException {
    try (InputStream in =
        AuditCommandTest.class.getResourceAsStream("audit/sarif-schema-2.1.0.json")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(text);
    }
  }

  private void run(String scenario) {
    new AuditLab(directory).run(scenario);
  }

  private void runLab(String steps) throws IOException {
    new AuditLab(directory).runText(AuditLab.LAB + steps);
  }

  private Program.Outcome audit(String rules, String... options) throws IOException {
    return new AuditLab(directory).audit(rules, options);
  }

  private Program.Outcome auditOf(List<String> names, String rules, String... options)
      throws IOException {
    List<Path> captures = names.stream().map(directory::resolve).toList();
    return new AuditLab(directory).audit(captures, rules, options);
  }

  private static List<String> codes(Program.Outcome outcome) {
    return AuditLab.codes(outcome);
  }
}
