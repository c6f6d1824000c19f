package io.lvsim.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lvsim.engine.Nanos;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.scenario.Check;
import io.lvsim.scenario.ClockKind;
import io.lvsim.scenario.Count;
import io.lvsim.scenario.FaultAction;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.Step;
import io.lvsim.topology.HostSpec;
import io.lvsim.topology.InterfaceSpec;
import io.lvsim.topology.LinkSpec;
import io.lvsim.topology.Roles;
import io.lvsim.topology.SysctlSpec;
import io.lvsim.topology.Topology;
import io.lvsim.topology.WhoamiSpec;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioReaderTest {
  private static Scenario read(String text) throws ScenarioException {
    return read(text, Map.of());
  }

  private static Scenario read(String text, Map<String, String> beside) throws ScenarioException {
    return ScenarioReader.read(
        "t.lvs.yaml", text.getBytes(StandardCharsets.UTF_8), new InMemoryFiles(beside));
  }

  private static Topology topologyOf(String text) throws ScenarioException {
    return read(text + "steps: []\n").topology();
  }

  private static InterfaceSpec nic(Topology topology, String host, String name) {
    return topology.host(host).interfaceNamed(name);
  }

  private static List<String> addresses(InterfaceSpec nic) {
    return nic.addresses().stream()
        .map(spec -> Ipv4Address.format(spec.address()) + "/" + spec.prefixLength())
        .toList();
  }

  @Test
  void readsTheFormatsOwnExample() throws ScenarioException {
    Scenario scenario =
        read(
            """
            name: wrr 2:3 after one real server's web server stopped
            description: |
              free text, shown in the report
            seed: 7
            kernel: "6.1"
            clock: real
            topology:
              preset: dr-lan
              vip: 192.168.2.188
              director: 192.168.2.190
              real-servers: [192.168.2.191, 192.168.2.192]
              clients: [192.168.2.10]
              arp: suppressed
            steps:
              - on: director
                run: |
                  ipvsadm -A -t 192.168.2.188:80 -s wrr
                  ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -g -w 2
              - on: client
                run: for ((i=1;i<=5;i++)); do curl 192.168.2.188; done
                expect: |
                  share192
                  curl: (7) Failed to connect to 192.168.2.188 port 80 * (glob)
                status: 7
              - wait: 20s
              - fault: { link: rs2.eth0, state: down }
              - check:
                  - neighbor: { on: client, address: 192.168.2.188, is: director }
                  - served: { rs1: 0, rs2: 5 }
                  - bypassed: 0
            """);
    assertThat(scenario.name()).isEqualTo("wrr 2:3 after one real server's web server stopped");
    assertThat(scenario.seed()).isEqualTo(7);
    assertThat(scenario.clock()).isEqualTo(ClockKind.REAL);
    assertThat(scenario.steps()).hasSize(5);
    Step.Run curl = (Step.Run) scenario.steps().get(1);
    assertThat(curl.status()).isEqualTo(7);
    assertThat(
            curl.expect()
                .lines()
                .get(1)
                .matches("curl: (7) Failed to connect to 192.168.2.188 port 80 after 0 ms  "))
        .isTrue();
    assertThat(((Step.Wait) scenario.steps().get(2)).nanos()).isEqualTo(20 * Nanos.PER_SECOND);
    assertThat(((Step.Fault) scenario.steps().get(3)).actions())
        .containsExactly(new FaultAction.LinkState("rs2", "eth0", false));
    Step.Verify verify = (Step.Verify) scenario.steps().get(4);
    assertThat(verify.checks()).hasSize(3);
    assertThat(((Check.Served) verify.checks().get(1)).byHost())
        .containsExactly(Map.entry("rs1", Count.exactly(0)), Map.entry("rs2", Count.exactly(5)));
  }

  @Test
  void thePresetIsShorthandForTheSpelledOutForm() throws ScenarioException {
    Topology preset = topologyOf("topology: { preset: dr-lan }\n");
    Topology spelledOut =
        topologyOf(
            """
            topology:
              switches: { lan: { aging: 300s } }
              hosts:
                director:
                  interfaces:
                    eth0: { switch: lan, mac: 02:00:00:00:01:90, addresses: [192.168.2.190/24, 192.168.2.188/32] }
                  sysctl: { net.ipv4.ip_forward: 1 }
                rs1:
                  interfaces:
                    eth0: { switch: lan, addresses: [192.168.2.191/24] }
                    lo: { addresses: [192.168.2.188/32] }
                  sysctl: { net.ipv4.conf.all.arp_ignore: 1, net.ipv4.conf.all.arp_announce: 2 }
                  services: { httpd: { ports: [80, 443, 8080], body: share191 } }
                rs2:
                  interfaces:
                    eth0: { switch: lan, addresses: [192.168.2.192/24] }
                    lo: { addresses: [192.168.2.188/32] }
                  sysctl: { net.ipv4.conf.all.arp_ignore: 1, net.ipv4.conf.all.arp_announce: 2 }
                  services: { httpd: { ports: [80, 443, 8080], body: share192 } }
                client:
                  interfaces:
                    eth0: { switch: lan, addresses: [192.168.2.10/24] }
            """);
    assertThat(preset).isEqualTo(spelledOut);
    assertThat(preset.roles())
        .isEqualTo(
            new Roles(
                Ipv4Address.parse("192.168.2.188"), List.of("director"), List.of("rs1", "rs2")));
  }

  @Test
  void hostsAreAddedToThePreset() throws ScenarioException {
    Topology topology =
        topologyOf(
            """
            topology:
              preset: dr-lan
              arp: default
              os: centos7
              clients: [192.168.2.10, 192.168.2.11]
              listeners: [192.168.2.20]
              hosts:
                rs1: { sysctl: { net.ipv4.conf.eth0.arp_ignore: 8 } }
                client2: { os: debian12 }
                printer: { interfaces: { eth0: { switch: lan, addresses: [192.168.2.77/24] } } }
            """);
    assertThat(topology.hosts())
        .extracting(HostSpec::name)
        .containsExactly("director", "rs1", "rs2", "client1", "client2", "listener", "printer");
    assertThat(topology.host("rs1").sysctls())
        .containsExactly(new SysctlSpec("net.ipv4.conf.eth0.arp_ignore", "8"));
    assertThat(topology.host("client1").os()).isEqualTo(OperatingSystem.CENTOS_7);
    assertThat(topology.host("client2").os()).isEqualTo(OperatingSystem.DEBIAN_12);
    assertThat(MacAddress.format(nic(topology, "printer", "eth0").mac()))
        .isEqualTo("02:00:00:00:00:77");
  }

  @Test
  void macsFollowTheAddressInDecimalDigitsAndDifferFromSubnetToSubnet() throws ScenarioException {
    Topology topology =
        topologyOf(
            "topology: { preset: dr-lan, router: { address: 192.168.2.1, far: 10.9.9.190/24,"
                + " far-clients: [10.9.9.10] } }\n");
    assertThat(MacAddress.format(nic(topology, "director", "eth0").mac()))
        .isEqualTo("02:00:00:00:01:90");
    assertThat(MacAddress.format(nic(topology, "client", "eth0").mac()))
        .isEqualTo("02:00:00:00:00:10");
    assertThat(MacAddress.format(nic(topology, "router", "eth1").mac()))
        .isEqualTo("02:00:00:01:01:90");
    assertThat(MacAddress.format(nic(topology, "far-client", "eth0").mac()))
        .isEqualTo("02:00:00:01:00:10");
    assertThat(nic(topology, "client", "eth0").gateway())
        .isEqualTo(Ipv4Address.parse("192.168.2.1"));
    assertThat(nic(topology, "far-client", "eth0").gateway())
        .isEqualTo(Ipv4Address.parse("10.9.9.190"));
  }

  @Test
  void everyFieldOfAHost() throws ScenarioException {
    Scenario scenario =
        read(
            """
            topology:
              switches: [lan]
              hosts: {}
            steps: []
            """
                .replace("[lan]", "{ lan: { aging: 15s } }")
                .replace(
                    "hosts: {}",
                    """
                    hosts:
                        a:
                          os: centos7
                          interfaces:
                            lo: { addresses: [{ address: 10.0.0.9/32, scope: host, label: "lo:0" }] }
                            eth0: { switch: lan, addresses: [10.0.0.1/24], gateway: 10.0.0.2, mtu: 1400 }
                            eth1: { peer: b.eth1, mac: 02:aa:00:00:00:01, addresses: [10.1.0.1/30] }
                            dummy0: { addresses: [10.0.0.10/32], state: up }
                          sysctl: { net.ipv4.ip_forward: 1 }
                          files: { /etc/a.conf: !include a.conf, /etc/b: "inline" }
                          services: { httpd: { port: 81, pages: { /x/y.html: hello }, enabled: false } }
                          routes: [{ to: 10.9.0.0/16, via: 10.0.0.3 }, { to: 10.8.0.0/16, dev: eth0, src: 10.0.0.1, metric: 5 }]
                        b:
                          interfaces:
                            eth1: { addresses: [10.1.0.2/30] }
                      links: { a.eth0: { delay: 5ms, rate: 100mbit, loss: 1%, queue: 20 } }\
                    """
                        .indent(0)
                        .stripTrailing()),
            Map.of("a.conf", "from a file\n"));
    Topology topology = scenario.topology();
    HostSpec a = topology.host("a");
    assertThat(topology.switches().getFirst().agingNanos()).isEqualTo(15 * Nanos.PER_SECOND);
    assertThat(addresses(a.interfaceNamed("lo"))).containsExactly("10.0.0.9/32");
    assertThat(a.interfaceNamed("lo").addresses().getFirst().label()).isEqualTo("lo:0");
    assertThat(a.interfaceNamed("eth0").mtu()).isEqualTo(1400);
    assertThat(a.interfaceNamed("eth1").peer()).isEqualTo("b.eth1");
    assertThat(nic(topology, "b", "eth1").peer()).isEqualTo("a.eth1");
    assertThat(a.interfaceNamed("dummy0").kind()).isEqualTo(InterfaceSpec.Kind.DUMMY);
    assertThat(a.files())
        .extracting(file -> file.content())
        .containsExactly("from a file\n", "inline");
    assertThat(a.services()).isEmpty();
    assertThat(a.httpd().ports()).containsExactly(81);
    assertThat(a.routes()).hasSize(2);
    assertThat(topology.links())
        .containsExactly(new LinkSpec("a", "eth0", 5 * Nanos.PER_MILLI, 100_000_000, 0.01, 20));
  }

  @Test
  void rolesAreFoundByNameOrByAddress() throws ScenarioException {
    String hosts =
        "switches: { lan: }, hosts: { a: { interfaces: { eth0: { switch: lan, addresses:"
            + " [10.0.0.1/24] } } }, b: { interfaces: { eth0: { switch: lan, addresses:"
            + " [10.0.0.2/24] } } } } }\n";
    Roles roles = new Roles(Ipv4Address.parse("10.0.0.9"), List.of("a"), List.of("b"));
    assertThat(
            topologyOf("topology: { vip: 10.0.0.9, director: a, real-servers: [b], " + hosts)
                .roles())
        .isEqualTo(roles);
    assertThat(
            topologyOf(
                    "topology: { vip: 10.0.0.9, director: 10.0.0.1, real-servers: [10.0.0.2], "
                        + hosts)
                .roles())
        .isEqualTo(roles);
  }

  @Test
  void anExerciseHasItsOwnSteps() throws ScenarioException {
    Scenario scenario =
        read(
            """
            topology: { preset: dr-lan }
            exercise:
              task: Make it work
              start:
                - { wait: 1s }
              goal:
                - bypassed: 0
              hints: [look at arp_ignore, look again]
            """);
    assertThat(scenario.exercise().task()).isEqualTo("Make it work");
    assertThat(scenario.exercise().start()).hasSize(1);
    assertThat(scenario.exercise().goal()).hasSize(1);
    assertThat(scenario.exercise().hints()).containsExactly("look at arp_ignore", "look again");
  }

  @Test
  void aNameIsTakenFromTheFileWhenNoneIsWritten() throws ScenarioException {
    assertThat(read("topology: { preset: dr-lan }\nsteps: []\n").name()).isEqualTo("t");
  }

  @Test
  void includesStayInsideTheScenariosDirectory(@TempDir Path directory) throws IOException {
    Path scenarios = Files.createDirectory(directory.resolve("scenarios"));
    Files.writeString(directory.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(scenarios.resolve("link.txt"), directory.resolve("secret.txt"));
    for (String path :
        List.of("../secret.txt", directory.resolve("secret.txt").toString(), "link.txt")) {
      Path file = scenarios.resolve("t.lvs.yaml");
      Files.writeString(
          file,
          "topology: { preset: dr-lan, hosts: { rs1: { files: { /a: !include "
              + path
              + " } } } }\nsteps: []\n");
      assertThatThrownBy(() -> ScenarioReader.read(file))
          .isInstanceOf(ScenarioException.class)
          .hasMessageStartingWith(file + ":1:")
          .hasMessageContaining("lies outside the scenario file's directory");
    }
  }

  @Test
  void aFileThatIsNotThere(@TempDir Path directory) {
    Path missing = directory.resolve("missing.lvs.yaml");
    ScenarioException thrown =
        catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.read(missing));
    assertThat(thrown.getMessage()).startsWith(missing + ":1:1: there is no such file; expected");
    ScenarioException folder =
        catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.read(directory));
    assertThat(folder.getMessage()).startsWith(directory + ":1:1: this is a directory; expected");
  }

  @Test
  void readsTheLabsOwnServer() throws ScenarioException {
    Topology topology =
        topologyOf(
            """
            topology:
              preset: dr-lan
              hosts:
                client:
                  services: { whoami: { ports: [443, "8001-8003"], body: share10 } }
                director: { services: { whoami: } }
            """);
    WhoamiSpec whoami = topology.host("client").whoami();
    assertThat(whoami.ports()).containsExactly(443, 8001, 8002, 8003);
    assertThat(whoami.body()).isEqualTo("share10");
    assertThat(topology.host("client").services()).contains("whoami");
    assertThat(topology.host("director").whoami())
        .isEqualTo(new WhoamiSpec(List.of(80), "director", true));
    assertThat(topology.host("rs1").whoami()).isNull();
  }
}
