package io.lvsim.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EchoTest {
  private final List<String> heard = new ArrayList<>();

  private final IcmpLayer.EchoListener listener =
      new IcmpLayer.EchoListener() {
        @Override
        public void reply(int from, int identifier, int sequence, int ttl, int bytes) {
          heard.add(
              "%d bytes from %s seq %d ttl %d"
                  .formatted(bytes, Ipv4Address.format(from), sequence, ttl));
        }

        @Override
        public void error(int from, int type, int code, int info, int identifier, int sequence) {
          heard.add(
              "error %d/%d from %s seq %d"
                  .formatted(type, code, Ipv4Address.format(from), sequence));
        }
      };

  @Test
  void neighborAnswers() {
    Lan lan = new Lan();
    Host a = lan.host("a", "192.168.2.1");
    lan.host("b", "192.168.2.2");
    a.icmp().listen(7, listener);
    assertThat(a.icmp().sendEcho(0, Lan.ip("192.168.2.2"), 7, 1, 56, 64)).isNull();
    lan.simulation.runFor(Nanos.PER_SECOND);
    assertThat(heard).containsExactly("64 bytes from 192.168.2.2 seq 1 ttl 64");
  }

  @Test
  void ownAddressAnswersRoundLo() {
    Lan lan = new Lan();
    Host a = lan.host("a", "192.168.2.1");
    a.icmp().listen(7, listener);
    assertThat(a.icmp().sendEcho(0, Lan.ip("192.168.2.1"), 7, 1, 0, 64)).isNull();
    lan.simulation.runFor(0);
    assertThat(heard).containsExactly("8 bytes from 192.168.2.1 seq 1 ttl 64");
    assertThat(Lan.eth0(a).sentFrames()).isZero();
  }

  @Test
  void silentNeighborMeansHostUnreachableAfterThreeSeconds() {
    Lan lan = new Lan();
    Host a = lan.host("a", "192.168.2.1");
    a.icmp().listen(7, listener);
    a.icmp().sendEcho(0, Lan.ip("192.168.2.9"), 7, 1, 0, 64);
    lan.simulation.runFor(Nanos.millis(3_119));
    assertThat(heard).isEmpty();
    lan.simulation.runFor(Nanos.millis(2));
    assertThat(heard).containsExactly("error 3/1 from 192.168.2.1 seq 1");
    assertThat(Lan.neighbor(a, "192.168.2.9")).isEqualTo("FAILED");
  }

  @Test
  void noRouteIsAnErrorAtOnce() {
    Host a = new Lan().host("a", "192.168.2.1");
    assertThat(a.icmp().sendEcho(0, Lan.ip("10.0.0.1"), 7, 1, 0, 64)).isEqualTo(Errno.ENETUNREACH);
  }
}
