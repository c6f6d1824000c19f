package io.lvsim.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plays the recorded case arp-gratuitous and says what Linux said. */
class GratuitousArpTest {
  private static final String VIP = "192.168.2.188";

  private final Lan lan = new Lan();
  private final Host director = lan.host("dir", "192.168.2.190");
  private final Host c1 = lan.host("c1", "192.168.2.10");
  private final Host c2 = lan.host("c2", "192.168.2.11");
  private final Host x = lan.host("x", "192.168.2.195");
  private final StringBuilder said = new StringBuilder();

  @Test
  void acceptance() {
    claimVip();
    for (int accept = 0; accept <= 2; accept++) {
      for (int operation : new int[] {Arp.REQUEST, Arp.REPLY}) {
        playAcceptance(accept, operation);
      }
    }
    assertThat(said.toString()).isEqualTo(Recordings.read("arp-gratuitous/1-accept.txt"));
  }

  private void playAcceptance(int accept, int operation) {
    Lan.set(c1, "net.ipv4.conf.all.arp_accept", accept);
    Lan.set(c2, "net.ipv4.conf.all.arp_accept", accept);
    boolean request = operation == Arp.REQUEST;
    say(
        "\n## arp_accept=%d on all, gratuitous %s (arping -%s)"
            .formatted(accept, request ? "request" : "reply", request ? "U" : "A"));
    c1.neighbors().flush(null, false);
    c2.neighbors().flush(null, false);
    c1KnowsDirector();
    lan.simulation.runFor(Nanos.millis(1200));
    say("# before");
    now();
    gratuitous(operation);
    say("# after");
    now();
    say("# c1's entry just confirmed (younger than 1 s)");
    c1KnowsDirector();
    gratuitous(operation);
    now();
  }

  @Test
  void notification() {
    for (int notify = 0; notify <= 1; notify++) {
      said.setLength(0);
      playNotification(notify);
      assertThat(said.toString())
          .isEqualTo(Recordings.read("arp-gratuitous/2-notify-" + notify + ".txt"));
    }
  }

  private void playNotification(int notify) {
    claimVip();
    say("\n## arp_notify=%d: link down and up, new address, new MAC".formatted(notify));
    List<String> frames = new ArrayList<>();
    FrameListener capture = (in, frame) -> frames.add(text(frame));
    Lan.eth0(c1).addFrameListener(capture);
    Lan.set(x, "net.ipv4.conf.all.arp_notify", notify);
    Lan.set(x, "net.ipv4.conf.eth0.arp_notify", notify);
    Interface eth0 = Lan.eth0(x);
    eth0.setUp(false);
    eth0.setUp(true);
    lan.simulation.runFor(Nanos.millis(300));
    Lan.add(eth0, "192.168.2.196", 24);
    lan.simulation.runFor(Nanos.millis(300));
    eth0.setMac(MacAddress.parse("02:00:00:00:77:77"));
    lan.simulation.runFor(Nanos.millis(300));
    Lan.eth0(c1).removeFrameListener(capture);
    frames.forEach(this::say);
    remove(eth0, "192.168.2.196", 24);
    remove(eth0, VIP, 32);
    eth0.setMac(Lan.macOf("192.168.2.195"));
  }

  @Test
  void twoNicsInOneSubnet() {
    Interface eth1 = lan.plug(x, "eth1", "192.168.2.196");
    eth1.setMac(MacAddress.parse("02:00:00:02:01:96"));
    lan.simulation.runFor(Nanos.millis(200));
    for (String setting : List.of("0-0", "0-1", "1-0", "2-0")) {
      int ignore = setting.charAt(0) - '0';
      int filter = setting.charAt(2) - '0';
      Lan.set(x, "net.ipv4.conf.all.arp_ignore", ignore);
      Lan.set(x, "net.ipv4.conf.all.arp_filter", filter);
      say("\n## two NICs in one subnet: arp_ignore=%d arp_filter=%d".formatted(ignore, filter));
      for (String target : List.of("192.168.2.195", "192.168.2.196")) {
        say(target + ": " + firstAnswer(target) + " ");
      }
    }
    assertThat(said.toString()).isEqualTo(Recordings.read("arp-gratuitous/3-filter.txt"));
  }

  private String firstAnswer(String target) {
    List<String> answers = new ArrayList<>();
    FrameListener listener =
        (in, frame) -> {
          if (Arp.operation(frame) == Arp.REPLY) {
            answers.add(MacAddress.format(Arp.senderMac(frame)));
          }
        };
    Interface eth0 = Lan.eth0(c1);
    eth0.addFrameListener(listener);
    eth0.sendRaw(
        Arp.frame(
            MacAddress.BROADCAST,
            eth0.mac(),
            Arp.REQUEST,
            eth0.mac(),
            Lan.ip("192.168.2.10"),
            MacAddress.BROADCAST,
            Lan.ip(target)));
    lan.simulation.runFor(Nanos.PER_SECOND);
    eth0.removeFrameListener(listener);
    return answers.get(0);
  }

  private void claimVip() {
    Lan.add(Lan.eth0(x), VIP, 32);
    Lan.set(x, "net.ipv4.conf.all.arp_ignore", 8);
  }

  private void c1KnowsDirector() {
    c1.neighbors()
        .replace(
            Lan.ip(VIP), Lan.eth0(c1), Lan.eth0(director).mac(), NeighborEntry.State.REACHABLE);
  }

  /** As arping -U sends it (target MAC broadcast), and arping -A (target MAC its own). */
  private void gratuitous(int operation) {
    Interface eth0 = Lan.eth0(x);
    int vip = Lan.ip(VIP);
    long targetMac = operation == Arp.REQUEST ? MacAddress.BROADCAST : eth0.mac();
    eth0.sendRaw(
        Arp.frame(MacAddress.BROADCAST, eth0.mac(), operation, eth0.mac(), vip, targetMac, vip));
    lan.simulation.runFor(Nanos.PER_SECOND);
  }

  private void now() {
    say("c1: " + Lan.neighbor(c1, VIP));
    say("c2: " + Lan.neighbor(c2, VIP));
  }

  private void say(String line) {
    said.append(line).append('\n');
  }

  private static String text(byte[] frame) {
    return "%s > %s arp Request who-has %s tell %s"
        .formatted(
            MacAddress.format(Ethernet.source(frame)),
            MacAddress.format(Ethernet.destination(frame)),
            Ipv4Address.format(Arp.targetIp(frame)),
            Ipv4Address.format(Arp.senderIp(frame)));
  }

  private static void remove(Interface on, String address, int prefixLength) {
    try {
      on.removeAddress(Lan.ip(address), prefixLength);
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }
}
