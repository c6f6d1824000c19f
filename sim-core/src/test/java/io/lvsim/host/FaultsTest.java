package io.lvsim.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The neighbours' share of the recorded case faults. Echo requests at the times of a SYN and its
 * retransmissions stand for the connection.
 */
class FaultsTest {
  private static final String VIP = "192.168.2.188";

  private final Lan lan = new Lan();
  private final Host director = lan.host("dir", "192.168.2.190");
  private final Host rs2 = lan.host("rs2", "192.168.2.192");
  private final Host c1 = lan.host("c1", "192.168.2.10");
  private final List<String> frames = new ArrayList<>();

  /** Recorded: faults/1-cable.txt, second part. */
  @Test
  void anUnknownRealServerBecomesHostUnreachableFromTheDirectorsOwnAddress() {
    Lan.add(Lan.eth0(director), VIP, 32);
    Lan.add(rs2.lo(), VIP, 32);
    director.ipv4().setLocalInHook((frame, at, in, mark) -> direct(frame, at));
    Lan.eth0(rs2).setUp(false);
    capture(director);
    sendAt(0, 1_064);
    lan.simulation.runFor(Nanos.millis(3_150));
    assertThat(frames)
        .containsExactly(
            "0 02:00:00:00:00:10 > ff:ff:ff:ff:ff:ff Request who-has 192.168.2.188 tell 192.168.2.10",
            "0 02:00:00:00:01:90 > 02:00:00:00:00:10 Reply 192.168.2.188 is-at 02:00:00:00:01:90",
            "0 02:00:00:00:00:10 > 02:00:00:00:01:90 192.168.2.10 > 192.168.2.188 ICMP 8/0",
            "0 02:00:00:00:01:90 > ff:ff:ff:ff:ff:ff Request who-has 192.168.2.192 tell 192.168.2.190",
            "1 02:00:00:00:01:90 > ff:ff:ff:ff:ff:ff Request who-has 192.168.2.192 tell 192.168.2.190",
            "1 02:00:00:00:00:10 > 02:00:00:00:01:90 192.168.2.10 > 192.168.2.188 ICMP 8/0",
            "2 02:00:00:00:01:90 > ff:ff:ff:ff:ff:ff Request who-has 192.168.2.192 tell 192.168.2.190",
            "3 02:00:00:00:01:90 > 02:00:00:00:00:10 192.168.2.190 > 192.168.2.10 ICMP 3/1",
            "3 02:00:00:00:01:90 > 02:00:00:00:00:10 192.168.2.190 > 192.168.2.10 ICMP 3/1");
    assertThat(Lan.neighbor(director, "192.168.2.192")).isEqualTo("FAILED");
    Lan.eth0(rs2).setUp(true);
    frames.clear();
    sendAt(0);
    lan.simulation.runFor(Nanos.PER_MILLI);
    assertThat(frames)
        .contains("3 02:00:00:00:01:90 > 02:00:00:00:01:92 192.168.2.10 > 192.168.2.188 ICMP 8/0");
  }

  /** Recorded: faults/5-silent.txt. A SYN is sent at 0, 1, 3, 7 and 15 s. */
  @Test
  void withoutGratuitousArpTheNewDirectorIsFoundByTheFifthPacket() {
    Host director2 = lan.host("dir2", "192.168.2.189");
    Lan.eth0(director).setUp(false);
    Lan.add(Lan.eth0(director2), VIP, 32);
    c1.neighbors()
        .replace(Lan.ip(VIP), Lan.eth0(c1), Lan.eth0(director).mac(), NeighborEntry.State.STALE);
    capture(c1);
    sendAt(0, 1_024, 3_104, 7_184, 15_344);
    lan.simulation.runFor(Nanos.millis(15_500));
    String packet = " 192.168.2.10 > 192.168.2.188 ICMP 8/0";
    String question = " Request who-has 192.168.2.188 tell 192.168.2.10";
    String old = " 02:00:00:00:00:10 > 02:00:00:00:01:90";
    assertThat(frames.subList(0, 10))
        .containsExactly(
            "0" + old + packet,
            "1" + old + packet,
            "3" + old + packet,
            "5" + old + question,
            "6" + old + question,
            "7" + old + question,
            "7" + old + packet,
            "15 02:00:00:00:00:10 > ff:ff:ff:ff:ff:ff" + question,
            "15 02:00:00:00:01:89 > 02:00:00:00:00:10 Reply 192.168.2.188 is-at 02:00:00:00:01:89",
            "15 02:00:00:00:00:10 > 02:00:00:00:01:89" + packet);
    assertThat(Lan.neighbor(c1, VIP)).isEqualTo("lladdr 02:00:00:00:01:89 REACHABLE");
  }

  private void sendAt(long... milliseconds) {
    for (long at : milliseconds) {
      lan.simulation.schedule(
          Nanos.millis(at), (_, _) -> c1.icmp().sendEcho(0, Lan.ip(VIP), 1, 1, 0, 64));
    }
  }

  private boolean direct(byte[] frame, int at) {
    int server = Lan.ip("192.168.2.192");
    Route route = director.routes().lookup(server);
    if (route == null || Ipv4.destination(frame, at) != Lan.ip(VIP)) {
      return false;
    }
    director.ipv4().sendVia(frame.clone(), route, server);
    return true;
  }

  private void capture(Host host) {
    Lan.eth0(host).addTap((_, frame) -> frames.add(text(frame)));
  }

  private String text(byte[] frame) {
    String macs =
        MacAddress.format(Ethernet.source(frame))
            + " > "
            + MacAddress.format(Ethernet.destination(frame));
    return lan.simulation.now() / Nanos.PER_SECOND + " " + macs + " " + contents(frame);
  }

  private static String contents(byte[] frame) {
    if (Ethernet.type(frame) == Ethernet.TYPE_ARP) {
      String sender = Ipv4Address.format(Arp.senderIp(frame));
      return Arp.operation(frame) == Arp.REQUEST
          ? "Request who-has " + Ipv4Address.format(Arp.targetIp(frame)) + " tell " + sender
          : "Reply " + sender + " is-at " + MacAddress.format(Arp.senderMac(frame));
    }
    int icmpAt = Ipv4.payload(frame, Ethernet.HEADER);
    return Ipv4Address.format(Ipv4.source(frame, Ethernet.HEADER))
        + " > "
        + Ipv4Address.format(Ipv4.destination(frame, Ethernet.HEADER))
        + " ICMP "
        + Icmp.type(frame, icmpAt)
        + "/"
        + Icmp.code(frame, icmpAt);
  }
}
