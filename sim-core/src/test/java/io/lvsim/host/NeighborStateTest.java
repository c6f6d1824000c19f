package io.lvsim.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.host.NeighborEntry.State;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The states of a neighbour and their timers, with 30 s of reachable time within 15 to 45 s. */
class NeighborStateTest {
  private static final String A = "192.168.2.1";
  private static final String B = "192.168.2.2";

  private final Lan lan = new Lan().listening();
  private final Host a = lan.host("a", A);
  private final Host b = lan.host("b", B);
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void watchTheWire() {
    Lan.eth0(a)
        .addTap((outgoing, frame) -> {
          if (outgoing
              && Ethernet.type(frame) == Ethernet.TYPE_ARP
              && Arp.operation(frame) == Arp.REQUEST) {
            asked.add(seconds() + " " + text(frame));
          }
        });
  }

  @Test
  void theFirstPacketWaitsForTheReply() {
    ping(a, B);
    assertThat(Lan.neighbor(a, B)).isEqualTo("INCOMPLETE");
    settle();
    assertThat(Lan.neighbor(a, B)).isEqualTo("lladdr 02:00:00:00:00:02 REACHABLE");
    assertThat(Lan.neighbor(b, A)).isEqualTo("lladdr 02:00:00:00:00:01 DELAY");
    assertThat(asked).containsExactly("0.0 ff:ff:ff:ff:ff:ff who-has 192.168.2.2 tell 192.168.2.1");
  }

  @Test
  void waitingPacketsLeaveInOrder() {
    List<Integer> sequences = new ArrayList<>();
    b.ipv4()
        .setLocalInHook((frame, at, in, mark) -> {
          sequences.add(frame[Ipv4.payload(frame, at) + 7] & 0xFF);
          return true;
        });
    for (int sequence = 1; sequence <= 5; sequence++) {
      a.icmp().sendEcho(0, Lan.ip(B), 1, sequence, 0, 64);
    }
    settle();
    assertThat(sequences).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void threeBroadcastsThenFailure() {
    ping(a, "192.168.2.9");
    lan.simulation.runFor(Nanos.seconds(10));
    assertThat(asked)
        .containsExactly(
            "0.0 ff:ff:ff:ff:ff:ff who-has 192.168.2.9 tell 192.168.2.1",
            "1.04 ff:ff:ff:ff:ff:ff who-has 192.168.2.9 tell 192.168.2.1",
            "2.08 ff:ff:ff:ff:ff:ff who-has 192.168.2.9 tell 192.168.2.1");
    assertThat(lan.decisions)
        .contains("a: gave up 192.168.2.9 after 6 probes without an answer; packets dropped: 1");
    assertThat(Lan.neighbor(a, "192.168.2.9")).isEqualTo("FAILED");
    asked.clear();
    ping(a, "192.168.2.9");
    assertThat(asked).hasSize(1);
  }

  @Test
  void unusedEntriesTurnStaleWithinReachableTime() {
    ping(a, B);
    settle();
    lan.simulation.runFor(Nanos.seconds(14));
    assertThat(stateOf(a, B)).isEqualTo(State.REACHABLE);
    lan.simulation.runFor(Nanos.seconds(31));
    assertThat(stateOf(a, B)).isEqualTo(State.STALE);
    assertThat(asked).hasSize(1);
  }

  @Test
  void staleIsUsedAtOnceThenProbedByUnicastFiveSecondsLater() {
    makeStale();
    double begin = Double.parseDouble(seconds());
    ping(a, B);
    assertThat(stateOf(a, B)).isEqualTo(State.DELAY);
    lan.simulation.runFor(Nanos.seconds(6));
    assertThat(asked)
        .singleElement()
        .asString()
        .endsWith(" 02:00:00:00:00:02 who-has 192.168.2.2 tell 192.168.2.1");
    double later = Double.parseDouble(asked.getFirst().split(" ")[0]) - begin;
    assertThat(later).as("the timer of 5 s lies in slots of 80 ms").isBetween(5.0, 5.081);
    assertThat(stateOf(a, B)).isEqualTo(State.REACHABLE);
  }

  @Test
  void aTransportsProgressSavesTheProbe() {
    makeStale();
    ping(a, B);
    lan.simulation.runFor(Nanos.seconds(3));
    a.neighbors().confirm(Lan.ip(B), Lan.eth0(a));
    lan.simulation.runFor(Nanos.seconds(3));
    assertThat(asked).isEmpty();
    assertThat(stateOf(a, B)).isEqualTo(State.REACHABLE);
  }

  @Test
  void aSilentNeighborFailsThreeUnicastsLater() {
    makeStale();
    Lan.setAll(b, "arp_ignore", 8);
    ping(a, B);
    lan.simulation.runFor(Nanos.millis(8_000));
    assertThat(asked).hasSize(3).allMatch(frame -> frame.contains("02:00:00:00:00:02 who-has"));
    assertThat(stateOf(a, B)).isEqualTo(State.PROBE);
    lan.simulation.runFor(Nanos.millis(400));
    assertThat(stateOf(a, B)).isEqualTo(State.FAILED);
  }

  @Test
  void ofTwoRepliesTheFirstWinsForASecond() {
    ping(a, B);
    settle();
    reply(0x0200_0000_0099L);
    assertThat(Lan.neighbor(a, B)).isEqualTo("lladdr 02:00:00:00:00:02 REACHABLE");
    lan.simulation.runFor(Nanos.millis(1001));
    reply(0x0200_0000_0099L);
    assertThat(Lan.neighbor(a, B)).isEqualTo("lladdr 02:00:00:00:00:99 REACHABLE");
    assertThat(lan.decisions)
        .contains(
            "a: neighbour 192.168.2.2 stays at 02:00:00:00:00:02, not 02:00:00:00:00:99: it was"
                + " updated less than locktime ago, and this is no gratuitous ARP",
            "a: neighbour 192.168.2.2 changed from 02:00:00:00:00:02 to 02:00:00:00:00:99"
                + " (REACHABLE): it replied");
  }

  @Test
  void permanentEntriesAreNotTouchedByPackets() {
    a.neighbors().replace(Lan.ip(B), Lan.eth0(a), 0x0200_0000_0077L, State.PERMANENT);
    reply(0x0200_0000_0099L);
    assertThat(Lan.neighbor(a, B)).isEqualTo("lladdr 02:00:00:00:00:77 PERMANENT");
    a.neighbors().flush(null, false);
    assertThat(a.neighbors().entries()).hasSize(1);
    a.neighbors().flush(null, true);
    assertThat(a.neighbors().entries()).isEmpty();
  }

  @Test
  void theQueueDropsItsOldestPacket() {
    int sent = 281;
    for (int sequence = 1; sequence <= sent; sequence++) {
      a.icmp().sendEcho(0, Lan.ip("192.168.2.9"), 1, sequence, 0, 64);
    }
    assertThat(lan.decisions)
        .filteredOn(line -> line.contains("unres_qlen_bytes = 212992 is used up"))
        .hasSize(sent - 277);
  }

  @Test
  void aLostCarrierEvictsAllButPermanentEntries() {
    ping(a, B);
    settle();
    a.neighbors().replace(Lan.ip("192.168.2.7"), Lan.eth0(a), 7, State.PERMANENT);
    Lan.eth0(a).carrierChanged(false);
    assertThat(a.neighbors().entries())
        .extracting(NeighborEntry::address)
        .containsExactly(Lan.ip("192.168.2.7"));
  }

  @Test
  void thousandsOfNeighborsOverflowTheTable() {
    Lan.add(Lan.eth0(a), "10.0.0.1", 8);
    for (int i = 2; i < 1500; i++) {
      a.icmp().sendEcho(0, Lan.ip("10.0.0.0") + i, 1, 1, 0, 64);
    }
    assertThat(a.neighbors().entries()).hasSize(1024);
    lan.simulation.runFor(Nanos.seconds(60));
    a.icmp().sendEcho(0, Lan.ip("10.1.1.1"), 1, 1, 0, 64);
    assertThat(a.neighbors().entries()).hasSize(1);
  }

  private void makeStale() {
    ping(a, B);
    settle();
    lan.simulation.runFor(Nanos.seconds(60));
    assertThat(stateOf(a, B)).isEqualTo(State.STALE);
    asked.clear();
  }

  /** A reply to a's request, from any MAC. */
  private void reply(long mac) {
    Interface eth0 = Lan.eth0(a);
    eth0.receive(Arp.frame(eth0.mac(), mac, Arp.REPLY, mac, Lan.ip(B), eth0.mac(), Lan.ip(A)));
  }

  private void ping(Host from, String to) {
    assertThat(from.icmp().sendEcho(0, Lan.ip(to), 1, 1, 0, 64)).isNull();
  }

  private void settle() {
    lan.simulation.runFor(Nanos.PER_MILLI);
  }

  private static @Nullable State stateOf(Host host, String address) {
    NeighborEntry entry = host.neighbors().find(Lan.ip(address), Lan.eth0(host));
    return entry == null ? null : entry.state();
  }

  private String seconds() {
    return Double.toString(lan.simulation.now() / Nanos.PER_MILLI / 1000.0);
  }

  private static String text(byte[] frame) {
    return "%s who-has %s tell %s"
        .formatted(
            MacAddress.format(Ethernet.destination(frame)),
            Ipv4Address.format(Arp.targetIp(frame)),
            Ipv4Address.format(Arp.senderIp(frame)));
  }
}
