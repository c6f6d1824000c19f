package io.lvsim.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Random;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A simulated director on the real clock and a NIC in memory. */
final class LiveNodeTest {
  private static final int IP = Ethernet.HEADER;
  private static final int TCP = IP + Ipv4.HEADER;

  private LiveNode node;

  @BeforeEach
  void start() throws Exception {
    node = new LiveNode();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void connectionsAlternateAndOnlyTheFrameIsRewritten() {
    for (int i = 0; i < 10; i++) {
      node.nic().arrive(LiveNode.segment(20_000 + i, 80, Tcp.SYN));
      int expected = i + 1;
      LiveNode.await(() -> node.packets().size() == expected);
    }
    List<Long> servers = node.packets().stream().map(Ethernet::destination).toList();
    for (int i = 2; i < 10; i++) {
      assertThat(servers.get(i)).isNotEqualTo(servers.get(i - 1)).isEqualTo(servers.get(i - 2));
    }
    byte[] first = node.packets().getFirst();
    assertThat(Ethernet.source(first)).isEqualTo(LiveNode.MAC);
    assertThat(Ipv4.ttl(first, IP)).isEqualTo(63);
    byte[] came = LiveNode.segment(20_000, 80, Tcp.SYN);
    assertThat(Arrays.copyOfRange(first, TCP, first.length))
        .isEqualTo(Arrays.copyOfRange(came, TCP, came.length));
  }

  @Test
  void theVipIsAnsweredForAndOtherAddressesAreNot() {
    node.nic().arrive(whoHas(LiveNode.DIP));
    node.nic().arrive(whoHas(LiveNode.RIP_1));
    node.nic().arrive(whoHas(LiveNode.VIP));
    LiveNode.await(() -> !node.nic().sent().isEmpty());
    LiveNode.pause(30);
    assertThat(node.nic().sent()).hasSize(1);
    byte[] answer = node.nic().sent().getFirst();
    assertThat(Arp.operation(answer)).isEqualTo(Arp.REPLY);
    assertThat(Arp.senderIp(answer)).isEqualTo(LiveNode.VIP);
    assertThat(Arp.senderMac(answer)).isEqualTo(LiveNode.MAC);
    assertThat(Ethernet.destination(answer)).isEqualTo(LiveNode.CLIENT_MAC);
    assertThat(node.wire.counters().of(Admission.Verdict.OTHER_ARP)).isEqualTo(2);
  }

  @Test
  void whatIsNotForItIsNeverForwarded() {
    List<byte[]> foreign = foreignFrames();
    foreign.forEach(node.nic()::arrive);
    LiveNode.await(() -> node.wire.counters().received() == foreign.size());
    node.nic().arrive(LiveNode.segment(30_000, 80, Tcp.SYN));
    LiveNode.await(() -> !node.packets().isEmpty());
    LiveNode.pause(30);
    assertThat(node.packets()).hasSize(1);
    assertThat(Tcp.sourcePort(node.packets().getFirst(), TCP)).isEqualTo(30_000);
    assertThat(node.events).contains("oversized: 3014");
  }

  private static List<byte[]> foreignFrames() {
    byte[] good = LiveNode.segment(20_001, 80, Tcp.SYN);
    List<byte[]> frames = new ArrayList<>();
    frames.add(new byte[0]);
    frames.add(Arrays.copyOf(good, 13));
    frames.add(Arrays.copyOf(good, IP + 12));
    frames.add(Arrays.copyOf(good, TCP + 10));
    frames.add(LiveNode.tagged(good));
    frames.add(
        changed(
            good,
            frame -> Ethernet.write(frame, LiveNode.MAC, LiveNode.CLIENT_MAC, Ethernet.TYPE_IPV6)));
    frames.add(
        changed(
            good, frame -> Ethernet.write(frame, LiveNode.MAC, LiveNode.MAC, Ethernet.TYPE_IPV4)));
    frames.add(
        changed(
            good,
            frame ->
                Ethernet.write(frame, LiveNode.RS_1, LiveNode.CLIENT_MAC, Ethernet.TYPE_IPV4)));
    frames.add(
        changed(
            good,
            frame ->
                Ethernet.write(
                    frame, MacAddress.BROADCAST, LiveNode.CLIENT_MAC, Ethernet.TYPE_IPV4)));
    frames.add(
        changed(
            good,
            frame ->
                Ethernet.write(frame, LiveNode.MAC, MacAddress.BROADCAST, Ethernet.TYPE_IPV4)));
    frames.add(changed(good, frame -> Bytes.put16(frame, IP + 10, 0x1234)));
    frames.add(LiveNode.segment(LiveNode.VIP, LiveNode.VIP, 1, 80, Tcp.SYN));
    frames.add(LiveNode.segment(LiveNode.DIP, LiveNode.VIP, 1, 80, Tcp.SYN));
    frames.add(LiveNode.segment(0x7F000001, LiveNode.VIP, 1, 80, Tcp.SYN));
    frames.add(LiveNode.segment(0xE0000001, LiveNode.VIP, 1, 80, Tcp.SYN));
    frames.add(LiveNode.segment(-1, LiveNode.VIP, 1, 80, Tcp.SYN));
    frames.add(LiveNode.segment(LiveNode.CLIENT, LiveNode.DIP, 1, 80, Tcp.SYN));
    frames.add(LiveNode.segment(LiveNode.CLIENT, LiveNode.RIP_1, 1, 80, Tcp.SYN));
    frames.add(firstFragment(good));
    frames.add(Arrays.copyOf(good, 3014));
    return frames;
  }

  private static byte[] firstFragment(byte[] good) {
    byte[] frame = good.clone();
    Ipv4.write(
        frame,
        IP,
        Ipv4.HEADER + 16,
        9,
        Ipv4.MORE_FRAGMENTS,
        64,
        Ipv4.PROTOCOL_TCP,
        LiveNode.CLIENT,
        LiveNode.VIP);
    return frame;
  }

  private static byte[] changed(byte[] frame, java.util.function.Consumer<byte[]> change) {
    byte[] copy = frame.clone();
    change.accept(copy);
    return copy;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void garbageNeitherStopsItNorLeavesIt(long seed) {
    Random random = Random.of(seed, "garbage");
    for (int i = 0; i < 2_000; i++) {
      byte[] frame = LiveNode.segment(1_024 + i, 80, Tcp.SYN);
      Bytes.put48(frame, 0, random.nextLong());
      for (int at = 12 + random.below(20); at < frame.length; at++) {
        frame[at] = (byte) random.nextLong();
      }
      node.nic().arrive(Arrays.copyOf(frame, random.below(frame.length + 1)));
    }
    LiveNode.await(() -> node.wire.counters().received() == 2_000);
    assertThat(node.packets()).isEmpty();
    node.nic().arrive(LiveNode.segment(30_000, 80, Tcp.SYN));
    LiveNode.await(() -> node.packets().size() == 1);
  }

  @Test
  void aPortWithoutServiceIsRefusedAsAHostDoes() {
    node.nic().arrive(LiveNode.segment(20_001, 81, Tcp.SYN));
    LiveNode.await(() -> !node.packets().isEmpty());
    byte[] reset = node.packets().getFirst();
    assertThat(Ethernet.destination(reset)).isEqualTo(LiveNode.CLIENT_MAC);
    assertThat(Tcp.flags(reset, TCP)).isEqualTo(Tcp.RST | Tcp.ACK);
  }

  @Test
  void timersFireWhenTheyAreDue() {
    AtomicLong lateNanos = new AtomicLong(-1);
    node.betweenTurns(
        once(() -> {
          long due = System.nanoTime() + 200_000_000;
          node.simulation.schedule(
              200_000_000, (payload, number) -> lateNanos.set(System.nanoTime() - due));
        }));
    LiveNode.await(() -> lateNanos.get() != -1);
    assertThat(lateNanos.get()).isBetween(-5_000_000L, 150_000_000L);
  }

  private static Runnable once(Runnable what) {
    boolean[] done = {false};
    return () -> {
      if (!done[0]) {
        done[0] = true;
        what.run();
      }
    };
  }

  @Test
  void aNicThatIsLostIsOpenedAgain() {
    node.openable = false;
    node.nic().breakDown();
    LiveNode.await(() -> node.events.contains("lost: mem0 is gone"));
    assertThat(node.nic().isClosed()).isTrue();
    node.openable = true;
    LiveNode.await(() -> node.events.contains("back"));
    node.nic().arrive(LiveNode.segment(30_000, 80, Tcp.SYN));
    LiveNode.await(() -> node.packets().size() == 1);
    assertThat(node.wire.counters().lost()).isEqualTo(1);
  }

  @Test
  void withoutALinkNothingIsSent() {
    node.betweenTurns(node.wire::lookAtLink);
    node.linkUp = false;
    LiveNode.await(() -> node.events.contains("down"));
    node.nic().arrive(LiveNode.segment(30_000, 80, Tcp.SYN));
    LiveNode.await(() -> node.wire.counters().admitted() == 1);
    LiveNode.pause(20);
    assertThat(node.nic().sent()).isEmpty();
    node.linkUp = true;
    LiveNode.await(() -> node.events.contains("up"));
    node.nic().arrive(LiveNode.segment(30_001, 80, Tcp.SYN));
    LiveNode.await(() -> !node.packets().isEmpty());
  }

  @Test
  void anUnfinishedChecksumIsToldAndRepaired() {
    byte[] frame = LiveNode.segment(20_001, 80, Tcp.SYN);
    long pseudo =
        io.lvsim.wire.InternetChecksum.addPseudoHeader(
            0, LiveNode.CLIENT, LiveNode.VIP, Ipv4.PROTOCOL_TCP, Tcp.HEADER);
    Bytes.put16(frame, TCP + 16, ~io.lvsim.wire.InternetChecksum.finish(pseudo));
    node.nic().arrive(frame);
    LiveNode.await(() -> !node.packets().isEmpty());
    byte[] sent = node.packets().getFirst();
    assertThat(Tcp.checksumIsRight(sent, TCP, Tcp.HEADER, LiveNode.CLIENT, LiveNode.VIP)).isTrue();
    assertThat(node.events).containsExactly("unfinished checksum");
    node.nic().arrive(LiveNode.segment(20_002, 80, Tcp.SYN));
    LiveNode.await(() -> node.packets().size() == 2);
    assertThat(node.wire.counters().unfinished()).isEqualTo(1);
  }

  private static byte[] whoHas(int address) {
    return Arp.frame(
        MacAddress.BROADCAST,
        LiveNode.CLIENT_MAC,
        Arp.REQUEST,
        LiveNode.CLIENT_MAC,
        LiveNode.CLIENT,
        0,
        address);
  }
}
