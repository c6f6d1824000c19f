package io.lvsim.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lvsim.engine.Nanos;
import io.lvsim.netfilter.AddressMatch;
import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.netfilter.RuleTarget.SetMark;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.MacAddress;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** With nobody listening, packets on their way cost no memory but frames. */
class AllocationTest {
  private static final int ROUNDS = 2_000;
  private static final int FRAME_BYTES = 114;

  private final Lan lan = new Lan();
  private final Host host = lan.host("host", "192.168.2.1");
  private final Interface eth0 = Lan.eth0(host);

  @Test
  void deliveryCostsNothing() {
    host.ipv4().setLocalInHook((frame, at, in, mark) -> true);
    host.mangle()
        .append(
            Chain.PREROUTING,
            MangleRule.builder()
                .destination(AddressMatch.of(Lan.ip("192.168.2.1"), 32, false))
                .target(SetMark.set(10, -1))
                .build());
    byte[] frame = packet("192.168.2.1");
    assertThat(bytesPerRound(() -> eth0.receive(frame))).isZero();
  }

  @Test
  void refusalCostsNothing() {
    byte[] elsewhere = packet("10.1.1.1");
    assertThat(bytesPerRound(() -> eth0.receive(elsewhere))).isZero();
  }

  @Test
  void otherPeoplesArpCostsNothing() {
    byte[] request =
        Arp.frame(
            MacAddress.BROADCAST,
            Lan.macOf("192.168.2.10"),
            Arp.REQUEST,
            Lan.macOf("192.168.2.10"),
            Lan.ip("192.168.2.10"),
            0,
            Lan.ip("192.168.2.77"));
    assertThat(bytesPerRound(() -> eth0.receive(request))).isZero();
  }

  @Test
  void forwardingCostsOneFrame() {
    Lan.set(host, "net.ipv4.ip_forward", 1);
    Lan.setAll(host, "send_redirects", 0);
    Lan.set(host, "net.ipv4.conf.eth0.send_redirects", 0);
    host.neighbors().replace(Lan.ip("192.168.2.9"), eth0, 9, NeighborEntry.State.PERMANENT);
    byte[] frame = packet("192.168.2.9");
    long perRound =
        bytesPerRound(() -> {
          eth0.receive(frame);
          lan.simulation.runFor(Nanos.PER_MILLI);
        });
    int arrayHeader = 16;
    assertThat(perRound).isLessThanOrEqualTo(arrayHeader + FRAME_BYTES + 7);
  }

  private byte[] packet(String destination) {
    byte[] frame = new byte[FRAME_BYTES];
    Ipv4.write(frame, 14, 100, 1, 0, 64, 200, Lan.ip("192.168.2.10"), Lan.ip(destination));
    Ethernet.write(frame, eth0.mac(), Lan.macOf("192.168.2.10"), Ethernet.TYPE_IPV4);
    return frame;
  }

  /** The least of several measurements, so that what the VM does beside does not count. */
  private static long bytesPerRound(Runnable round) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int measurement = 0; measurement < 10; measurement++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        round.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least / ROUNDS;
  }
}
