package io.lvsim.nic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Udp;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What frames cost, how several workers share them, and what a kernel's own frames look like. */
class NicLoadTest extends BackendTest {
  private static final int ROUND = 32;
  private final FrameBatch batch = new FrameBatch(64, 65_536);

  @ParameterizedTest
  @MethodSource("foreignWays")
  void nothingIsAllocatedForAFrame(Way way) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long me = Thread.currentThread().threadId();
    byte[] frame = randomFrame(new Random(3), 600);
    try (Nic a = way.open("va");
        Nic b = way.open("vb")) {
      pass(a, b, frame, 1000);
      long before = threads.getThreadAllocatedBytes(me);
      int rounds = 500;
      pass(a, b, frame, rounds);
      long perThousand =
          (threads.getThreadAllocatedBytes(me) - before) * 1000 / ((long) rounds * ROUND);
      assertThat(perThousand).as("bytes for 1000 frames").isLessThan(100);
    }
  }

  private void pass(Nic a, Nic b, byte[] frame, int rounds) throws NicException {
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < ROUND; i++) {
        a.send(frame, frame.length);
      }
      a.flush();
      int got = 0;
      while (got < ROUND) {
        int count = b.receive(batch, 5 * SECOND);
        if (count == 0) {
          throw new AssertionError("frames were lost");
        }
        got += count;
      }
    }
  }

  @Test
  void workersOfAGroupShareFramesByFlow() throws Exception {
    NicOptions o = NicOptions.standard();
    NicOptions shared = new NicOptions("", true, true, o.snapLength(), o.ringBytes(), 77);
    int flows = 64;
    try (Nic a = Nics.open("va", o, NicBackend.AF_PACKET);
        Nic first = Nics.open("vb", shared, NicBackend.AF_PACKET);
        Nic second = Nics.open("vb", shared, NicBackend.AF_PACKET)) {
      for (int repeat = 0; repeat < 3; repeat++) {
        for (int flow = 0; flow < flows; flow++) {
          byte[] frame = datagram(40_000 + flow);
          a.send(frame, frame.length);
        }
        a.flush();
      }
      int[] byFirst = count(first, flows);
      int[] bySecond = count(second, flows);
      for (int flow = 0; flow < flows; flow++) {
        assertThat(byFirst[flow] + bySecond[flow]).as("flow %d", flow).isEqualTo(3);
        assertThat(byFirst[flow]).as("flow %d", flow).isIn(0, 3);
      }
      assertThat(byFirst).contains(3);
      assertThat(bySecond).contains(3);
    }
  }

  private int[] count(Nic nic, int flows) throws NicException {
    int[] counts = new int[flows];
    while (nic.receive(batch, SECOND / 10) > 0) {
      for (int i = 0; i < batch.size(); i++) {
        counts[Bytes.u16(batch.frame(i), 34) - 40_000]++;
      }
    }
    return counts;
  }

  private static byte[] datagram(int sourcePort) {
    byte[] frame = new byte[60];
    Bytes.put48(frame, 0, 0x0200_0000_0002L);
    Bytes.put48(frame, 6, 0x0200_0000_0001L);
    Bytes.put16(frame, 12, 0x0800);
    FrameChecksTest.writeIpv4(frame, 14, 46, 17);
    Udp.write(frame, 34, 26, sourcePort, 53, 0x0A00_0001, 0x0A00_0002);
    return frame;
  }

  /** The kernel of a veth pair leaves the checksum of what it sends to a card that is not there. */
  @ParameterizedTest
  @MethodSource("ways")
  void aKernelsUnfinishedChecksumIsFoundAndFinished(Way way) throws Exception {
    namespace.run("ip addr add 10.9.0.1/24 dev va");
    namespace.run("ip neigh add 10.9.0.2 lladdr 02:00:00:00:00:02 dev va");
    try (Nic b = way.open("vb", way.options().withFilter("udp and dst host 10.9.0.2"));
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
      ByteBuffer text = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5});
      assertThat(channel.send(text, new InetSocketAddress("10.9.0.2", 9))).isEqualTo(5);
      assertThat(b.receive(batch, 5 * SECOND)).isEqualTo(1);
      byte[] frame = bytes(batch, 0);
      if (way.backend() == NicBackend.AF_PACKET) {
        assertThat(batch.checksumUnfinished(0)).isTrue();
      }
      assertThat(FrameChecks.checksumUnfinished(frame, frame.length)).isTrue();
      assertThat(FrameChecks.finishChecksum(frame, frame.length)).isTrue();
      assertThat(Udp.checksumIsRight(frame, 34, 0x0A09_0001, 0x0A09_0002)).isTrue();
      assertThat(FrameChecks.checksumUnfinished(frame, frame.length)).isFalse();
    }
  }
}
