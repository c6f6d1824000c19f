package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.engine.Nanos;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ServiceControlTest {
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final int VIP = DirectorLab.VIP;
  private static final int SERVER = Ipv4Address.parse("192.168.2.191");
  private static final ServiceKey KEY = ServiceKey.of(Ipv4.PROTOCOL_TCP, VIP, 80);
  private static final ServiceConfig RR = new ServiceConfig("rr", 0, 0, -1, false);

  private final DirectorLab lab = new DirectorLab();
  private final Ipvs ipvs = lab.ipvs;
  private final Ipvsadm ipvsadm = new Ipvsadm(ipvs);

  @Test
  void errorsAreTheKernels() throws HostException {
    ipvs.addService(KEY, RR);
    fails(Errno.EEXIST, () -> ipvs.addService(KEY, RR));
    ServiceConfig unknown = new ServiceConfig("best", 0, 0, -1, false);
    ServiceKey other = ServiceKey.of(Ipv4.PROTOCOL_UDP, VIP, 80);
    fails(Errno.ENOENT, () -> ipvs.addService(other, unknown));
    fails(Errno.ENOENT, () -> ipvs.editService(KEY, unknown));
    fails(Errno.ESRCH, () -> ipvs.editService(other, RR));
    fails(Errno.ESRCH, () -> ipvs.deleteService(other));
    fails(Errno.ESRCH, () -> ipvs.zero(other));
    fails(Errno.ESRCH, () -> ipvs.addServer(other, SERVER, 80, weight(1)));
    ipvs.addServer(KEY, SERVER, 80, weight(1));
    fails(Errno.EEXIST, () -> ipvs.addServer(KEY, SERVER, 80, weight(2)));
    fails(Errno.ERANGE, () -> ipvs.addServer(KEY, SERVER, 81, weight(-1)));
    fails(Errno.ERANGE, () -> ipvs.editServer(KEY, SERVER, 80, thresholds(3, 4)));
    fails(Errno.EINVAL, () -> ipvs.addServer(KEY, Ipv4Address.BROADCAST, 80, weight(1)));
    fails(Errno.ENOENT, () -> ipvs.editServer(KEY, SERVER, 81, weight(1)));
    fails(Errno.ENOENT, () -> ipvs.deleteServer(KEY, SERVER, 81));
    fails(Errno.EINVAL, () -> ipvs.setTimeouts(-1, 0, 0));
  }

  @Test
  void theLookUpGoesByMarkThenPortThenPortZero() {
    ipvsadm.run("-A -f 7 -s rr");
    ipvsadm.run("-a -f 7 -r 192.168.2.193 -g");
    ipvsadm.run("-A -t 192.168.2.188:0 -s rr -p 20");
    ipvsadm.run("-a -t 192.168.2.188:0 -r 192.168.2.192 -g");
    ipvsadm.run("-A -t 192.168.2.188:80 -s rr");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g");
    lab.mark = 7;
    lab.markedPorts.add(443);
    assertThat(lab.tcp(CLIENT, 20001, VIP, 80)).isEqualTo("191");
    assertThat(lab.tcp(CLIENT, 20002, VIP, 443)).isEqualTo("193");
    assertThat(lab.tcp(CLIENT, 20003, VIP, 8080)).isEqualTo("192");
    assertThat(lab.udp(CLIENT, 20004, VIP, 8080)).isEqualTo("refused");
    lab.mark = 8;
    assertThat(lab.tcp(CLIENT, 20005, VIP, 443)).isEqualTo("192");
  }

  @Test
  void portZeroWithoutPersistenceSchedulesNothing() {
    ipvsadm.run("-A -t 192.168.2.188:0 -s rr");
    ipvsadm.run("-a -t 192.168.2.188:0 -r 192.168.2.192 -g");
    assertThat(lab.tcp(CLIENT, 20001, VIP, 80)).isEqualTo("refused");
    assertThat(lab.platform.error).isEqualTo(3 << 8 | 3);
  }

  @Test
  void ftpDataGoesWithTheServiceOnPort21() {
    ipvsadm.run("-A -t 192.168.2.188:21 -s rr -p 60");
    ipvsadm.run("-a -t 192.168.2.188:21 -r 192.168.2.191:21 -g");
    ipvsadm.run("-a -t 192.168.2.188:21 -r 192.168.2.192:21 -g");
    assertThat(lab.tcp(CLIENT, 20001, VIP, 21)).isEqualTo("192");
    assertThat(lab.tcp(CLIENT, 20002, VIP, 5000)).isEqualTo("192");
    assertThat(lab.tcp(CLIENT, 20003, VIP, 80)).isEqualTo("refused");
    assertThat(lab.platform.error).as("80 is no FTP port: left to the host").isNegative();
    assertThat(ipvsadm.run("-Lnc"))
        .contains("TCP 00:59 ASSURED 192.168.2.10:0 192.168.2.188:0 192.168.2.192:0");
  }

  @Test
  void aServerOverItsUpperThresholdRestsUntilItIsBelowTheLower() {
    ipvsadm.run("-A -t 192.168.2.188:80 -s rr");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g -x 3 -y 2");
    assertThat(lab.open(CLIENT, 20001, VIP, 80)).isEqualTo("191");
    assertThat(lab.open(CLIENT, 20002, VIP, 80)).isEqualTo("191");
    assertThat(lab.open(CLIENT, 20003, VIP, 80)).isEqualTo("191");
    assertThat(lab.open(CLIENT, 20004, VIP, 80)).isEqualTo("refused");
    lab.reset(CLIENT, 20001, VIP, 80);
    lab.pass(Nanos.seconds(11));
    assertThat(lab.open(CLIENT, 20005, VIP, 80)).as("2 are not below 2").isEqualTo("refused");
    lab.reset(CLIENT, 20002, VIP, 80);
    lab.pass(Nanos.seconds(11));
    assertThat(lab.open(CLIENT, 20006, VIP, 80)).isEqualTo("191");
    assertThat(lab.open(CLIENT, 20007, VIP, 80)).isEqualTo("191");
    assertThat(lab.open(CLIENT, 20008, VIP, 80)).isEqualTo("refused");
    ipvsadm.run("-e -t 192.168.2.188:80 -r 192.168.2.191 -g -x 9 -y 2");
    assertThat(lab.open(CLIENT, 20009, VIP, 80)).isEqualTo("191");
  }

  @Test
  void aRemovedServerIsForgottenWhenItHasBeenIdleForTwoMinutes() {
    ipvsadm.run("-A -u 192.168.2.188:53 -s rr");
    ipvsadm.run("-a -u 192.168.2.188:53 -r 192.168.2.191 -g");
    assertThat(lab.udp(CLIENT, 20001, VIP, 53)).isEqualTo("191");
    lab.pass(Nanos.seconds(3));
    ipvsadm.run("-d -u 192.168.2.188:53 -r 192.168.2.191");
    lab.pass(Nanos.seconds(200));
    ipvsadm.run("-a -u 192.168.2.188:53 -r 192.168.2.191 -g");
    RealServer revived = ipvs.services().getFirst().servers().getFirst();
    assertThat(revived.inactiveConnections()).isEqualTo(1);
    assertThat(revived.stats().connections()).isEqualTo(1);
    ipvsadm.run("-d -u 192.168.2.188:53 -r 192.168.2.191");
    lab.pass(Nanos.seconds(100 + 60 + 120 + 60));
    ipvsadm.run("-a -u 192.168.2.188:53 -r 192.168.2.191 -g");
    RealServer fresh = ipvs.services().getFirst().servers().getFirst();
    assertThat(fresh).isNotSameAs(revived);
    assertThat(fresh.stats().connections()).isZero();
  }

  @Test
  void countersOfAServerStartAnewWithANewService() {
    ipvsadm.run("-A -t 192.168.2.188:80 -s rr");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g");
    lab.tcp(CLIENT, 20001, VIP, 80);
    lab.pass(Estimator.PERIOD_NANOS);
    lab.tcp(CLIENT, 20002, VIP, 80);
    ipvsadm.run("-C");
    ipvsadm.run("-A -t 192.168.2.188:80 -s rr");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g");
    RealServer server = ipvs.services().getFirst().servers().getFirst();
    assertThat(server.inactiveConnections()).isEqualTo(2);
    lab.pass(Estimator.PERIOD_NANOS);
    assertThat(server.stats().connections())
        .as("what the estimator had not yet seen when the service went shows again")
        .isEqualTo(1);
  }

  @Test
  void shownCountersFollowAtEachBeatAndRatesSmoothly() {
    ipvsadm.run("-A -u 192.168.2.188:53 -s rr");
    ipvsadm.run("-a -u 192.168.2.188:53 -r 192.168.2.191 -g");
    VirtualService service = ipvs.services().getFirst();
    for (int i = 0; i < 400; i++) {
      lab.udp(CLIENT, 20001 + i, VIP, 53);
    }
    assertThat(service.stats().connections()).isZero();
    lab.platform.simulation.runUntil(Estimator.PERIOD_NANOS);
    assertThat(service.stats().connections()).isEqualTo(400);
    assertThat(service.stats().inPackets()).isEqualTo(400);
    assertThat(service.stats().inBytes()).isEqualTo(400 * 32);
    assertThat(service.stats().connectionRate()).as("200 a second, weighed 1/4").isEqualTo(50);
    assertThat(service.stats().inByteRate()).isEqualTo(1600);
    assertThat(ipvs.total()).isEqualTo(service.stats());
    lab.pass(Estimator.PERIOD_NANOS);
    assertThat(service.stats().connectionRate()).as("37.5 and half a unit less one").isEqualTo(37);
    ipvs.flush();
    lab.pass(Nanos.seconds(120));
    assertThat(ipvs.total().connectionRate()).isZero();
  }

  @Test
  void zeroingSetsTheCountersBackToNothing() throws HostException {
    ipvsadm.run("-A -t 192.168.2.188:80 -s rr");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g");
    lab.tcp(CLIENT, 20001, VIP, 80);
    lab.pass(Estimator.PERIOD_NANOS);
    ipvs.zero(KEY);
    VirtualService service = ipvs.services().getFirst();
    assertThat(service.stats()).isEqualTo(new Stats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(service.servers().getFirst().stats().inPackets()).isZero();
    assertThat(ipvs.total().connections()).isEqualTo(1);
    lab.tcp(CLIENT, 20002, VIP, 80);
    lab.pass(Estimator.PERIOD_NANOS);
    assertThat(service.stats().connections()).isEqualTo(1);
    ipvs.zero(null);
    assertThat(ipvs.total().connections()).isZero();
  }

  @Test
  void servicesAreListedByBucketAndMarksLast() {
    ipvsadm.run("-A -f 5 -s rr");
    ipvsadm.run("-A -t 192.168.2.188:81 -s rr");
    ipvsadm.run("-A -t 192.168.2.188:80 -s rr");
    List<Integer> ports = ipvs.services().stream().map(s -> s.key().port()).toList();
    assertThat(ports).containsExactly(80, 81, 0);
  }

  private static ServerConfig weight(int weight) {
    return new ServerConfig(ForwardingMethod.ROUTE, weight, 0, 0);
  }

  private static ServerConfig thresholds(int upper, int lower) {
    return new ServerConfig(ForwardingMethod.ROUTE, 1, upper, lower);
  }

  private static void fails(Errno errno, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.errno()).isEqualTo(errno));
  }
}
