package io.lvsim.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Random;
import io.lvsim.host.HostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final String OK = "HTTP/1.0 200 OK\r\nContent-Length: 8\r\n\r\nshare20\n";

  private final AppLan lan = new AppLan();
  private final List<HttpRequest> requests = new ArrayList<>();
  private final HttpServer server =
      new HttpServer(
          lan.server,
          request -> {
            requests.add(request);
            return HttpResponse.ok("share20\n".getBytes(StandardCharsets.UTF_8));
          });

  @BeforeEach
  void listen() throws HostException {
    server.listen(0, 80);
  }

  @Test
  void answersAndCloses() {
    assertThat(lan.dialogue(80, "GET /a?b HTTP/1.1\r\nHost: example\r\nX-Y:  z \r\n\r\n"))
        .isEqualTo(OK + "[closed]");
    HttpRequest request = requests.getFirst();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.target()).isEqualTo("/a?b");
    assertThat(request.version()).isEqualTo("HTTP/1.1");
    assertThat(request.headers()).isEqualTo(Map.of("host", "example", "x-y", "z"));
    assertThat(request.localAddress()).isEqualTo(AppLan.SERVER);
    assertThat(request.localPort()).isEqualTo(80);
    assertThat(request.remoteAddress()).isEqualTo(AppLan.CLIENT);
    assertThat(server.served()).isEqualTo(1);
  }

  @Test
  void requestsMayComeInPieces() {
    assertThat(lan.dialogue(80, "GE", "T / HTTP/1.0\r", "\n\r", "\n")).isEqualTo(OK + "[closed]");
  }

  @Test
  void keepsTheConnectionIfAsked() {
    String kept = "HTTP/1.0 200 OK\r\nContent-Length: 8\r\nConnection: keep-alive\r\n\r\nshare20\n";
    String request = "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n";
    assertThat(lan.dialogue(80, request, request + request)).isEqualTo(kept + kept + kept);
  }

  @Test
  void persistentServerSpeaksHttp11() {
    server.setPersistent(true);
    String answer = OK.replace("1.0", "1.1");
    assertThat(lan.dialogue(80, "GET / HTTP/1.1\r\n\r\n")).isEqualTo(answer);
    assertThat(lan.dialogue(80, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .isEqualTo(answer + "[closed]");
    assertThat(lan.dialogue(80, "GET / HTTP/1.0\r\n\r\n")).isEqualTo(OK + "[closed]");
  }

  @Test
  void headHasNoBody() {
    assertThat(lan.dialogue(80, "HEAD / HTTP/1.0\r\n\r\n"))
        .isEqualTo("HTTP/1.0 200 OK\r\nContent-Length: 8\r\n\r\n[closed]");
  }

  @Test
  void bodiesOfRequestsAreSkipped() {
    String post = "POST / HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nab";
    assertThat(lan.dialogue(80, post)).isEmpty();
    assertThat(lan.dialogue(80, post, "cde", "GET / HTTP/1.0\r\n\r\n")).endsWith(OK + "[closed]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET /\r\n\r\n",
        "GET / FTP/1.0\r\n\r\n",
        " / HTTP/1.0\r\n\r\n",
        "a b c d\r\n\r\n"
      })
  void garbageIsABadRequest(String garbage) {
    assertThat(lan.dialogue(80, garbage))
        .isEqualTo(
            "HTTP/1.0 400 Bad Request\r\nContent-Length: 16\r\n\r\n400 Bad Request\n[closed]");
    assertThat(server.served()).isZero();
  }

  @Test
  void endlessHeadsAreRefused() {
    assertThat(lan.dialogue(80, "GET / HTTP/1.0\r\n" + "X: y\r\n".repeat(5000)))
        .startsWith("HTTP/1.0 431 ")
        .contains("[closed]");
    assertThat(lan.dialogue(80, "GET / HTTP/1.0\r\nContent-Length: 99999999999\r\n\r\n"))
        .startsWith("HTTP/1.0 413 ");
  }

  @Test
  void noiseNeverBreaksIt() {
    Random random = Random.of(1, "noise");
    for (int i = 0; i < 300; i++) {
      StringBuilder noise = new StringBuilder();
      String alphabet = "GET / HTTP/1.0\r\n:;,\0\u00ff\n\n0123456789Content-Length";
      for (int at = random.below(200); at > 0; at--) {
        noise.append(alphabet.charAt(random.below(alphabet.length())));
      }
      lan.dialogue(80, noise.toString());
    }
    assertThat(lan.dialogue(80, "GET / HTTP/1.0\r\n\r\n")).isEqualTo(OK + "[closed]");
  }

  @Test
  void stoppedServerRefuses() throws HostException {
    server.stop();
    assertThat(server.isRunning()).isFalse();
    List<String> outcome = new ArrayList<>();
    HttpClientTest.request(lan, "GET / HTTP/1.0\r\n\r\n", outcome);
    lan.run(10);
    assertThat(outcome).containsExactly("failed ECONNREFUSED false");
    server.listen(0, 80);
    assertThat(lan.dialogue(80, "GET / HTTP/1.0\r\n\r\n")).isEqualTo(OK + "[closed]");
  }

  @Test
  void openConnectionsAreClosedWhenItStops() {
    lan.simulation.schedule(7_000_000, (payload, number) -> server.stop());
    assertThat(lan.dialogue(80, "GET / HT", "")).isEqualTo("[closed]");
  }

  @Test
  void hangingServerLetsClientsWait() {
    server.setHanging(true);
    assertThat(lan.dialogue(80, "GET / HTTP/1.0\r\n\r\n")).isEmpty();
    lan.simulation.schedule(12_000_000, (payload, number) -> server.setHanging(false));
    assertThat(lan.dialogue(80, "GET / HTTP/1.0\r\n\r\n", "", "", "")).isEqualTo(OK + "[closed]");
  }
}
