package io.lvsim.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Arp;
import io.lvsim.wire.MacAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real server says about its ARP decisions, with the setting that caused them. */
class ArpDecisionsTest {
  private static final String VIP = "192.168.2.188";

  private final Lan lan = new Lan().listening();
  private final Host rs1 = lan.host("rs1", "192.168.2.191");
  private final Host c1 = lan.host("c1", "192.168.2.10");

  @BeforeEach
  void vipOnLo() {
    Lan.add(rs1.lo(), VIP, 32);
  }

  @Test
  void answered() {
    ask("192.168.2.10", VIP);
    assertThat(lan.decisions)
        .contains(
            "rs1: answered 192.168.2.10: arp_ignore = max(all 0, eth0 0) = 0 and 192.168.2.188 is"
                + " local (lo)");
  }

  @Test
  void ignoredSinceItIsOnAnotherInterface() {
    Lan.setAll(rs1, "arp_ignore", 1);
    ask("192.168.2.10", VIP);
    assertThat(lan.decisions)
        .contains(
            "rs1: did not answer 192.168.2.10's request for 192.168.2.188: arp_ignore = max(all 1,"
                + " eth0 0) = 1 and 192.168.2.188 is not on eth0 (it is on lo)");
  }

  @Test
  void ignoredSinceTheAskerIsElsewhere() {
    Lan.set(rs1, "net.ipv4.conf.eth0.arp_ignore", 2);
    ask("10.9.9.9", "192.168.2.191");
    assertThat(lan.decisions)
        .contains(
            "rs1: did not answer 10.9.9.9's request for 192.168.2.191: arp_ignore = max(all 0,"
                + " eth0 2) = 2 and no prefix of eth0 holds both 192.168.2.191 and 10.9.9.9");
  }

  @Test
  void ignoredForItsScope() {
    Lan.add(rs1.lo(), "192.168.2.189", 32, InterfaceAddress.SCOPE_HOST);
    Lan.setAll(rs1, "arp_ignore", 3);
    ask("192.168.2.10", "192.168.2.189");
    assertThat(lan.decisions)
        .contains(
            "rs1: did not answer 192.168.2.10's request for 192.168.2.189: arp_ignore = max(all 3,"
                + " eth0 0) = 3 and 192.168.2.189 has scope host");
  }

  @Test
  void ignoredAltogether() {
    Lan.setAll(rs1, "arp_ignore", 8);
    ask("0.0.0.0", "192.168.2.191");
    assertThat(lan.decisions)
        .contains(
            "rs1: did not answer a probe's request for 192.168.2.191: arp_ignore = max(all 8, eth0"
                + " 0) = 8 and no request is answered at all");
  }

  @Test
  void filtered() {
    Lan.setAll(rs1, "arp_filter", 1);
    ask("10.9.9.9", "192.168.2.191");
    assertThat(lan.decisions)
        .contains(
            "rs1: did not answer 10.9.9.9's request for 192.168.2.191: arp_filter = or(all 1, eth0"
                + " 0) = 1 and there is no route to 10.9.9.9");
  }

  @Test
  void refusedSinceTheAskerClaimsOurAddress() {
    ask(VIP, "192.168.2.191");
    assertThat(lan.decisions)
        .contains(
            "rs1: did not answer 192.168.2.188's request for 192.168.2.191: the source"
                + " 192.168.2.188 is an address of this host (accept_local = or(all 0, eth0 0) ="
                + " 0)");
  }

  @Test
  void notOurs() {
    ask("192.168.2.10", "192.168.2.77");
    assertThat(lan.decisions)
        .contains(
            "rs1: did not answer 192.168.2.10's request for 192.168.2.77: it is not an address of"
                + " this host");
  }

  @Test
  void askedWithTheVip() {
    answerAs(VIP);
    assertThat(lan.decisions)
        .contains(
            "rs1: asked all for 192.168.2.10 with sender 192.168.2.188: arp_announce = max(all 0,"
                + " eth0 0) = 0 and the packet's source is local",
            "c1: neighbour 192.168.2.188 is at 02:00:00:00:01:91 (STALE): it asked for"
                + " 192.168.2.10");
  }

  @Test
  void askedWithTheVipOfTheSameSubnet() {
    Lan.setAll(rs1, "arp_announce", 1);
    answerAs(VIP);
    assertThat(lan.decisions)
        .contains(
            "rs1: asked all for 192.168.2.10 with sender 192.168.2.188: arp_announce = max(all 1,"
                + " eth0 0) = 1 and the packet's source is local, and a prefix of eth0 holds both"
                + " 192.168.2.188 and 192.168.2.10");
  }

  @Test
  void askedWithItsOwnAddress() {
    Lan.set(rs1, "net.ipv4.conf.eth0.arp_announce", 2);
    answerAs(VIP);
    assertThat(lan.decisions)
        .contains(
            "rs1: asked all for 192.168.2.10 with sender 192.168.2.191: arp_announce = max(all 0,"
                + " eth0 2) = 2 and 192.168.2.191 is eth0's address for 192.168.2.10");
  }

  @Test
  void poisoned() {
    c1.neighbors()
        .replace(
            Lan.ip(VIP), Lan.eth0(c1), Lan.macOf("192.168.2.190"), NeighborEntry.State.REACHABLE);
    answerAs(VIP);
    assertThat(lan.decisions)
        .contains(
            "c1: neighbour 192.168.2.188 changed from 02:00:00:00:01:90 to 02:00:00:00:01:91"
                + " (STALE): it asked for 192.168.2.10");
  }

  private void ask(String sender, String target) {
    Interface eth0 = Lan.eth0(c1);
    eth0.sendRaw(
        Arp.frame(
            MacAddress.BROADCAST,
            eth0.mac(),
            Arp.REQUEST,
            eth0.mac(),
            Lan.ip(sender),
            0,
            Lan.ip(target)));
    lan.simulation.runFor(Nanos.PER_MILLI);
  }

  /** rs1 speaks to c1 from an address, as its web server would. */
  private void answerAs(String source) {
    rs1.icmp().sendEcho(Lan.ip(source), Lan.ip("192.168.2.10"), 1, 1, 0, 64);
    lan.simulation.runFor(Nanos.PER_MILLI);
  }
}
