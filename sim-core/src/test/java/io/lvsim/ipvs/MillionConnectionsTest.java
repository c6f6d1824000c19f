package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lvsim.engine.Nanos;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A director with a million connections: small, and without garbage on a packet's way. */
class MillionConnectionsTest {
  private static final int MILLION = 1_000_000;
  private static final int FIRST_CLIENT = Ipv4Address.parse("10.0.0.0");

  private final FakePlatform platform = new FakePlatform();
  private final Ipvs ipvs = new Ipvs(platform, new FakeSyncNetwork());
  private final byte[] syn = Frames.tcp(FIRST_CLIENT, 40000, DirectorLab.VIP, 80, Tcp.SYN);
  private final byte[] ack = Frames.tcp(FIRST_CLIENT, 40000, DirectorLab.VIP, 80, Tcp.ACK);

  /** A slot of a timer of 60 s is 512 ticks wide. */
  private static final long LATEST_NANOS = Nanos.millis(5120);

  @BeforeEach
  void servers() {
    Ipvsadm ipvsadm = new Ipvsadm(ipvs);
    ipvsadm.run("-A -t 192.168.2.188:80 -s wrr");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g -w 2");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.192 -g -w 3");
  }

  @Test
  void aMillionConnectionsTakeAtMost36BytesEachAndExpireInTime() {
    for (int i = 0; i < MILLION; i++) {
      from(syn, i);
      platform.simulation.runFor(1000);
    }
    ConnectionTable table = ipvs.connectionTable();
    assertThat(table.size()).isEqualTo(MILLION);
    assertThat(table.bytes() / (double) MILLION).isLessThanOrEqualTo(36.0);
    VirtualService service = ipvs.services().getFirst();
    assertThat(service.find(Ipv4Address.parse("192.168.2.192"), 80).activeConnections())
        .isEqualTo(600_000);

    platform.simulation.runUntil(Nanos.seconds(60));
    assertThat(table.size()).isEqualTo(MILLION);
    platform.simulation.runUntil(Nanos.seconds(61) + LATEST_NANOS);
    assertThat(table.size()).isZero();
    assertThat(platform.simulation.eventsPending()).isLessThan(3);
  }

  @Test
  void aPacketInAConnectionAllocatesOnlyTheFrameThatGoesOn() {
    for (int i = 0; i < 50_000; i++) {
      from(syn, i);
      from(ack, i);
    }
    long bytes = allocatedBy(client -> from(ack, client % 50_000));
    int frame = 16 + 64;
    assertThat(bytes / 50_000.0).isLessThanOrEqualTo(frame + 0.5);
  }

  @Test
  void aNewConnectionAllocatesOnlyTheFrameThatGoesOn() {
    for (int i = 0; i < 150_000; i++) {
      from(syn, i);
    }
    platform.simulation.runFor(Nanos.seconds(100));
    assertThat(ipvs.connectionTable().size()).isZero();
    long bytes = allocatedBy(client -> from(syn, client));
    assertThat(bytes / 50_000.0).isLessThanOrEqualTo(16 + 64 + 0.5);
  }

  /** Sends one frame as from another client; the director does not look at its checksums. */
  private void from(byte[] frame, int client) {
    Bytes.put32(frame, Frames.IP_AT + 12, FIRST_CLIENT + client);
    if (!ipvs.take(frame, Frames.IP_AT, false, 0)) {
      throw new AssertionError("client " + client + " was left to the host");
    }
  }

  /** The least of three rounds, for the compiler allocates too. */
  private static long allocatedBy(IntConsumer work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 50_000; i++) {
        work.accept(round * 50_000 + i);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
