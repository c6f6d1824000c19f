package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefenseTest {
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final int VIP = DirectorLab.VIP;

  private final FakePlatform platform = new FakePlatform();
  private final Ipvs ipvs = new Ipvs(platform, new FakeSyncNetwork());
  private final IpvsSysctls sysctls = ipvs.sysctls();
  private final Ipvsadm ipvsadm = new Ipvsadm(ipvs);

  @BeforeEach
  void oneServer() {
    ipvsadm.run("-A -t 192.168.2.188:80 -s rr");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g");
  }

  @Test
  void dropPacketDropsEveryTenthNewConnectionAndNothingElse() {
    sysctls.write(IpvsSetting.DROP_PACKET, 3);
    int dropped = 0;
    for (int i = 0; i < 100; i++) {
      dropped += forwards(20000 + i, Tcp.SYN) ? 0 : 1;
    }
    assertThat(dropped).isBetween(10, 11);
    int known = ipvs.connections().getFirst().clientPort();
    for (int i = 0; i < 100; i++) {
      assertThat(forwards(known, Tcp.ACK)).isTrue();
    }
  }

  @Test
  void automaticModesWaitForShortMemory() {
    sysctls.write(IpvsSetting.DROP_PACKET, 2);
    assertThat(sysctls.get(IpvsSetting.DROP_PACKET)).as("as recorded").isEqualTo(1);
    assertThat(forwards(20001, Tcp.SYN)).isTrue();
    sysctls.write(IpvsSetting.AMEMTHRESH, 400_000);
    platform.simulation.runFor(Nanos.seconds(1));
    assertThat(sysctls.get(IpvsSetting.DROP_PACKET)).isEqualTo(2);
    int forwarded = 0;
    for (int i = 0; i < 20; i++) {
      forwarded += forwards(21000 + i, Tcp.SYN) ? 1 : 0;
    }
    assertThat(forwarded).as("400000 / (400000 - 262144) = 2: every second").isEqualTo(10);
    sysctls.write(IpvsSetting.AMEMTHRESH, 1024);
    platform.simulation.runFor(Nanos.seconds(1));
    assertThat(sysctls.get(IpvsSetting.DROP_PACKET)).isEqualTo(1);
  }

  @Test
  void dropEntryTakesHalfOpenConnectionsInTimeAndLeavesFreshOnesInUse() {
    for (int i = 0; i < 500; i++) {
      forwards(20000 + i, Tcp.SYN);
      forwards(30000 + i, Tcp.SYN);
      forwards(30000 + i, Tcp.ACK);
    }
    sysctls.write(IpvsSetting.DROP_ENTRY, 3);
    platform.simulation.runFor(Nanos.seconds(30));
    long halfOpen = ipvs.connections().stream().filter(e -> e.state().equals("SYN_RECV")).count();
    long established = ipvs.connections().size() - halfOpen;
    assertThat(halfOpen).as("(31/32)^30 of them are not met").isBetween(100L, 300L);
    assertThat(established).isEqualTo(500);
    platform.simulation.runFor(Nanos.seconds(250));
    assertThat(ipvs.connections().size()).as("idle ones are dropped").isLessThan(350);
    assertThat(ipvs.services().getFirst().servers().getFirst().activeConnections())
        .isEqualTo(ipvs.connections().size());
  }

  @Test
  void secureTcpWaitsInSynack() {
    sysctls.write(IpvsSetting.SECURE_TCP, 3);
    forwards(20001, Tcp.SYN);
    assertThat(ipvsadm.run("-Lnc").getFirst()).startsWith("TCP 02:00 SYNACK ");
    forwards(20001, Tcp.ACK);
    assertThat(ipvsadm.run("-Lnc").getFirst()).startsWith("TCP 15:00 ESTABLISHED ");
    sysctls.write(IpvsSetting.SECURE_TCP, 0);
    forwards(20002, Tcp.SYN);
    assertThat(ipvsadm.run("-Lnc").getFirst()).startsWith("TCP 01:00 SYN_RECV ");
  }

  @Test
  void sloppyTcpSchedulesWhateverComes() {
    assertThat(ipvs.take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.ACK), 14, false, 0)).isFalse();
    sysctls.write(IpvsSetting.SLOPPY_TCP, 1);
    assertThat(forwards(20001, Tcp.ACK)).isTrue();
    assertThat(ipvsadm.run("-Lnc").getFirst()).startsWith("TCP 15:00 ESTABLISHED ");
    assertThat(ipvs.take(Frames.tcp(CLIENT, 20002, VIP, 80, Tcp.RST), 14, false, 0)).isFalse();
  }

  @Test
  void anAssociationBeginsWithInit() {
    int chunkData = 0;
    int chunkInit = 1;
    int chunkCookieEcho = 10;
    ServiceKey key = ServiceKey.of(132, VIP, 80);
    try {
      ipvs.addService(key, new ServiceConfig("rr", 0, 0, -1, false));
      ipvs.addServer(
          key,
          Ipv4Address.parse("192.168.2.191"),
          80,
          new ServerConfig(ForwardingMethod.ROUTE, 1, 0, 0));
    } catch (io.lvsim.host.HostException e) {
      throw new AssertionError(e);
    }
    assertThat(sctp(chunkData)).isFalse();
    assertThat(sctp(chunkInit)).isTrue();
    assertThat(ipvsadm.run("-Lnc").getFirst()).startsWith("SCTP 00:04 INIT1 ");
    assertThat(sctp(chunkCookieEcho, chunkData)).isTrue();
    assertThat(ipvsadm.run("-Lnc").getFirst()).startsWith("SCTP 15:00 ESTABLISHED ");
    RealServer server = ipvs.service(key).servers().getFirst();
    assertThat(server.activeConnections()).isEqualTo(1);
    assertThat(sctp(7)).isTrue();
    assertThat(ipvsadm.run("-Lnc").getFirst()).startsWith("SCTP 01:01 S-RECEIVED ");
    assertThat(server.inactiveConnections()).isEqualTo(1);
  }

  private boolean sctp(int... chunks) {
    return ipvs.take(Frames.sctp(CLIENT, 20001, VIP, 80, chunks), Frames.IP_AT, false, 0);
  }

  private boolean forwards(int port, int flags) {
    platform.forget();
    ipvs.take(Frames.tcp(CLIENT, port, VIP, 80, flags), Frames.IP_AT, false, 0);
    return platform.sentTo != 0;
  }
}
