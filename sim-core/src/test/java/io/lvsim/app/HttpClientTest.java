package io.lvsim.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.TcpHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpClientTest {
  private static final String CURL =
      "GET / HTTP/1.1\r\nHost: 192.168.2.20\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\n\r\n";

  private final AppLan lan = new AppLan();
  private final List<String> outcome = new ArrayList<>();

  /** Begins a request and writes down how it ends. */
  static Runnable request(AppLan lan, String text, List<String> outcome) {
    HttpClient.Outcome notes =
        new HttpClient.Outcome() {
          @Override
          public void answered(HttpResponse response) {
            String body = new String(response.body(), StandardCharsets.ISO_8859_1);
            outcome.add("answered " + response.status() + " " + response.reason() + " " + body);
          }

          @Override
          public void failed(Errno error, boolean connected) {
            outcome.add("failed " + error + " " + connected);
          }

          @Override
          public void cutOff(@Nullable HttpResponse soFar, long missing) {
            String got =
                soFar == null ? "nothing" : new String(soFar.body(), StandardCharsets.ISO_8859_1);
            outcome.add("cut off " + got + " missing " + missing);
          }
        };
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    boolean head = text.startsWith("HEAD");
    try {
      return HttpClient.request(lan.client, 0, 0, AppLan.SERVER, 80, bytes, head, notes);
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }

  /** A server that says the same to everyone at the first byte. */
  private void serve(String answer, boolean closes) {
    TcpHandler handler =
        new TcpHandler() {
          @Override
          public void received(TcpConnection connection, byte[] bytes, int from, int length) {
            byte[] text = answer.getBytes(StandardCharsets.ISO_8859_1);
            connection.send(text, 0, text.length);
            if (closes) {
              connection.close();
            }
          }

          @Override
          public void peerClosed(TcpConnection connection) {
            connection.close();
          }
        };
    try {
      lan.server.listen(0, 80, 8, connection -> handler);
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }

  private static String unescaped(String text) {
    return text.replace("|", "\r\n");
  }

  @Test
  void curlAndAServerThatClosesTakeFivePackets() throws HostException {
    new WhoServer(lan.server, lan.serverUdp, "share20").listen(0, 80);
    request(lan, CURL, outcome);
    lan.run(100);
    assertThat(outcome).containsExactly("answered 200 OK share20\n");
    assertThat(lan.packetsToServer).isEqualTo(5);
    assertThat(lan.bytesToServer).isEqualTo(60 + 52 + (52 + 76) + 52 + 52);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "HTTP/1.0 200 OK|Content-Length: 3||abc ~ false ~ answered 200 OK abc",
        "HTTP/1.0 200 OK||abc ~ true ~ answered 200 OK abc",
        "HTTP/1.1 404 Not Found|content-length: 0|| ~ false ~ answered 404 Not Found ",
        "HTTP/1.1 204 No Content|| ~ false ~ answered 204 No Content ",
        "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 1||x ~ false ~ answered 200 OK x",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|abc|2;x=y|de|0||~false~answered 200 OK abcde",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|abc|0|T: x||~false~answered 200 OK abc",
        "HTTP/1.0 200 OK|Content-Length: 9||abc ~ true ~ cut off abc missing 6",
        "HTTP/1.0 200 OK|Conte ~ true ~ cut off nothing missing -1",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|ab ~ true ~ cut off ab missing -1",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||xyz ~ false ~ cut off  missing -1",
        "SSH-2.0-OpenSSH| ~ false ~ cut off nothing missing -1",
        "HTTP/1.0 abc|| ~ false ~ cut off nothing missing -1",
        "'' ~ true ~ cut off nothing missing -1"
      })
  void responses(String answer, boolean closes, String expected) {
    serve(unescaped(answer), closes);
    request(lan, CURL, outcome);
    lan.run(1000);
    assertThat(outcome).hasSize(1);
    assertThat(outcome.getFirst().strip()).isEqualTo(expected.strip());
    assertThat(lan.client.connections()).isEmpty();
  }

  @Test
  void headNeedsNoBody() {
    serve("HTTP/1.0 200 OK\r\nContent-Length: 300\r\n\r\n", false);
    request(lan, "HEAD / HTTP/1.0\r\n\r\n", outcome);
    lan.run(100);
    assertThat(outcome).containsExactly("answered 200 OK ");
  }

  @Test
  void cancelledRequestClosesItsConnection() {
    serve("HTTP/1.0 200 OK\r\nContent-Length: 300\r\n\r\n", false);
    Runnable cancel = request(lan, CURL, outcome);
    lan.simulation.schedule(Nanos.millis(20), (payload, number) -> cancel.run());
    lan.run(100);
    assertThat(outcome).isEmpty();
    assertThat(lan.client.connections()).isEmpty();
    assertThat(lan.client.waiting()).hasSize(1);
  }

  @Test
  void noiseInPlaceOfResponses() {
    Random random = Random.of(1, "noise");
    String alphabet = "HTTP/1.0 200 OK\r\n\r\n:Transfer-Encoding: chunked 0123456789abcdef\u00ff";
    for (int i = 0; i < 2000; i++) {
      HttpResponseReader reader = new HttpResponseReader(false);
      StringBuilder text = new StringBuilder(random.below(2) == 0 ? "" : "HTTP/1.1 200 OK\r\n");
      for (int at = random.below(300); at > 0; at--) {
        text.append(alphabet.charAt(random.below(alphabet.length())));
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
      for (int at = 0; at < bytes.length; at += 7) {
        reader.add(bytes, at, Math.min(7, bytes.length - at));
      }
      reader.end();
      HttpResponse response = reader.response();
      assertThat(reader.isWhole() && response == null).isFalse();
    }
  }
}
