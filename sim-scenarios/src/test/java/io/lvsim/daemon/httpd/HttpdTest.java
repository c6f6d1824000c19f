package io.lvsim.daemon.httpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.app.HttpClient;
import io.lvsim.app.HttpResponse;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4Address;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The unit httpd, asked over the loopback device. */
class HttpdTest {
  private static final int LOOPBACK = Ipv4Address.parse("127.0.0.1");

  private final Simulation simulation = new Simulation(1);
  private final Machine machine = machine();
  private final Httpd httpd = new Httpd(machine, List.of(80, 8080));

  HttpdTest() throws Exception {
    machine.files().makeDirectory("/var/www/html/empty");
    machine
        .files()
        .write("/var/www/html/index.html", "share191\n".getBytes(StandardCharsets.UTF_8));
  }

  private Machine machine() {
    Trace trace = new Trace(simulation);
    Host host = new Host(simulation, trace, "rs1");
    return new Machine(new Lab(simulation, trace), host, OperatingSystem.CENTOS_7);
  }

  /** What came back. */
  private static final class Answer implements HttpClient.Outcome {
    String text = "nothing";
    String allow = "";

    @Override
    public void answered(HttpResponse response) {
      text = response.status() + " " + response.body().length;
      allow = response.headers().getOrDefault("allow", "");
    }

    @Override
    public void failed(Errno error, boolean connected) {
      text = error.text();
    }
  }

  private Answer ask(String method, String target, int port) throws HostException {
    Answer answer = new Answer();
    byte[] request =
        (method + " " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    HttpClient.request(machine.tcp(), 0, 0, LOOPBACK, port, request, method.equals("HEAD"), answer);
    simulation.runFor(1_000_000_000L);
    return answer;
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 200 9",
    "GET, /index.html, 200 9",
    "HEAD, /, 200 0",
    "GET, /missing.html, 404",
    "GET, /../etc/passwd, 400",
    "OPTIONS, /, 200 0"
  })
  void answersAsApacheDoes(String method, String target, String answer) throws Exception {
    assertThat(httpd.start()).isEmpty();
    String status = answer.substring(0, 3);
    assertThat(ask(method, target, 80).text).startsWith(status);
    if (status.equals("200")) {
      assertThat(ask(method, target, 8080).text).isEqualTo(answer);
    }
  }

  @Test
  void aDirectoryWithoutIndexIsForbidden() throws Exception {
    httpd.start();
    assertThat(ask("GET", "/empty/", 80).text).startsWith("403 ");
    assertThat(ask("GET", "/empty", 80).text).startsWith("301 ");
  }

  @Test
  void filesAreNotWrittenTo() throws Exception {
    httpd.start();
    Answer answer = ask("PUT", "/index.html", 80);
    assertThat(answer.text).startsWith("405 ");
    assertThat(answer.allow).isEqualTo("GET,POST,OPTIONS,HEAD");
    assertThat(ask("BREW", "/", 80).text).startsWith("501 ");
  }

  @Test
  void stoppedItRefuses() throws Exception {
    httpd.start();
    assertThat(httpd.active()).isTrue();
    httpd.stop();
    assertThat(httpd.active()).isFalse();
    assertThat(ask("GET", "/", 80).text).isEqualTo("Connection refused");
    httpd.start();
    assertThat(ask("GET", "/", 80).text).isEqualTo("200 9");
  }

  @Test
  void countsRequests() throws Exception {
    httpd.start();
    ask("GET", "/", 80);
    ask("GET", "/missing.html", 8080);
    assertThat(httpd.served()).isEqualTo(2);
  }

  @Test
  void aTakenPortIsSaidSo() throws Exception {
    httpd.start();
    Httpd second = new Httpd(machine, List.of(81, 80));
    assertThat(second.start())
        .startsWith(
            "(98)Address already in use: AH00072: make_sock: could not bind to address"
                + " 0.0.0.0:80\n");
    assertThat(second.failed()).isTrue();
    assertThat(ask("GET", "/", 81).text).isEqualTo("Connection refused");
  }

  @Test
  void itCanListenOnOneAddressOnly() throws Exception {
    int other = Ipv4Address.parse("127.0.0.2");
    assertThat(new Httpd(machine, List.of(other), List.of(82)).start()).isEmpty();
    assertThat(ask("GET", "/", 82).text).isEqualTo("Connection refused");
  }
}
