package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import org.junit.jupiter.api.Test;

/**
 * A table that is full, as where ip_vs_conn_new gets no memory: ip_vs_schedule and
 * ip_vs_sched_persist set ignored = -1, so the packet is dropped and nobody is told.
 */
class FullTableTest {
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final String SERVICE = "-t 192.168.2.188:80";
  private static final int LIMIT = 100;

  private final FakePlatform platform = new FakePlatform();
  private final Ipvs ipvs = new Ipvs(platform, new FakeSyncNetwork());
  private final Ipvsadm ipvsadm = new Ipvsadm(ipvs);

  private void begin(String options) {
    ipvsadm.run("-A " + SERVICE + " -s rr" + options);
    ipvsadm.run("-a " + SERVICE + " -r 192.168.2.191 -g");
    ipvsadm.run("-a " + SERVICE + " -r 192.168.2.192 -g");
    ipvs.limitEntries(LIMIT);
  }

  /** Whether it was forwarded; it is never left to the host. */
  private boolean forwards(int client, int port, int flags) {
    platform.forget();
    byte[] frame = Frames.tcp(client, port, DirectorLab.VIP, 80, flags);
    assertThat(ipvs.take(frame, 14, false, 0)).isTrue();
    assertThat(platform.error).as("ICMP").isEqualTo(-1);
    return platform.sentTo != 0;
  }

  @Test
  void newConnectionsAreDroppedInSilenceAndOldOnesGoOn() {
    begin("");
    for (int i = 0; i < LIMIT; i++) {
      assertThat(forwards(CLIENT, 20_000 + i, Tcp.SYN)).isTrue();
    }
    for (int i = 0; i < 50; i++) {
      assertThat(forwards(CLIENT, 30_000 + i, Tcp.SYN)).isFalse();
      assertThat(forwards(CLIENT, 20_000 + i, Tcp.ACK)).as("an old one").isTrue();
    }
    assertThat(ipvs.entries()).isEqualTo(LIMIT);
    assertThat(ipvs.refusedEntries()).isEqualTo(50);
    int counted =
        ipvs.services().getFirst().servers().stream()
            .mapToInt(s -> s.activeConnections() + s.inactiveConnections())
            .sum();
    assertThat(counted).isEqualTo(LIMIT);
  }

  @Test
  void thereIsRoomAgainWhenConnectionsEnd() {
    begin("");
    for (int i = 0; i < LIMIT + 10; i++) {
      forwards(CLIENT, 20_000 + i, Tcp.SYN);
    }
    platform.simulation.runFor(Nanos.seconds(120));
    assertThat(ipvs.entries()).isZero();
    assertThat(forwards(CLIENT, 40_000, Tcp.SYN)).isTrue();
    assertThat(ipvs.refusedEntries()).isEqualTo(10);
  }

  @Test
  void templatesTakeRoomTooAndAreRefusedAlike() {
    begin(" -p 50");
    int forwarded = 0;
    for (int i = 0; i < LIMIT; i++) {
      forwarded += forwards(CLIENT + i, 20_000, Tcp.SYN) ? 1 : 0;
    }
    assertThat(forwarded).as("a template and a connection each").isEqualTo(LIMIT / 2);
    assertThat(ipvs.entries()).isEqualTo(LIMIT);
    assertThat(ipvs.refusedEntries()).isEqualTo(LIMIT / 2);
  }
}
