package io.lvsim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * When Linux sends again what nobody acknowledges. The recorded kernel counts time in ticks of 10
 * ms, which makes its shortest timeout 220 ms instead of 202, and its timers may be late by an
 * eighth; packets and their order are compared exactly, times within that.
 */
class RecordedTimingTest {
  private final TwoHosts hosts = new TwoHosts();

  private void assertLikeLinux(String name, int packets) {
    var expected = Recording.of(name).packets().subList(0, packets);
    var actual = hosts.conversation.packets();
    assertThat(actual.stream().limit(packets).map(Conversation.Packet::text))
        .containsExactlyElementsOf(expected.stream().map(Conversation.Packet::text).toList());
    for (int i = 1; i < packets; i++) {
      double kernel = expected.get(i).millis() - expected.get(i - 1).millis();
      double ours = actual.get(i).millis() - actual.get(i - 1).millis();
      assertThat(kernel - ours)
          .as("%d: %s after %s", i, expected.get(i).text(), expected.get(i - 1).text())
          .isBetween(-25.0, 25 + ours / 5);
    }
  }

  /** From now on the client is deaf to packets from a port. */
  private void loseAtClient(int port) {
    Deafness.to(hosts.clientHost, port);
  }

  @Test
  void synsThatNobodyAnswers() {
    Deafness.to(hosts.serverHost, 91);
    Program program = new Program();
    hosts.connect(20091, 91, program);
    hosts.run(129_000);
    assertThat(program.events).isEmpty();
    hosts.run(5_000);
    assertLikeLinux("syn-unanswered", 7);
    assertThat(hosts.conversation.packets()).hasSize(7);
    assertThat(program.events).containsExactly("failed ETIMEDOUT");
    assertThat(hosts.decisions)
        .contains(
            "client: gave up 192.168.2.10:20091 -> 192.168.2.20:91 after 6 retransmissions:"
                + " tcp_syn_retries = 6");
  }

  @Test
  void synAcksThatNobodyAnswers() {
    loseAtClient(92);
    hosts.listen(92, new Program());
    TcpConnection connection = hosts.connect(20092, 92, new Program());
    hosts.after(500, connection::close);
    hosts.run(63_500);
    assertThat(hosts.server.connections()).hasSize(1);
    hosts.run(3_000);
    assertLikeLinux("syn-ack-unanswered", 7);
    assertThat(hosts.conversation.packets()).hasSize(7);
    assertThat(hosts.server.connections()).isEmpty();
  }

  @Test
  void dataThatNobodyAcknowledges() {
    Program server = new Program();
    hosts.listen(93, server);
    TcpConnection connection =
        hosts.connect(20093, 93, new Program().onConnected(c -> Program.send(c, "one")));
    hosts.run(1);
    hosts.after(1525, () -> loseAtClient(93));
    hosts.after(1525, () -> Program.send(connection, "two"));
    hosts.run(60_000);
    assertLikeLinux("data-unanswered", 25);
    assertThat(server.text()).isEqualTo("onetwo");
  }

  @Test
  void threeSegmentsThatNobodyAcknowledges() {
    hosts.listen(94, new Program().onConnected(c -> c.setReading(false)));
    TcpConnection connection =
        hosts.connect(20094, 94, new Program().onConnected(c -> Program.send(c, "one")));
    hosts.run(1);
    hosts.after(1412, () -> loseAtClient(94));
    hosts.after(1412, () -> Program.send(connection, "two".repeat(1000)));
    hosts.run(60_000);
    assertThat(hosts.conversation.lines().stream().limit(28).map(RecordedTimingTest::noWindow))
        .containsExactlyElementsOf(
            Recording.of("three-unanswered").lines().stream()
                .limit(28)
                .map(RecordedTimingTest::noWindow)
                .toList());
  }

  /** Large segments take other room in Linux's receive buffer than here. */
  private static String noWindow(String line) {
    return line.replaceAll(" win \\d+", "");
  }

  @Test
  void finThatNobodyAcknowledges() {
    hosts.listen(96, new Program());
    Program client = new Program().onConnected(c -> Program.send(c, "one"));
    TcpConnection connection = hosts.connect(20096, 96, client);
    hosts.run(1);
    hosts.after(1191, () -> loseAtClient(96));
    hosts.after(1191, connection::close);
    hosts.run(60_000);
    assertLikeLinux("fin-unanswered", 25);
    hosts.run(200_000);
    assertThat(client.events).containsExactly("connected", "closed");
    assertThat(hosts.client.connections()).isEmpty();
  }

  @Test
  void backlog() {
    TcpListener listener =
        hosts.listen(97, 1, new Program().onConnected(c -> hosts.after(1, c::close)));
    listener.setAccepting(false);
    for (int i = 0; i < 3; i++) {
      int port = 20_100 + i;
      hosts.after(105 * i, () -> hosts.connect(port, 97, new Program()));
    }
    hosts.after(7171, () -> listener.setAccepting(true));
    hosts.run(7200);
    var expected = Recording.of("backlog").lines().stream().limit(6).toList();
    assertThat(hosts.conversation.lines().subList(0, 6)).isEqualTo(expected);
    long dropped =
        hosts.decisions.stream().filter(d -> d.contains("accept queue is full: backlog 1")).count();
    assertThat(dropped).isEqualTo(3);
    assertThat(listener.waiting()).isZero();
  }

  @Test
  void closedByTheClientOnly() {
    TcpConnection[] atServer = new TcpConnection[1];
    hosts.listen(98, new Program().onConnected(c -> atServer[0] = c));
    Program client = new Program().onConnected(c -> Program.send(c, "one"));
    TcpConnection connection = hosts.connect(20098, 98, client);
    hosts.after(1002, connection::close);
    hosts.run(61_000);
    assertThat(hosts.client.waiting()).hasSize(1);
    hosts.run(100);
    assertThat(hosts.client.waiting()).isEmpty();
    hosts.after(28_902, atServer[0]::close);
    hosts.run(40_000);
    assertLikeLinux("fin-wait-2", 9);
  }

  @Test
  void closedWindowIsProbed() {
    TcpConnection[] atServer = new TcpConnection[1];
    hosts.listen(
        95,
        new Program()
            .onConnected(c -> {
              atServer[0] = c;
              c.setReading(false);
            }));
    Program client = new Program().onConnected(c -> Program.send(c, "x".repeat(500_000)));
    TcpConnection connection = hosts.connect(20095, 95, client);
    hosts.run(100);
    hosts.conversation.restart();
    hosts.run(35_000);
    var sent =
        hosts.conversation.packets().stream()
            .filter(p -> p.text().startsWith(">"))
            .skip(1)
            .toList();
    assertThat(sent).hasSize(7);
    for (int i = 1; i < sent.size() - 1; i++) {
      double last = sent.get(i).millis() - sent.get(i - 1).millis();
      double next = sent.get(i + 1).millis() - sent.get(i).millis();
      assertThat(next / last).isBetween(1.9, 2.1);
    }
    assertThat(sent).allSatisfy(p -> assertThat(p.text()).startsWith("> [.]").contains("len 0"));
    assertThat(hosts.conversation.lines())
        .filteredOn(line -> line.startsWith("<"))
        .hasSizeBetween(6, 7)
        .allSatisfy(line -> assertThat(line).startsWith("< [.]").contains("win 0"));
    atServer[0].setReading(true);
    hosts.run(1000);
    assertThat(connection.sendQueueBytes()).isZero();
    assertThat(atServer[0].receiveQueueBytes()).isZero();
  }
}
