package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of ARP questions, held against what Linux 6.1 answered. */
class ArpMatrixCommandTest {
  private static final String HEADER = "question,vip_on,vip_scope,all,eth0,vip_dev,target,sender";

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"arp-matrix", "arp-matrix-vip-elsewhere"})
  void questionsWithoutAnswersComeBackAsLinuxAnsweredThem(String recording) throws IOException {
    String recorded = recorded(recording);
    String questions =
        recorded
            .lines()
            .map(line -> line.split(",", -1))
            .map(cells -> String.join(",", java.util.Arrays.copyOf(cells, 8)))
            .collect(Collectors.joining("\n"));
    assertThat(ask(questions).out()).isEqualTo(recorded);
  }

  @Test
  void answersInTheFileAreNotLookedAt() throws IOException {
    String recorded = recorded("arp-matrix-vip-elsewhere");
    assertThat(ask(recorded.replaceAll("02:00:00:00:01:9[0-2]", "wrong")).out())
        .isEqualTo(recorded);
  }

  @Test
  void twoTablesInOneFileKeepTheirOwnVips() throws IOException {
    String both =
        Stream.of("arp-matrix-vip-elsewhere", "arp-matrix")
            .flatMap(name -> recorded(name).lines().skip(1).limit(60))
            .collect(
                Collectors.joining(
                    "\n", recorded("arp-matrix").lines().findFirst().orElse("") + "\n", "\n"));
    assertThat(ask(both).out()).isEqualTo(both);
  }

  @Test
  void spreadsheetsMarksQuotesAndLineEndsAreTaken() throws IOException {
    String row = "answer,lo/32,global,1,0,0,192.168.2.188,192.168.2.10";
    String quoted = "\uFEFF\"" + HEADER.replace(",", "\",\"") + "\"\r\n" + row + "\r\n";
    assertThat(ask(quoted).out())
        .isEqualTo(
            HEADER
                + ",answered_by,request_sender,request_target\n"
                + row
                + ",02:00:00:00:01:90,,\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "answers,lo/32,global,0,0,0,1.2.3.4,1.2.3.4 | 2:1",
        "answer,lo/33,global,0,0,0,1.2.3.4,1.2.3.4 | 2:8",
        "answer,lo/32,global,0,0,0,1.2.3.4,1.2.3 | 2:35",
        "answer,lo/32 | 2:1",
      })
  void wrongRowsAreNamedWithTheirPlace(String row, String place) throws IOException {
    Program.Outcome outcome = ask(HEADER + "\n" + row + "\n");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("questions.csv:" + place + ": ");
  }

  @Test
  void filesThatAreNoTables() throws IOException {
    assertThat(ask("a,b\n").err()).contains("questions.csv:1:1: ");
    assertThat(ask("").err()).contains("questions.csv:1:1: ");
    Files.write(directory.resolve("questions.csv"), new byte[] {(byte) 0xC0, 0, 1});
    Program.Outcome outcome = Program.run("arp-matrix", "--ask", path());
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("questions.csv:1:1: ");
    assertThat(Program.run("arp-matrix", "--ask", path() + ".gone").status()).isEqualTo(2);
  }

  private Program.Outcome ask(String questions) throws IOException {
    Files.writeString(directory.resolve("questions.csv"), questions);
    return Program.run("arp-matrix", "--ask", path());
  }

  private String path() {
    return directory.resolve("questions.csv").toString();
  }

  private static String recorded(String name) {
    String resource = "/recorded/" + name + "/arp-matrix.csv";
    try (InputStream in = ArpMatrixCommandTest.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
