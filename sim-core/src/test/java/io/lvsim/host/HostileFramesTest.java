package io.lvsim.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.netfilter.PacketMatch;
import io.lvsim.netfilter.PortRange;
import io.lvsim.netfilter.RuleTarget;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.InternetChecksum;
import io.lvsim.wire.Ipv4;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes out of a wire, a host stands. */
class HostileFramesTest {
  private static final int FRAMES = 15_000;

  private final Lan lan = new Lan().listening();
  private final Host host = lan.host("host", "192.168.2.1");
  private final Interface eth0 = Lan.eth0(host);
  private final List<byte[]> seen = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomBytes(long seed) {
    Random random = Random.of(seed, "random bytes");
    attack(() -> randomFrame(random));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomBytesBehindTrueHeaders(long seed) {
    Random random = Random.of(seed, "random bytes behind true headers");
    attack(() -> {
      byte[] frame = randomFrame(random);
      if (frame.length >= Ethernet.HEADER) {
        int type = random.below(2) == 0 ? Ethernet.TYPE_IPV4 : Ethernet.TYPE_ARP;
        Ethernet.write(frame, eth0.mac(), 0x0200_0000_0002L, type);
      }
      return frame;
    });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void mutatedTraffic(long seed) {
    collectTraffic();
    Random random = Random.of(seed, "mutated traffic");
    attack(() -> mutate(seen.get(random.below(seen.size())).clone(), random));
  }

  private void attack(java.util.function.Supplier<byte[]> source) {
    Lan.set(host, "net.ipv4.ip_forward", 1);
    Lan.gateway(host, "192.168.2.2");
    Lan.add(host.lo(), "192.168.2.188", 32);
    host.mangle()
        .append(
            Chain.PREROUTING,
            MangleRule.builder()
                .match(new PacketMatch.Ports("tcp", PortRange.of(80), false, PortRange.ANY, false))
                .target(RuleTarget.DROP)
                .build());
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame = source.get();
      byte[] before = frame.clone();
      try {
        eth0.receive(frame);
        lan.simulation.runFor(Nanos.PER_MILLI);
      } catch (RuntimeException e) {
        fail("frame " + i + ": " + HexFormat.of().formatHex(before), e);
      }
      assertThat(frame).isEqualTo(before);
      lan.decisions.clear();
    }
    assertThat(host.neighbors().entries().size()).isLessThanOrEqualTo(1024);
  }

  private void collectTraffic() {
    lan.host("other", "192.168.2.2");
    eth0.addFrameListener((_, frame) -> seen.add(frame));
    host.icmp().sendEcho(0, Lan.ip("192.168.2.2"), 1, 1, 100, 64);
    lan.simulation.runFor(Nanos.seconds(10));
    seen.add(error(seen.get(1)));
    seen.add(Fragments.cut(seen.get(1), 0, 8));
    seen.add(Fragments.cut(seen.get(1), 8, 16));
    seen.add(
        Arp.frame(
            eth0.mac(), 2, Arp.REQUEST, 2, Lan.ip("192.168.2.2"), 0, Lan.ip("192.168.2.188")));
    assertThat(seen).hasSizeGreaterThan(5);
  }

  /** An ICMP error about a frame, to its sender's misfortune. */
  private byte[] error(byte[] about) {
    int quoted = 60;
    byte[] frame = Ethernet.allocate(Ipv4.HEADER + Icmp.HEADER + quoted);
    System.arraycopy(about, 14, frame, 42, quoted);
    Icmp.write(frame, 34, Icmp.HEADER + quoted, Icmp.UNREACHABLE, 3, 0);
    Ipv4.write(
        frame, 14, 88, 1, 0, 64, Ipv4.PROTOCOL_ICMP, Lan.ip("192.168.2.2"), Lan.ip("192.168.2.1"));
    Ethernet.write(frame, eth0.mac(), 2, Ethernet.TYPE_IPV4);
    return frame;
  }

  private static byte[] randomFrame(Random random) {
    byte[] frame = new byte[random.below(200)];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (byte) random.nextInt();
    }
    return frame;
  }

  /** Some bytes changed, perhaps cut short; half of the time with a right header checksum. */
  private static byte[] mutate(byte[] original, Random random) {
    byte[] frame = original;
    for (int changes = random.below(4); changes >= 0; changes--) {
      frame[12 + random.below(frame.length - 12)] = (byte) random.nextInt();
    }
    if (random.below(4) == 0) {
      frame = java.util.Arrays.copyOf(frame, random.below(frame.length));
    }
    boolean mend = random.below(2) == 0 && frame.length >= 34;
    int header = mend ? Ipv4.headerLength(frame, 14) : 0;
    if (mend && header >= Ipv4.HEADER && 14 + header <= frame.length) {
      Bytes.put16(frame, 24, 0);
      Bytes.put16(frame, 24, InternetChecksum.of(frame, 14, header));
    }
    return frame;
  }
}
