package io.lvsim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same programs on two simulated hosts make the packets that Linux made. */
class RecordedConversationTest {
  private static final String ANSWER = "HTTP/1.0 200 OK\r\nContent-Length: 8\r\n\r\nshare20\n";

  private final TwoHosts hosts = new TwoHosts();

  private static String bytes(int length) {
    return "x".repeat(length);
  }

  private void assertLikeLinux(String recording) {
    assertThat(hosts.conversation.lines()).isEqualTo(Recording.of(recording).lines());
  }

  /** Sends something once connected, and closes a while after an answer of so many bytes. */
  private Program curl(int requestBytes, int answerBytes) {
    Program program = new Program();
    return program
        .onConnected(c -> Program.send(c, bytes(requestBytes)))
        .onReceived((c, text) -> {
          if (program.received.size() == answerBytes) {
            hosts.after(1, c::close);
          }
        });
  }

  @Test
  void refused() {
    Program program = new Program();
    hosts.connect(20003, 81, program);
    hosts.run(10);
    assertLikeLinux("refused");
    assertThat(program.events).containsExactly("failed ECONNREFUSED");
  }

  @Test
  void serverClosesAtOnce() {
    hosts.listen(
        80,
        new Program()
            .onReceived((c, text) -> {
              Program.send(c, ANSWER);
              c.close();
            }));
    hosts.connect(20002, 80, curl(76, ANSWER.length()));
    hosts.run(100);
    assertLikeLinux("curl");
  }

  @Test
  void clientClosesFirst() {
    hosts.listen(
        80,
        new Program()
            .onReceived((c, text) -> Program.send(c, "share20\n"))
            .onPeerClosed(TcpConnection::close));
    Program program =
        new Program()
            .onConnected(c -> Program.send(c, "who\n"))
            .onReceived((c, text) -> hosts.after(1, c::close));
    hosts.connect(20004, 80, program);
    hosts.run(100);
    assertLikeLinux("client-closes-first");
    assertThat(program.events).containsExactly("connected", "closed");
  }

  @Test
  void clientResets() {
    Program server = new Program().onReceived((c, text) -> Program.send(c, "share20\n"));
    hosts.listen(80, server);
    Program client = new Program();
    client
        .onConnected(c -> Program.send(c, "who\n"))
        .onReceived((c, text) -> {
          if (client.received.size() == 8) {
            hosts.after(1, () -> Program.send(c, "who\n"));
          } else {
            hosts.after(1, c::abort);
          }
        });
    hosts.connect(20005, 80, client);
    hosts.run(100);
    assertLikeLinux("client-resets");
    assertThat(server.events).containsExactly("connected", "failed ECONNRESET");
  }

  @Test
  void serverKilledAfterReading() {
    hosts.listen(7001, new Program().onReceived((c, text) -> hosts.after(500, c::close)));
    Program client =
        new Program()
            .onConnected(c -> Program.send(c, bytes(18)))
            .onPeerClosed(c -> hosts.after(2, () -> Program.send(c, "more")));
    hosts.connect(20006, 7001, client);
    hosts.run(1000);
    assertLikeLinux("killed-after-read");
    assertThat(client.events).containsExactly("connected", "peer closed", "failed EPIPE");
  }

  @Test
  void serverKilledWithRequestUnread() {
    Program server =
        new Program()
            .onConnected(c -> {
              c.setReading(false);
              hosts.after(500, c::close);
            });
    hosts.listen(7002, server);
    Program client = new Program().onConnected(c -> Program.send(c, bytes(18)));
    hosts.connect(20007, 7002, client);
    hosts.run(1000);
    assertLikeLinux("killed-unread");
    assertThat(client.events).containsExactly("connected", "failed ECONNRESET");
  }

  @Test
  void serverKilledBeforeAccepting() {
    TcpListener listener = hosts.listen(7003, new Program());
    listener.setAccepting(false);
    hosts.after(100, listener::close);
    hosts.connect(20008, 7003, new Program());
    hosts.run(1000);
    assertLikeLinux("killed-unaccepted");
  }

  @Test
  void serverKilledInTheMiddleOfItsAnswer() {
    hosts.listen(
        7004,
        new Program()
            .onReceived((c, text) -> {
              Program.send(c, bytes(44));
              hosts.after(300, c::close);
            }));
    Program client =
        new Program()
            .onConnected(c -> Program.send(c, bytes(81)))
            .onPeerClosed(c -> hosts.after(6, c::close));
    hosts.connect(20009, 7004, client);
    hosts.run(1000);
    assertLikeLinux("killed-in-body");
  }

  @Test
  void clientShutsItsSendingSide() {
    Program server =
        new Program()
            .onPeerClosed(c -> {
              hosts.after(200, () -> Program.send(c, "answer"));
              hosts.after(400, c::close);
            });
    hosts.listen(7005, server);
    Program client =
        new Program()
            .onConnected(c -> Program.send(c, "question"))
            .onPeerClosed(TcpConnection::close);
    TcpConnection connection = hosts.connect(20010, 7005, client);
    hosts.after(1, connection::shutdown);
    hosts.run(1000);
    assertLikeLinux("half-close");
    assertThat(client.text()).isEqualTo("answer");
    assertThat(client.events).containsExactly("connected", "peer closed", "closed");
  }

  @Test
  void dataAfterClose() {
    Program server =
        new Program().onReceived((c, text) -> hosts.after(300, () -> Program.send(c, "late1")));
    hosts.listen(7006, server);
    TcpConnection connection =
        hosts.connect(20011, 7006, new Program().onConnected(c -> Program.send(c, "question")));
    hosts.after(50, connection::close);
    hosts.run(1000);
    assertLikeLinux("data-after-close");
    assertThat(server.events).containsExactly("connected", "peer closed", "failed EPIPE");
  }

  @Test
  void serverAnswersAndCloses() {
    hosts.listen(
        7009,
        new Program()
            .onReceived((c, text) -> {
              Program.send(c, bytes(41));
              c.close();
            }));
    hosts.connect(20014, 7009, curl(81, 41));
    hosts.run(100);
    assertLikeLinux("server-closes");
  }

  @Test
  void twoRequestsOverOneConnection() {
    hosts.listen(7010, new Program().onReceived((c, text) -> Program.send(c, bytes(41))));
    Program client = new Program();
    client
        .onConnected(c -> Program.send(c, bytes(82)))
        .onReceived((c, text) -> {
          if (client.received.size() == 41) {
            hosts.after(5, () -> Program.send(c, bytes(82)));
          } else {
            hosts.after(2, c::close);
          }
        });
    hosts.connect(20015, 7010, client);
    hosts.run(1000);
    assertLikeLinux("keep-alive");
  }

  @Test
  void samePortAgainInTimeWaitAtTheServer() {
    hosts.listen(
        80,
        new Program()
            .onReceived((c, text) -> {
              Program.send(c, bytes(46));
              hosts.after(1, c::close);
            }));
    Program client =
        new Program()
            .onConnected(c -> Program.send(c, bytes(18)))
            .onPeerClosed(TcpConnection::close);
    hosts.connect(20016, 80, client);
    hosts.run(1000);
    hosts.connect(20016, 80, client);
    hosts.run(1000);
    assertLikeLinux("time-wait-server");
  }

  @Test
  void samePortAgainInTimeWaitAtTheClient() {
    hosts.listen(
        80,
        new Program()
            .onReceived((c, text) -> Program.send(c, "share20\n"))
            .onPeerClosed(TcpConnection::close));
    Program client =
        new Program()
            .onConnected(c -> Program.send(c, "who\n"))
            .onReceived((c, text) -> hosts.after(1, c::close));
    hosts.connect(20017, 80, client);
    hosts.run(600);
    hosts.connect(20017, 80, client);
    hosts.run(600);
    assertLikeLinux("time-wait-client");
  }

  @Test
  void clientClosesWithAnswerUnread() {
    hosts.listen(80, new Program().onReceived((c, text) -> Program.send(c, "share20\n")));
    Program client =
        new Program()
            .onConnected(c -> {
              c.setReading(false);
              Program.send(c, "who\n");
              hosts.after(200, c::close);
            });
    hosts.connect(20018, 80, client);
    hosts.run(1000);
    assertLikeLinux("client-unread");
  }
}
