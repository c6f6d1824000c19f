package io.lvsim.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lvsim.scenario.Problem;
import io.lvsim.scenario.ScenarioException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of mistake is told with its exact place. A § in the text marks the place. */
class ScenarioProblemsTest {
  private static final String PRESET = "topology: { preset: dr-lan }\n";
  private static final String NO_STEPS = "steps: []\n";

  private static List<Problem> problemsOf(byte[] bytes) {
    ScenarioException thrown =
        catchThrowableOfType(
            ScenarioException.class,
            () -> ScenarioReader.read("t.lvs.yaml", bytes, InMemoryFiles.NONE));
    assertThat(thrown).as("a problem is found").isNotNull();
    return thrown.problems();
  }

  /** Expects one problem, at the mark. */
  private static void expect(String marked, String message) {
    int at = marked.indexOf('§');
    assertThat(at).as("the text has a mark").isNotNegative();
    String before = marked.substring(0, at);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = at - before.lastIndexOf('\n');
    List<Problem> problems = problemsOf(marked.replace("§", "").getBytes(StandardCharsets.UTF_8));
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().toString())
        .startsWith("t.lvs.yaml:" + line + ":" + column + ": ")
        .contains(message);
  }

  @Test
  void unknownFieldsWithAGuess() {
    expect(
        PRESET + "§step: []\n" + NO_STEPS,
        "unknown field 'step' in a scenario; did you mean 'steps'?");
    expect(
        "topology: { preset: dr-lan, §client: [10.0.0.1] }\n" + NO_STEPS,
        "did you mean 'clients'?");
    expect(PRESET + "steps:\n  - { on: client, run: date, §expct: x }\n", "did you mean 'expect'?");
    expect(
        PRESET + "steps:\n  - { wait: 1s, §zebra: x }\n",
        "unknown field 'zebra' in a wait step; expected one of");
    expect(PRESET + "steps:\n  - §wiat: 1s\n", "did you mean 'wait'?");
    expect(PRESET + "steps:\n  - check: [{ §bypased: 0 }]\n", "did you mean 'bypassed'?");
    expect(
        PRESET + "steps:\n  - fault: { link: rs1.eth0, state: down, §los: 1 }\n",
        "did you mean 'loss'?");
    expect(
        "topology:\n  preset: dr-lan\n  hosts: { rs1: { interfaces: { eth0: { §addreses: [] } } } }\n"
            + NO_STEPS,
        "did you mean 'addresses'?");
    expect(
        "topology: { preset: dr-lan, links: { rs1.eth0: { §dealy: 1s } } }\n" + NO_STEPS,
        "did you mean 'delay'?");
  }

  @Test
  void missingFields() {
    expect("§name: x\n" + NO_STEPS, "missing field 'topology' in a scenario");
    expect("§topology: { preset: dr-lan }\n", "missing field 'steps' in a scenario");
    expect("topology: §{ os: centos7 }\n" + NO_STEPS, "missing field 'hosts' in a topology");
    expect(PRESET + "steps:\n  - §{ run: date }\n", "missing field 'on' in a run step");
    expect(PRESET + "steps:\n  - §{ on: client }\n", "missing field 'run' in a run step");
    expect(
        PRESET + "steps:\n  - check: [neighbor: §{ on: client, is: rs1 }]\n",
        "missing field 'address'");
    expect(
        PRESET + "steps:\n  - fault: §{ link: rs1.eth0 }\n",
        "changes nothing; expected state, loss, delay or rate");
  }

  @Test
  void wrongTypes() {
    expect(PRESET + "steps: §date\n", "'steps' is 'date'; expected a list of steps");
    expect(PRESET + "seed: §many\n" + NO_STEPS, "'seed' is 'many'; expected a whole number");
    expect(PRESET + "seed: §\"1\"\n" + NO_STEPS, "'seed' is '1'; expected a whole number");
    expect(PRESET + "name: §[a]\n" + NO_STEPS, "'name' is a list; expected one line of text");
    expect("topology: §[1]\n" + NO_STEPS, "'topology' is a list; expected a topology with preset");
    expect("topology:§\n" + NO_STEPS, "'topology' is empty; expected a topology");
    expect(
        "topology: { preset: dr-lan, clients: §10.0.0.1 }\n" + NO_STEPS,
        "expected a list of addresses");
    expect(
        PRESET + "steps: [{ on: client, run: date, status: §good }]\n",
        "expected a whole number from 0 to 255");
    expect(
        PRESET + "steps: [{ on: client, run: date, status: §256 }]\n",
        "expected a whole number from 0 to 255");
    expect(
        PRESET + "steps: [{ on: client, run: §[date] }]\n",
        "'run' is a list; expected what is typed");
    expect(PRESET + "steps: [§{ on: client, run: date, wait: 1s }]\n", "both 'run' and 'wait'");
    expect("§- a\n- b\n", "the file is a list; expected a scenario");
    expect("§hello\n", "the file is 'hello'; expected a scenario");
    expect(PRESET + "kernel: §5.4\n" + NO_STEPS, "'kernel' is '5.4'; expected one of 6.1");
    expect(PRESET + "clock: §slow\n" + NO_STEPS, "expected one of virtual, real");
  }

  @Test
  void badAddressesAndUnits() {
    expect(
        "topology: { preset: dr-lan, vip: §192.168.2.288 }\n" + NO_STEPS,
        "'vip' is '192.168.2.288'; expected an IPv4 address");
    expect(
        "topology: { preset: dr-lan, clients: [10.0.0.1, §10.0.0] }\n" + NO_STEPS,
        "expected an IPv4 address");
    expect(
        interfaceOf("switch: lan, addresses: [§10.0.0.1]"),
        "expected an address with its prefix length");
    expect(
        interfaceOf("switch: lan, addresses: [§10.0.0.1/33]"),
        "expected an address with its prefix length");
    expect(interfaceOf("switch: lan, mac: §02:00:00:00:01"), "expected a MAC address like");
    expect(interfaceOf("switch: lan, mac: §01:00:5e:00:00:01"), "no group address");
    expect(interfaceOf("switch: lan, mtu: §20"), "expected a whole number from 68 to 65536");
    expect(
        PRESET + "steps: [{ wait: §20 }]\n",
        "'wait' is '20'; expected a duration like 500ms, 20s or 15m");
    expect(PRESET + "steps: [{ wait: §20 parsecs }]\n", "expected a duration");
    expect(PRESET + "steps: [{ wait: §99999999h }]\n", "expected a duration");
    expect(
        PRESET + "steps: [{ fault: { link: rs1.eth0, rate: §fast } }]\n",
        "expected a rate like 1gbit");
    expect(
        PRESET + "steps: [{ fault: { link: rs1.eth0, loss: §1.5 } }]\n",
        "expected a share of frames");
    expect(
        PRESET + "steps: [{ check: [bypassed: §none] }]\n", "expected a number like 5, or a range");
    expect(
        "topology: { preset: dr-lan, links: { rs1.eth0: { queue: §0 } } }\n" + NO_STEPS,
        "from 1 to 1000000");
  }

  private static String interfaceOf(String fields) {
    return "topology: { switches: { lan: }, hosts: { a: { interfaces: { eth0: { "
        + fields
        + " } } } } }\n"
        + NO_STEPS;
  }

  @Test
  void duplicates() {
    expect(
        "topology:\n  switches: { lan: }\n  hosts:\n    a: { interfaces: {} }\n    §a: { interfaces: {} }\n"
            + NO_STEPS,
        "duplicate 'a'; expected it once, it is already at 4:5");
    expect(
        "topology:\n  switches: { lan: }\n  hosts:\n    a:\n      interfaces:\n        eth0: { switch: lan }\n"
            + "        §eth0: { switch: lan }\n"
            + NO_STEPS,
        "duplicate 'eth0'");
    expect(
        twoHosts("[10.0.0.1/24]", "[§10.0.0.1/24]"),
        "duplicate address 10.0.0.1: a.eth0 has it already");
    expect(
        twoHosts("[10.0.0.1/24, §10.0.0.1/24]", "[10.0.0.2/24]"),
        "duplicate address '10.0.0.1/24' on a.eth0");
    expect(
        "topology: { preset: dr-lan, clients: [§192.168.2.191] }\n" + NO_STEPS,
        "duplicate address 192.168.2.191: rs1.eth0 has it already");
    expect(
        "topology:\n  switches: { lan: }\n  hosts:\n"
            + "    a: { interfaces: { eth0: { switch: lan, mac: 02:00:00:00:00:01 } } }\n"
            + "    b: { interfaces: { §eth0: { switch: lan, mac: 02:00:00:00:00:01 } } }\n"
            + NO_STEPS,
        "duplicate MAC address 02:00:00:00:00:01: a.eth0 has it already");
    expect(
        PRESET + NO_STEPS + "§steps: []\n",
        "duplicate 'steps'; expected it once, it is already at 2:1");
  }

  private static String twoHosts(String addressesOfA, String addressesOfB) {
    return "topology:\n  switches: { lan: }\n  hosts:\n"
        + "    a: { interfaces: { eth0: { switch: lan, addresses: "
        + addressesOfA
        + " } } }\n"
        + "    b: { interfaces: { eth0: { switch: lan, addresses: "
        + addressesOfB
        + " } } }\n"
        + NO_STEPS;
  }

  @Test
  void whatIsNotThere() {
    expect(
        PRESET + "steps: [{ on: §clint, run: date }]\n",
        "there is no host 'clint'; did you mean 'client'?");
    expect(
        PRESET + "steps: [{ fault: { link: §rs3.eth0, state: down } }]\n",
        "there is no host 'rs3'");
    expect(
        PRESET + "steps: [{ fault: { link: §rs1.eth7, state: down } }]\n",
        "host rs1 has no interface 'eth7'");
    expect(PRESET + "steps: [{ fault: { host: §rs9, state: off } }]\n", "there is no host 'rs9'");
    expect(PRESET + "steps: [{ check: [served: { §rs8: 0 }] }]\n", "there is no host 'rs8'");
    expect(
        PRESET + "steps: [{ check: [neighbor: { on: client, address: 10.0.0.1, is: §nobody }] }]\n",
        "there is no host 'nobody'");
    expect(
        "topology: { preset: dr-lan, links: { §rs7.eth0: { delay: 1s } } }\n" + NO_STEPS,
        "there is no host 'rs7'");
    expect(
        "topology: { switches: { lan: }, hosts: { a: { interfaces: { §eth0: { switch: lam } } } } }\n"
            + NO_STEPS,
        "there is no switch 'lam'; did you mean 'lan'?");
    expect(
        "topology: { switches: { lan: }, hosts: { a: { interfaces: { §eth0: {} } } } }\n"
            + NO_STEPS,
        "missing field 'switch' in interface eth0");
    expect(
        "topology: { preset: dr-lan, hosts: { rs1: { files: { /a: §!include missing.txt } } } }\n"
            + NO_STEPS,
        "cannot include: there is no file missing.txt");
    expect(
        "sections:\n  - §missing.lvs.yaml\n",
        "cannot read the section: there is no file missing.lvs.yaml");
  }

  @Test
  void whatTheMachinesRefuse() {
    expect(
        "topology: { preset: dr-lan, hosts: { rs1: { sysctl: { §net.ipv4.conf.all.arp_ignroe: 1 } } } }\n"
            + NO_STEPS,
        "No such file or directory");
    expect(
        "topology: { preset: dr-lan, hosts: { rs1: { sysctl: { §net.ipv4.ip_forward: maybe } } } }\n"
            + NO_STEPS,
        "'maybe' is refused: Invalid argument");
    expect(
        "topology: { preset: dr-lan, hosts: { rs1: { interfaces: { §eth0: { gateway: 10.0.0.1 } } } } }\n"
            + NO_STEPS,
        "the route to 0.0.0.0/0 is refused");
    expect(
        "topology: { preset: dr-lan, hosts: { rs1: { services: { §sendmail: } } } }\n" + NO_STEPS,
        "there is no service sendmail");
  }

  @Test
  void aBadScriptIsPlacedInsideItsBlock() {
    expect(
        PRESET + "steps:\n  - on: client\n    run: |\n      date\n      if true; then echo §)\n",
        ")");
    expect(PRESET + "steps:\n  - { on: client, run: 'echo §)' }\n", ")");
  }

  @Test
  void aBadPatternIsPlacedInsideItsBlock() {
    expect(
        PRESET
            + "steps:\n  - on: client\n    run: date\n    expect: |\n      ok\n      a[§b (re)\n",
        "not a regular expression");
  }

  @Test
  void notYaml() {
    expect("topology: { preset: dr-lan\nsteps§: []\n", "this is not YAML");
    expect("name: \"never closed\n§", "this is not YAML");
    expect(
        "a: 1\n---\n§b: 2\n".replace("---\n§", "§---\n"),
        "this is not YAML: but found another document");
    expect("name: §!python/object x\n" + PRESET + NO_STEPS, "unknown tag !python/object");
    expect("name: §*nobody\n", "this is not YAML: found undefined alias nobody");
  }

  @Test
  void notText() {
    expect("name: x\n§\u0000\u0001\u0002", "control character U+0000; expected a text file");
    byte[] latin = "name: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(problemsOf(latin).getFirst().toString())
        .isEqualTo("t.lvs.yaml:1:10: byte 0xe9 is not UTF-8; expected a text file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "\uFEFF"})
  void empty(String text) {
    assertThat(problemsOf(text.getBytes(StandardCharsets.UTF_8)).getFirst().toString())
        .startsWith("t.lvs.yaml:1:1: the file is empty; expected a scenario");
  }

  @Test
  void aLineOfTenMegabytes() {
    byte[] line = new byte[10 << 20];
    Arrays.fill(line, (byte) 'x');
    assertThat(problemsOf(line).getFirst().toString())
        .isEqualTo(
            "t.lvs.yaml:1:1048577: the file goes on beyond 1048576 bytes; expected a scenario of at"
                + " most 1 MiB");
  }

  @ParameterizedTest
  @CsvSource({"[,100000", "'{a: ',50000", "'- ',100000", "'&a [',1000"})
  void nestedWithoutEnd(String opening, int times) {
    assertThat(problemsOf(opening.repeat(times).getBytes(StandardCharsets.UTF_8)).getFirst())
        .asString()
        .startsWith("t.lvs.yaml:1:");
  }

  @Test
  void aliasesThatUnfoldWithoutEnd() {
    StringBuilder bomb = new StringBuilder(PRESET);
    bomb.append("name: &a { note: x, wait: 1s }\n");
    bomb.append("description: &b { check: &c [")
        .append("{ bypassed: 0 },".repeat(2000))
        .append("] }\n");
    bomb.append("steps: [").append("*b,".repeat(2000)).append("]\n");
    assertThat(problemsOf(bomb.toString().getBytes(StandardCharsets.UTF_8)).getFirst().message())
        .contains("aliases unfold into more than");
    assertThat(problemsOf((PRESET + "steps: &a [*a, *a]\n").getBytes(StandardCharsets.UTF_8)))
        .isNotEmpty();
  }

  @Test
  void allProblemsAreFoundInOneReading() {
    String text =
        "sed: 1\n"
            + "topology: { preset: dr-lan, vip: 1.2.3 }\n"
            + "steps:\n"
            + "  - { wait: long }\n"
            + "  - { on: nobody, run: date }\n";
    assertThat(problemsOf(text.getBytes(StandardCharsets.UTF_8)))
        .extracting(problem -> problem.position().line())
        .containsExactly(1, 2, 4, 5);
  }

  @Test
  void aSectionThatLeadsBackToItself() {
    InMemoryFiles files = new InMemoryFiles(Map.of("t.lvs.yaml", "sections: [t.lvs.yaml]\n"));
    ScenarioException thrown =
        catchThrowableOfType(
            ScenarioException.class,
            () ->
                ScenarioReader.read(
                    "t.lvs.yaml",
                    "sections: [t.lvs.yaml]\n".getBytes(StandardCharsets.UTF_8),
                    files));
    assertThat(thrown.getMessage()).contains("t.lvs.yaml:1:12: section t.lvs.yaml leads back");
  }

  @Test
  void servicesOfTheLabsOwnServer() {
    String host = "topology: { preset: dr-lan, hosts: { client: { services: { ";
    String end = " } } } }\n" + NO_STEPS;
    expect(host + "whoami: { §port: 80 }" + end, "did you mean 'ports'?");
    expect(host + "whoami: { ports: §80 }" + end, "a list of ports like [80, \"8001-8040\"]");
    expect(host + "whoami: { ports: [80, §0] }" + end, "a whole number from 1 to 65535");
    expect(host + "whoami: { ports: [80, §\"90-80\"] }" + end, "a range like \"8001-8040\"");
    expect(host + "whoami: { ports: [§\"65530-65536\"] }" + end, "a range like \"8001-8040\"");
    expect(host + "whoami: { ports: [§http] }" + end, "a port from 1 to 65535");
    expect(host + "whoami: { ports: [\"80-90\", §85] }" + end, "duplicate port 85");
    expect(host + "whoami: { body: §\"a\\nb\" }" + end, "a word like share191");
    expect(
        "topology: { preset: dr-lan, hosts: { rs1: { services: { §whoami: { ports: [443] } } } } }\n"
            + NO_STEPS,
        "httpd has port 443 already");
  }
}
