package io.lvsim.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plays the recorded case arp-neighbours: what the real servers' ARP settings do to everybody's
 * neighbour cache. An echo request stands for each connection's first packet, and a hook that sends
 * packets to the real servers in turn stands for the director's table.
 */
class PoisonedNeighborsTest {
  private static final String VIP = "192.168.2.188";

  private final Lan lan = new Lan().listening();
  private final Host director = lan.host("dir", "192.168.2.190");
  private final Host rs1 = lan.host("rs1", "192.168.2.191");
  private final Host rs2 = lan.host("rs2", "192.168.2.192");
  private final Host c1 = lan.host("c1", "192.168.2.10");
  private final Host c2 = lan.host("c2", "192.168.2.11");
  private final Host router = lan.host("r", "192.168.2.1");
  private final Host c9 = new Host(lan.simulation, lan.trace, "c9");
  private final StringBuilder said = new StringBuilder();
  private int turn;
  private String answeredBy = "";
  private int identifier;

  @BeforeEach
  void plugEverythingIn() {
    Lan.set(director, "net.ipv4.ip_forward", 1);
    Lan.add(Lan.eth0(director), VIP, 32);
    director.ipv4().setLocalInHook(this::direct);
    for (Host server : List.of(rs1, rs2)) {
      Lan.add(server.lo(), VIP, 32);
      server.ipv4().setLocalInHook((frame, at, in, mark) -> serve(server));
    }
    Lan.set(router, "net.ipv4.ip_forward", 1);
    Switch far = new Switch(lan.simulation, lan.trace, "far");
    plugFar(far, router, "eth1", "10.9.9.1");
    plugFar(far, c9, "eth0", "10.9.9.9");
    Lan.gateway(c9, "10.9.9.1");
    for (Host host : List.of(director, rs1, rs2, c1, c2)) {
      Lan.gateway(host, "192.168.2.1");
    }
  }

  private void plugFar(Switch far, Host host, String name, String address) {
    Port port = new Port(host.name(), name, lan.trace);
    new Cable(lan.simulation, lan.trace, port, far.addPort(host.name()));
    Lan.add(host.addInterface(name, 0x0200_0001_0000L | host.name().hashCode(), port), address, 24);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0-0", "1-0", "0-1", "1-1", "0-2", "1-2", "2-2", "3-2"})
  void cachesAreWhatLinuxLeft(String setting) {
    int ignore = setting.charAt(0) - '0';
    int announce = setting.charAt(2) - '0';
    for (Host server : List.of(rs1, rs2)) {
      Lan.setAll(server, "arp_ignore", ignore);
      Lan.setAll(server, "arp_announce", announce);
    }
    say("");
    say("## arp_ignore=%d arp_announce=%d on all, VIP on lo".formatted(ignore, announce));
    play();
    assertThat(said.toString())
        .as(String.join("\n", lan.decisions))
        .isEqualTo(withoutCounts(Recordings.read("arp-neighbours/" + setting + ".txt")));
  }

  private void play() {
    say("# nobody knows anybody; c1 asks");
    ask(c1, 1);
    caches();
    say("# c1 asks twice more");
    ask(c1, 2);
    caches();
    flushAll(c1, c2, router, director, rs1, rs2);
    say(
        "# all knew the director (entries older than 1 s); a real server that does not know c1"
            + " answers it");
    for (Host host : List.of(c1, c2, router)) {
      host.neighbors()
          .replace(
              Lan.ip(VIP), Lan.eth0(host), Lan.eth0(director).mac(), NeighborEntry.State.REACHABLE);
    }
    lan.simulation.runFor(Nanos.millis(1200));
    ask(c1, 1);
    caches();
    say("# and one that does not know the router answers c9");
    flushAll(rs1, rs2);
    ask(c9, 1);
    caches();
    say("# then c1, c2 and c9 twice each");
    ask(c1, 2);
    ask(c2, 2);
    ask(c9, 2);
    caches();
  }

  private void ask(Host client, int times) {
    StringBuilder answers = new StringBuilder();
    for (int i = 0; i < times; i++) {
      answeredBy = "timeout";
      client.icmp().sendEcho(0, Lan.ip(VIP), ++identifier, 1, 0, 64);
      lan.simulation.runFor(Nanos.millis(10));
      answers.append(i == 0 ? "" : " ").append(answeredBy);
    }
    Interface eth0 = Lan.eth0(client);
    say(Ipv4Address.format(eth0.addresses().get(0).local()) + " => " + answers);
  }

  /** The director's share: one packet for each real server in turn. */
  private boolean direct(byte[] frame, int at, Interface in, int mark) {
    if (Ipv4.destination(frame, at) != Lan.ip(VIP)) {
      return false;
    }
    int server = Lan.ip(turn++ % 2 == 0 ? "192.168.2.192" : "192.168.2.191");
    byte[] copy = frame.clone();
    Ipv4.setTtl(copy, at, Ipv4.ttl(copy, at) - 1);
    Route route = director.routes().lookup(server);
    if (route == null) {
      throw new AssertionError("no route to a real server");
    }
    director.ipv4().sendVia(copy, route, server);
    return true;
  }

  /** A real server's share: it is noted, and answers on its own. */
  private boolean serve(Host server) {
    answeredBy = server == rs1 ? "191" : "192";
    return false;
  }

  private void caches() {
    for (Host host : List.of(c1, c2, router)) {
      NeighborEntry entry = host.neighbors().find(Lan.ip(VIP), Lan.eth0(host));
      String mac = entry == null ? "unknown" : MacAddress.format(entry.mac());
      say(host.name() + ": VIP is " + mac);
    }
  }

  private static void flushAll(Host... hosts) {
    for (Host host : hosts) {
      host.neighbors().flush(null, false);
    }
  }

  private void say(String line) {
    said.append(line).append('\n');
  }

  private static String withoutCounts(String recorded) {
    return recorded
        .lines()
        .filter(line -> !line.startsWith("director counts"))
        .map(line -> line.replaceFirst("^tcpN? (\\d+ )?([0-9.]+):\\d+ [0-9.:]+ =>", "$2 =>"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
