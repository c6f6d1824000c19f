package io.lvsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Simulation;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.trace.SwitchDecision;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A client asks, of two servers one answers: every frame's way, in full and filtered. */
class JourneyTextTest {
  private static final long CLIENT_MAC = MacAddress.parse("02:00:00:00:01:10");
  private static final long SERVER_MAC = MacAddress.parse("02:00:00:00:01:91");
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final int SERVER = Ipv4Address.parse("192.168.2.191");

  private final Simulation simulation = new Simulation(1);
  private final Trace trace = new Trace(simulation);
  private final JourneyLog log = new JourneyLog();

  @Test
  void everyFrameWithAllThatMetIt() {
    run();
    assertThat(print(new JourneyFilter()))
        .isEqualTo(
            """
            $         0.000000000  client          typed: arping
            #1        0.000000000  client.eth0     ARP who has 192.168.2.191? tell 192.168.2.10 at 02:00:00:00:01:10  02:00:00:00:01:10 > ff:ff:ff:ff:ff:ff
            #1        0.000010672    lan           switch-learned         learned 02:00:00:00:01:10 at port client
            #1        0.000010672    lan           switch-flooded         flooded to all other ports: the destination is a broadcast or multicast
            #1        0.000021344    rs2           reached                nothing to decide
            #1        0.000021344    rs1           switch-dropped         dropped: a test's reason
            #2        0.000021344  rs1.eth0        ARP 192.168.2.191 is at 02:00:00:00:01:91, to 192.168.2.10  02:00:00:00:01:91 > 02:00:00:00:01:10  <- #1
            #2        0.000032016    lan           switch-learned         learned 02:00:00:00:01:91 at port rs1
            #2        0.000032016    lan           switch-forwarded       forwarded to port client: 02:00:00:00:01:10 was learned there
            #2        0.000042688    client        reached                nothing to decide
            -         5.000000000  rs2             switch-dropped         dropped: a timer's reason
            #3        5.000000000  rs2.eth0        ARP who has 192.168.2.191? tell 192.168.2.10 at 02:00:00:00:01:10  02:00:00:00:01:10 > ff:ff:ff:ff:ff:ff
            #3        5.000000000    rs2           link-lost              lost the frame on rs2.eth0-lan.rs2: loss is set to 1.0
            """);
  }

  @Test
  void aHostsFrames() {
    run();
    JourneyFilter filter = new JourneyFilter();
    filter.host("rs1");
    assertThat(print(filter)).contains("#1 ", "#2 ").doesNotContain("#3 ", "timer", "typed");
  }

  @Test
  void aFrameWithItsCauses() {
    run();
    JourneyFilter filter = new JourneyFilter();
    filter.frame(2);
    assertThat(print(filter)).contains("#1 ", "#2 ").doesNotContain("#3 ", "timer", "typed");
    JourneyFilter first = new JourneyFilter();
    first.frame(1);
    assertThat(print(first)).contains("#1 ").doesNotContain("#2 ");
    JourneyFilter none = new JourneyFilter();
    none.frame(4);
    assertThat(print(none)).isEmpty();
  }

  @Test
  void aSpanOfTime() {
    run();
    JourneyFilter filter = new JourneyFilter();
    filter.between(1_000_000_000L, 6_000_000_000L);
    assertThat(print(filter)).contains("#3 ", "timer").doesNotContain("#1 ", "#2 ", "typed");
  }

  private void run() {
    trace.add(log);
    Switch lan = new Switch(simulation, trace, "lan");
    Port client = plug("client", lan);
    Port rs1 = plug("rs1", lan);
    Port rs2 = new Port("rs2", "eth0", trace);
    Cable cable = new Cable(simulation, trace, rs2, lan.addPort("rs2"));
    rs2.onReceive(frame -> {});
    rs1.onReceive(frame -> {
      trace.tell("rs1", new SwitchDecision.Dropped("a test's reason"));
      rs1.send(
          Arp.frame(CLIENT_MAC, SERVER_MAC, Arp.REPLY, SERVER_MAC, SERVER, CLIENT_MAC, CLIENT));
    });
    log.note(0, "client", "typed: arping");
    client.send(question());
    simulation.runUntil(5_000_000_000L);
    cable.setLoss(1);
    trace.tell("rs2", new SwitchDecision.Dropped("a timer's reason"));
    rs2.send(question());
  }

  private Port plug(String name, Switch lan) {
    Port port = new Port(name, "eth0", trace);
    assertThat(new Cable(simulation, trace, port, lan.addPort(name)).up()).isTrue();
    port.onReceive(frame -> {});
    return port;
  }

  private static byte[] question() {
    return Arp.frame(MacAddress.BROADCAST, CLIENT_MAC, Arp.REQUEST, CLIENT_MAC, CLIENT, 0, SERVER);
  }

  private String print(JourneyFilter filter) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new JourneyText(out, Ink.PLAIN).print(log, filter);
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
