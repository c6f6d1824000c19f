package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Random;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing is wrong, nothing is found: over scenarios and schedulers with random weights. */
class CleanCapturesTest {
  private static final int SERVERS = 4;

  @TempDir private Path directory = Path.of("");

  static List<String> arpMatrix() {
    return Program.run("list")
        .out()
        .lines()
        .map(l -> l.split(" ")[0])
        .filter(n -> n.startsWith("arp-matrix-"))
        .toList();
  }

  /** Of the matrix, so that each arp_ignore and each arp_announce is among them. */
  static List<String> everyFifth() {
    List<String> all = arpMatrix();
    return IntStream.range(0, all.size()).filter(i -> i % 5 == 0).mapToObj(all::get).toList();
  }

  @Test
  void theMatrixIsThere() {
    assertThat(arpMatrix()).hasSize(54);
  }

  /** Each of the matrix's scenarios says in its title whether requests go round the director. */
  @ParameterizedTest
  @MethodSource("everyFifth")
  void arpMatrixIsFoundAsItsTitlesSay(String scenario) throws IOException {
    String title = Program.run("show", scenario).out().lines().findFirst().orElse("");
    boolean goesRound = title.contains("requests go round the director");
    boolean clean = title.contains("every request goes through the director");
    boolean nobody = title.contains("nobody is served");
    assertThat(List.of(goesRound, clean, nobody)).containsOnlyOnce(true);
    Program.Outcome outcome = new AuditLab(directory).run(scenario).audit(AuditLab.RR);
    List<String> codes = AuditLab.codes(outcome);
    assertThat(codes.contains("error: director-bypassed")).as(outcome.out()).isEqualTo(goesRound);
    assertThat(codes.contains("error: server-unreachable")).as(outcome.out()).isEqualTo(nobody);
    assertThat(codes.isEmpty()).as(outcome.out()).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rr", "wrr", "sh", "dh", "mh", "fo", "lc", "wlc", "sed", "nq", "twos"})
  void everySchedulerKeepsToItsRules(String scheduler) throws IOException {
    Random random = Random.of(7, scheduler);
    List<String> servers = servers(random);
    Program.Outcome outcome = requests(scheduler, servers).audit(rules(scheduler, servers));
    assertThat(AuditLab.codes(outcome)).as(outcome.out()).isEmpty();
    boolean judged = List.of("rr", "wrr", "sh", "dh", "mh", "fo").contains(scheduler);
    assertThat(outcome.out().contains("not judged: single choices of " + scheduler))
        .isNotEqualTo(judged);
  }

  /** The order of the rules file is not that in which the director has them. */
  @ParameterizedTest
  @ValueSource(strings = {"rr", "wrr", "sh", "mh"})
  void orderOfTheFileDoesNotMatter(String scheduler) throws IOException {
    List<String> servers = servers(Random.of(8, scheduler));
    AuditLab lab = requests(scheduler, servers);
    assertThat(AuditLab.codes(lab.audit(rules(scheduler, servers.reversed())))).isEmpty();
    List<String> rotated = new ArrayList<>(servers.subList(1, SERVERS));
    rotated.add(servers.getFirst());
    assertThat(AuditLab.codes(lab.audit(rules(scheduler, rotated)))).isEmpty();
  }

  /** What one scheduler does is held against another one's rules. */
  @ParameterizedTest
  @ValueSource(
      strings = {"rr wrr", "wrr rr", "rr sh", "rr mh", "rr fo", "sh rr", "mh wrr", "rr dh"})
  void anotherSchedulerIsFound(String pair) throws IOException {
    String[] names = pair.split(" ");
    List<String> servers = servers(Random.of(9, pair));
    Program.Outcome outcome = requests(names[0], servers).audit(rules(names[1], servers));
    assertThat(AuditLab.codes(outcome))
        .as(outcome.out())
        .containsAnyOf("warning: pick-out-of-turn", "warning: pick-not-by-hash");
    assertThat(outcome.status()).isEqualTo(1);
  }

  /** As health checks do it: the rules file was right before and is right again. */
  @Test
  void aServerThatIsTakenOutForATimeIsOnlyNoted() throws IOException {
    List<String> servers = servers(Random.of(10, "edit"));
    String requests = "for ((i=0;i<33;i++)); do curl 192.168.2.188; done";
    String edit = "ipvsadm -e -t 192.168.2.188:80 " + servers.getFirst();
    Program.Outcome outcome =
        scenario(
                "wrr",
                servers,
                requests,
                edit.replaceAll("-w .*", "-w 0"),
                requests,
                edit,
                requests)
            .audit(rules("wrr", servers));
    assertThat(AuditLab.codes(outcome))
        .as(outcome.out())
        .contains("note: pick-out-of-turn")
        .doesNotContain("warning: pick-out-of-turn");
    assertThat(outcome.out()).contains("2 of 297 new connections to TCP 192.168.2.188:80");
  }

  private static List<String> servers(Random random) {
    List<String> servers = new ArrayList<>();
    for (int i = 0; i < SERVERS; i++) {
      int weight = 1 + i + random.below(5);
      servers.add("-r 192.168.2." + (191 + i) + ":80 -g -w " + weight);
    }
    return servers;
  }

  private static String rules(String scheduler, List<String> servers) {
    StringBuilder rules = new StringBuilder("-A -t 192.168.2.188:80 -s " + scheduler + "\n");
    servers.forEach(s -> rules.append("-a -t 192.168.2.188:80 ").append(s).append('\n'));
    return rules.toString();
  }

  private AuditLab requests(String scheduler, List<String> servers) throws IOException {
    String[] rounds = new String[11];
    Arrays.fill(rounds, "for ((i=0;i<3;i++)); do curl 192.168.2.188; done");
    return scenario(scheduler, servers, rounds);
  }

  /** All clients send their requests, again after each change of the rules. */
  private AuditLab scenario(String scheduler, List<String> servers, String... steps)
      throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            name: schedulers
            topology:
              preset: dr-lan
              arp: suppressed
              real-servers: [192.168.2.191, 192.168.2.192, 192.168.2.193, 192.168.2.194]
              clients: [192.168.2.10, 192.168.2.11, 192.168.2.12]
            steps:
              - on: director
                run: |
            """);
    rules(scheduler, servers).lines().forEach(l -> text.append("      ipvsadm " + l + "\n"));
    for (String step : steps) {
      boolean change = step.startsWith("ipvsadm");
      for (String machine :
          change ? List.of("director") : List.of("client1", "client2", "client3")) {
        text.append("  - { on: " + machine + ", run: '" + step + "' }\n");
      }
    }
    return new AuditLab(directory).runText(text.toString());
  }
}
