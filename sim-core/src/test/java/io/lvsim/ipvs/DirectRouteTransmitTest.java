package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectRouteTransmitTest {
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final int VIP = DirectorLab.VIP;
  private static final int SERVER = Ipv4Address.parse("192.168.2.191");

  private final FakePlatform platform = new FakePlatform();
  private final Ipvs ipvs = new Ipvs(platform, new FakeSyncNetwork());
  private final Ipvsadm ipvsadm = new Ipvsadm(ipvs);

  @BeforeEach
  void oneServer() {
    ipvsadm.run("-A -t 192.168.2.188:80 -s rr");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g");
  }

  @Test
  void onlyTheTtlAndItsChecksumChange() {
    byte[] frame = Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.SYN);
    byte[] before = frame.clone();
    assertThat(take(frame)).isTrue();
    assertThat(frame).isEqualTo(before);
    assertThat(platform.sentTo).isEqualTo(SERVER);
    byte[] expected = before.clone();
    Ipv4.setTtl(expected, Frames.IP_AT, 63);
    assertThat(platform.sent).isEqualTo(expected);
    assertThat(Ipv4.isWellFormed(platform.sent, Frames.IP_AT)).isTrue();
  }

  @Test
  void whatLiesBehindThePacketIsNotSentOn() {
    byte[] frame = Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.SYN);
    byte[] trailed = Arrays.copyOf(frame, 90);
    Arrays.fill(trailed, Frames.IP_AT + 40, 90, (byte) 0x55);
    assertThat(take(trailed)).isTrue();
    assertThat(platform.sent).hasSize(Ethernet.MINIMUM);
    assertThat(Arrays.copyOfRange(platform.sent, 54, 60)).containsOnly(0);
  }

  @Test
  void aUsedUpTtlIsAnsweredWithTimeExceeded() {
    assertThat(take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.SYN, 0, 1))).isTrue();
    assertThat(platform.error).isEqualTo(Icmp.TIME_EXCEEDED << 8);
    assertThat(platform.sentTo).isZero();
  }

  @Test
  void aPacketTooLongForTheServersLinkIsAnsweredWithItsMtu() {
    platform.mtu = 1400;
    assertThat(take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.SYN))).isTrue();
    assertThat(platform.sentTo).isEqualTo(SERVER);
    assertThat(take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.ACK, 1400, 64))).isTrue();
    assertThat(platform.error).isEqualTo(Icmp.UNREACHABLE << 8 | Icmp.FRAGMENTATION_NEEDED);
    assertThat(platform.errorInfo).isEqualTo(1400);
    assertThat(take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.ACK, 1360, 64))).isTrue();
    assertThat(platform.sentTo).isEqualTo(SERVER);
  }

  @Test
  void aServerWithoutARouteIsHostUnreachable() {
    platform.unroutable.add(SERVER);
    assertThat(take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.SYN))).isTrue();
    assertThat(platform.error).isEqualTo(Icmp.UNREACHABLE << 8 | Icmp.HOST_UNREACHABLE);
  }

  @Test
  void aServerThatIsTheDirectorItselfGetsThePacketUntouched() {
    platform.localAddresses.add(SERVER);
    assertThat(take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.SYN))).isFalse();
    assertThat(platform.sentTo).isZero();
    assertThat(ipvsadm.run("-Lnc"))
        .containsExactly("TCP 01:00 SYN_RECV 192.168.2.10:20001 192.168.2.188:80 192.168.2.191:80");
  }

  @Test
  void theLocalServersRepliesAreSeen() {
    platform.localAddresses.add(SERVER);
    take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.SYN));
    leave(Tcp.SYN | Tcp.ACK);
    take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.ACK));
    leave(Tcp.FIN | Tcp.ACK);
    assertThat(ipvsadm.run("-Lnc").getFirst()).contains("FIN_WAIT");
    take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.FIN | Tcp.ACK));
    assertThat(ipvsadm.run("-Lnc").getFirst()).contains("TIME_WAIT");
    platform.simulation.runFor(Estimator.PERIOD_NANOS);
    Stats stats = ipvs.services().getFirst().stats();
    assertThat(stats.inPackets()).isEqualTo(3);
    assertThat(stats.outPackets()).isEqualTo(2);
    assertThat(stats.outBytes()).isEqualTo(80);
  }

  @Test
  void otherForwardingMethodsAreListedButDropPackets() {
    ipvsadm.run("-e -t 192.168.2.188:80 -r 192.168.2.191 -m");
    assertThat(ipvsadm.run("-Ln")).contains("-> 192.168.2.191:80 Masq 1 0 0");
    assertThat(take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.SYN))).isTrue();
    assertThat(platform.sentTo).isZero();
    assertThat(platform.error).isNegative();
  }

  @Test
  void anErrorAboutAReplyGoesToTheServerThatSentIt() {
    take(Frames.tcp(CLIENT, 20001, VIP, 80, Tcp.SYN));
    byte[] reply = Frames.tcp(VIP, 80, CLIENT, 20001, Tcp.ACK);
    int router = Ipv4Address.parse("10.0.0.1");
    byte[] error =
        Frames.icmpError(router, VIP, Icmp.UNREACHABLE, Icmp.FRAGMENTATION_NEEDED, 1280, reply);
    assertThat(take(error)).isTrue();
    assertThat(platform.sentTo).isEqualTo(SERVER);
    byte[] aboutAnother = Frames.tcp(VIP, 80, CLIENT, 20002, Tcp.ACK);
    assertThat(take(Frames.icmpError(router, VIP, Icmp.UNREACHABLE, 4, 1280, aboutAnother)))
        .isFalse();
    assertThat(take(Frames.icmpError(router, VIP, Icmp.PARAMETER_PROBLEM, 0, 0, reply))).isFalse();
    error[Frames.IP_AT + 22] ^= 1;
    assertThat(take(error)).isTrue();
    assertThat(platform.sentTo).isZero();
  }

  @Test
  void scheduleIcmpFindsAServerForAnErrorWithoutAConnection() {
    ipvs.sysctls().write(IpvsSetting.SCHEDULE_ICMP, 1);
    byte[] reply = Frames.tcp(VIP, 80, CLIENT, 20001, Tcp.ACK);
    byte[] error = Frames.icmpError(CLIENT, VIP, Icmp.UNREACHABLE, 4, 1280, reply);
    assertThat(take(error)).isTrue();
    assertThat(platform.sentTo).isEqualTo(SERVER);
    assertThat(ipvsadm.run("-Lnc"))
        .containsExactly("TCP 00:03 NONE 192.168.2.10:20001 192.168.2.188:80 192.168.2.191:80");
    ipvsadm.run("-d -t 192.168.2.188:80 -r 192.168.2.191");
    byte[] other = Frames.tcp(VIP, 80, CLIENT, 20002, Tcp.ACK);
    assertThat(take(Frames.icmpError(CLIENT, VIP, Icmp.UNREACHABLE, 4, 1280, other))).isTrue();
    assertThat(platform.error).as("no error about an error").isNegative();
  }

  private boolean take(byte[] frame) {
    platform.forget();
    return ipvs.take(frame, Frames.IP_AT, false, 0);
  }

  private void leave(int flags) {
    ipvs.leaving(Frames.tcp(VIP, 80, CLIENT, 20001, flags), Frames.IP_AT);
  }
}
