package io.lvsim.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectingTest {
  private final TwoHosts hosts = new TwoHosts();
  private final Program client = new Program();

  private void assertRefused(Errno errno, org.assertj.core.api.ThrowableAssert.ThrowingCallable c) {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(c)
        .satisfies(e -> assertThat(e.errno()).isEqualTo(errno));
  }

  /** Answers the client's next SYN with an ICMP error. */
  private void answerWithIcmp(int type, int code, int info) {
    hosts
        .serverHost
        .ipv4()
        .setLocalInHook((frame, ipAt, in, mark) -> {
          hosts.serverHost.icmp().sendError(frame, ipAt, type, code, info);
          return true;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "3, 0, ENETUNREACH",
    "3, 1, EHOSTUNREACH",
    "3, 2, ENOPROTOOPT",
    "3, 3, ECONNREFUSED",
    "3, 10, EHOSTUNREACH",
    "3, 13, EHOSTUNREACH",
    "11, 0, EHOSTUNREACH",
    "12, 0, EPROTO"
  })
  void icmpErrorEndsAnAttempt(int type, int code, Errno errno) {
    answerWithIcmp(type, code, 0);
    hosts.connect(20_021, 90, client);
    hosts.run(5);
    assertThat(client.events).containsExactly("failed " + errno);
    assertThat(hosts.conversation.lines()).hasSize(2);
    assertThat(hosts.client.connections()).isEmpty();
  }

  @Test
  void icmpErrorIsOnlyNotedOnceConnected() {
    Program server = new Program();
    hosts.listen(80, server);
    TcpConnection connection = hosts.connect(20_022, 80, client);
    hosts.run(5);
    answerWithIcmp(Icmp.UNREACHABLE, Icmp.HOST_UNREACHABLE, 0);
    Program.send(connection, "question");
    hosts.run(100);
    assertThat(connection.state()).isEqualTo(TcpState.ESTABLISHED);
    hosts.serverHost.ipv4().setLocalInHook(null);
    hosts.run(1000);
    assertThat(server.text()).isEqualTo("question");
    assertThat(client.events).containsExactly("connected");
  }

  @Test
  void notedErrorIsToldWhenTheConnectionTimesOut() {
    hosts.listen(80, new Program());
    hosts.set(hosts.clientHost, "net.ipv4.tcp_retries2", "3");
    TcpConnection connection = hosts.connect(20_022, 80, client);
    hosts.run(5);
    answerWithIcmp(Icmp.UNREACHABLE, Icmp.HOST_UNREACHABLE, 0);
    Program.send(connection, "question");
    hosts.run(30_000);
    assertThat(client.events).containsExactly("connected", "failed EHOSTUNREACH");
  }

  @Test
  void fragmentationNeededShrinksSegments() {
    Program server = new Program();
    hosts.listen(80, server);
    TcpConnection connection = hosts.connect(20_023, 80, client);
    hosts.run(5);
    answerWithIcmp(Icmp.UNREACHABLE, Icmp.FRAGMENTATION_NEEDED, 1000);
    Program.send(connection, "x".repeat(3000));
    hosts.run(1);
    hosts.serverHost.ipv4().setLocalInHook(null);
    hosts.conversation.restart();
    hosts.run(2000);
    assertThat(server.received.size()).isEqualTo(3000);
    assertThat(hosts.conversation.lines().getFirst()).contains("seq 1 len 948 ");
    assertThat(hosts.decisions)
        .contains(
            "client: segments of 192.168.2.10:20023 -> 192.168.2.20:80 have at most 960 bytes now:"
                + " ICMP fragmentation needed, next-hop MTU 1000");
  }

  @Test
  void deadAddressIsUnreachableAfterThreeSeconds() throws HostException {
    hosts.client.connect(0, 0, Ipv4Address.parse("192.168.2.77"), 80, client);
    hosts.run(2990);
    assertThat(client.events).isEmpty();
    hosts.run(200);
    assertThat(client.events).containsExactly("failed EHOSTUNREACH");
  }

  @Test
  void refusedAtOnce() {
    assertRefused(
        Errno.ENETUNREACH,
        () -> hosts.client.connect(0, 0, Ipv4Address.parse("10.0.0.1"), 80, client));
    assertRefused(
        Errno.ENETUNREACH,
        () -> hosts.client.connect(0, 0, Ipv4Address.parse("192.168.2.255"), 80, client));
    assertRefused(
        Errno.EADDRNOTAVAIL,
        () -> hosts.client.connect(TwoHosts.SERVER, 0, TwoHosts.SERVER, 80, client));
    assertRefused(
        Errno.EADDRNOTAVAIL, () -> hosts.client.listen(TwoHosts.SERVER, 80, 8, c -> client));
  }

  @Test
  void portInUse() {
    hosts.listen(80, new Program());
    assertRefused(Errno.EADDRINUSE, () -> hosts.server.listen(TwoHosts.SERVER, 80, 8, c -> client));
    hosts.connect(20_000, 80, client);
    hosts.run(5);
    assertRefused(
        Errno.EADDRINUSE, () -> hosts.client.connect(0, 20_000, TwoHosts.SERVER, 80, client));
    assertRefused(
        Errno.EADDRNOTAVAIL,
        () -> hosts.client.connect(0, 20_000, true, TwoHosts.SERVER, 80, client));
  }

  @Test
  void timeWaitKeepsThePortOfProgramsWithoutReuse() {
    hosts.listen(80, new Program().onPeerClosed(TcpConnection::close));
    TcpConnection connection = hosts.connect(20_000, 80, client);
    hosts.run(5);
    connection.close();
    hosts.run(5);
    assertThat(hosts.client.waiting()).hasSize(1);
    assertRefused(
        Errno.EADDRINUSE, () -> hosts.client.connect(0, 20_000, TwoHosts.SERVER, 80, client));
    hosts.run(60_000);
    hosts.connect(20_000, 80, client);
    hosts.run(5);
    assertThat(hosts.client.connections()).hasSize(1);
  }

  @Test
  void ephemeralPortsAreEvenAndNearEachOther() throws HostException {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ports.add(hosts.client.connect(0, 0, TwoHosts.SERVER, 80, client).localPort());
    }
    assertThat(ports).allMatch(port -> port >= 32_768 && port <= 60_999 && port % 2 == 0);
    for (int i = 1; i < ports.size(); i++) {
      assertThat(Math.floorMod(ports.get(i) - ports.get(i - 1), 28_232)).isBetween(2, 16);
    }
  }

  @Test
  void ephemeralPortsRunOut() throws HostException {
    hosts.set(hosts.clientHost, "net.ipv4.ip_local_port_range", "40000 40009");
    for (int i = 0; i < 10; i++) {
      hosts.client.connect(0, 0, TwoHosts.SERVER, 80, client);
    }
    assertRefused(
        Errno.EADDRNOTAVAIL, () -> hosts.client.connect(0, 0, TwoHosts.SERVER, 80, client));
  }

  @Test
  void crossedSynsMakeOneConnection() throws HostException {
    hosts.introduce();
    Program server = new Program();
    hosts.client.connect(0, 5000, TwoHosts.SERVER, 6000, client);
    hosts.server.connect(0, 6000, TwoHosts.CLIENT, 5000, server);
    hosts.run(500);
    assertThat(client.events).containsExactly("connected");
    assertThat(server.events).containsExactly("connected");
    Program.send(client.connections.getFirst(), "hello");
    hosts.run(500);
    assertThat(server.text()).isEqualTo("hello");
  }

  @Test
  void simultaneousCloseEndsInTimeWaitOnBothSides() {
    hosts.introduce();
    Program server = new Program();
    hosts.listen(80, server);
    TcpConnection connection = hosts.connect(20_000, 80, client);
    hosts.run(5);
    connection.close();
    server.connections.getFirst().close();
    hosts.run(5);
    assertThat(hosts.client.waiting()).hasSize(1);
    assertThat(hosts.server.waiting()).hasSize(1);
    assertThat(client.events).containsExactly("connected", "closed");
    assertThat(server.events).containsExactly("connected", "closed");
  }

  @Test
  void connectsToItselfRoundLo() throws HostException {
    Program server = new Program().onReceived((c, text) -> Program.send(c, text + "!"));
    hosts.listen(80, server);
    client.onConnected(c -> Program.send(c, "hello"));
    hosts.server.connect(0, 0, Ipv4Address.parse("127.0.0.1"), 80, client);
    hosts.run(5);
    assertThat(client.text()).isEqualTo("hello!");
    assertThat(client.connections.getFirst().localAddress()).isEqualTo(127 << 24 | 1);
  }

  @Test
  void optionsFollowTheSysctls() {
    hosts.set(hosts.clientHost, "net.ipv4.tcp_timestamps", "0");
    hosts.set(hosts.clientHost, "net.ipv4.tcp_sack", "0");
    hosts.set(hosts.clientHost, "net.ipv4.tcp_rmem", "4096 131072 2097152");
    hosts.listen(80, new Program());
    hosts.connect(20_000, 80, client);
    hosts.run(5);
    assertThat(hosts.conversation.lines())
        .containsExactly(
            "> [S] seq 0 len 0 ack 0 win 64240 <mss 1460,nop,wscale 6> DF id +",
            "< [S.] seq 0 len 0 ack 1 win 64240 <mss 1460,nop,wscale 7> DF id 0",
            "> [.] seq 1 len 0 ack 1 win 1004 <> DF id +");
  }

  @Test
  void windowsAreNotScaledIfOneSideDoesNot() {
    hosts.set(hosts.serverHost, "net.ipv4.tcp_window_scaling", "0");
    hosts.listen(80, new Program());
    hosts.connect(20_000, 80, client);
    hosts.run(5);
    assertThat(hosts.conversation.lines())
        .containsExactly(
            "> [S] seq 0 len 0 ack 0 win 64240 <mss 1460,sackOK,TS ecr 0,nop,wscale 7> DF id +",
            "< [S.] seq 0 len 0 ack 1 win 65160 <mss 1460,sackOK,TS> DF id 0",
            "> [.] seq 1 len 0 ack 1 win 64240 <nop,nop,TS> DF id +");
  }

  @Test
  void listsConnectionsInOrderOfCreation() {
    hosts.listen(80, new Program());
    for (int port : new int[] {20_003, 20_001, 20_002}) {
      hosts.connect(port, 80, client);
    }
    hosts.run(5);
    assertThat(hosts.client.connections())
        .extracting(TcpConnection::localPort)
        .containsExactly(20_003, 20_001, 20_002);
    assertThat(hosts.server.connections())
        .extracting(TcpConnection::remotePort)
        .containsExactly(20_003, 20_001, 20_002);
    assertThat(hosts.server.listeners()).hasSize(1);
  }

  @Test
  void fullSynQueueIsAnsweredWithCookies() {
    hosts.introduce();
    Deafness.to(hosts.clientHost, 80);
    TcpListener listener = hosts.listen(80, 2, new Program());
    for (int i = 0; i < 4; i++) {
      hosts.connect(20_000 + i, 80, new Program());
    }
    hosts.run(5);
    assertThat(hosts.server.connections()).hasSize(4);
    hosts.run(1100);
    long again = hosts.decisions.stream().filter(d -> d.contains("sent SYN-ACK")).count();
    assertThat(again).isEqualTo(2);
    assertThat(hosts.decisions)
        .contains(
            "server: answered SYN-ACK on 192.168.2.20:80 -> 192.168.2.10:20003: a program listens"
                + " on 0.0.0.0:80, and its SYN queue is full (a SYN cookie)");
    hosts.run(200_000);
    assertThat(hosts.server.connections()).isEmpty();
    assertThat(listener.isFlooded()).isFalse();
  }

  @Test
  void cookiesMakeConnections() {
    hosts.listen(80, 0, new Program().onReceived((c, text) -> Program.send(c, text + "!")));
    client.onConnected(c -> Program.send(c, "hello"));
    hosts.connect(20_000, 80, client);
    hosts.run(200_000);
    assertThat(client.text()).isEqualTo("hello!");
    assertThat(client.events).containsExactly("connected");
  }

  @Test
  void fullSynQueueDropsWithoutCookies() {
    hosts.set(hosts.serverHost, "net.ipv4.tcp_syncookies", "0");
    hosts.listen(80, 0, new Program());
    hosts.connect(20_000, 80, client);
    hosts.run(5);
    assertThat(hosts.conversation.lines()).hasSize(1);
    assertThat(hosts.decisions)
        .contains(
            "server: dropped: the SYN queue is full: backlog 0 (192.168.2.10:20000 to"
                + " 192.168.2.20:80)");
  }

  @Test
  void progressKeepsTheNeighbourReachable() {
    hosts.listen(80, new Program().onReceived((c, text) -> Program.send(c, text)));
    TcpConnection connection = hosts.connect(20_000, 80, client);
    int[] requests = new int[1];
    hosts
        .clientHost
        .interfaces()
        .get(1)
        .port()
        .addTap((outgoing, frame) -> {
          if (outgoing && Ethernet.type(frame) == Ethernet.TYPE_ARP) {
            requests[0]++;
          }
        });
    hosts.run(5);
    int atStart = requests[0];
    for (int i = 0; i < 300; i++) {
      Program.send(connection, "x");
      hosts.run(1000);
    }
    assertThat(client.received.size()).isEqualTo(300);
    assertThat(requests[0]).isEqualTo(atStart);
  }
}
