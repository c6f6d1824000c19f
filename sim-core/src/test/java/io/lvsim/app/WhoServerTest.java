package io.lvsim.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.host.HostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhoServerTest {
  private final AppLan lan = new AppLan();
  private final WhoServer server = new WhoServer(lan.server, lan.serverUdp, "share20");

  @BeforeEach
  void listen() throws HostException {
    server.listen(0, 80);
    server.listen(0, 443);
  }

  @Test
  void requestsAreAnsweredAndClosed() {
    assertThat(lan.dialogue(443, "GET / HTTP/1.1\r\n", "Host: x\r\n\r\n"))
        .isEqualTo("HTTP/1.0 200 OK\r\nContent-Length: 8\r\n\r\nshare20\n[closed]");
  }

  @Test
  void linesAreAnsweredAndTheConnectionStays() {
    assertThat(lan.dialogue(80, "who\n", "who\nwho\nwh", "o\n")).isEqualTo("share20\n".repeat(4));
    assertThat(server.served()).isEqualTo(4);
  }

  @Test
  void datagramsAreAnswered() throws HostException {
    List<String> heard = new ArrayList<>();
    var socket =
        lan.clientUdp.open(
            0,
            0,
            (s, fromAddress, fromPort, localAddress, bytes, from, length) ->
                heard.add(new String(bytes, from, length, StandardCharsets.UTF_8)));
    socket.send(0, AppLan.SERVER, 443, new byte[] {'x'}, 0, 1);
    lan.run(10);
    assertThat(heard).containsExactly("share20\n");
  }

  @Test
  void stopsAndStartsAgain() throws HostException {
    server.stop();
    assertThat(lan.dialogue(80, "who\n")).isEmpty();
    server.listen(0, 80);
    assertThat(lan.dialogue(80, "who\n")).isEqualTo("share20\n");
    assertThat(server.isRunning()).isTrue();
  }
}
