package io.lvsim.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.app.LoadGenerator.Ending;
import io.lvsim.app.LoadGenerator.Plan;
import io.lvsim.engine.Nanos;
import io.lvsim.host.HostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
  private final AppLan lan = new AppLan();

  private static final byte[] GET = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private void run(LoadGenerator load) {
    load.start();
    for (int i = 0; i < 200 && !load.isDone(); i++) {
      lan.run(1000);
    }
    assertThat(load.isDone()).isTrue();
  }

  @Test
  void countsWhoAnswered() throws HostException {
    long[] asked = new long[1];
    HttpServer server =
        new HttpServer(
            lan.server,
            request -> {
              String name = asked[0]++ % 3 == 0 ? "share191\n" : "share192\n";
              return HttpResponse.ok(name.getBytes(StandardCharsets.UTF_8));
            });
    server.listen(0, 80);
    int[] sources = {AppLan.CLIENT};
    LoadGenerator load =
        new LoadGenerator(lan.client, Plan.of(sources, AppLan.SERVER, 80, 3000, 10_000));
    run(load);
    assertThat(load.count(Ending.ANSWERED)).isEqualTo(3000);
    assertThat(load.answers()).isEqualTo(Map.of("share191", 1000L, "share192", 2000L));
    assertThat(load.meanAnswerNanos()).isBetween(50_000L, 200_000L);
    assertThat(load.slowestAnswerNanos()).isLessThan(Nanos.PER_MILLI);
    assertThat(load.largestInFlight()).isLessThan(20);
    assertThat(lan.packetsToServer).isEqualTo(5 * 3000);
  }

  @Test
  void countsWhoWasRefused() {
    LoadGenerator load =
        new LoadGenerator(
            lan.client, Plan.of(new int[] {AppLan.CLIENT}, AppLan.SERVER, 80, 100, 1000));
    run(load);
    assertThat(load.count(Ending.REFUSED)).isEqualTo(100);
    assertThat(load.answers()).isEmpty();
    assertThat(load.meanAnswerNanos()).isZero();
  }

  @Test
  void everySourceHasItsPorts() throws HostException {
    int second = AppLan.CLIENT + 1;
    AppLan.add(lan.clientHost.interfaces().get(1), second);
    new WhoServer(lan.server, lan.serverUdp, "x").listen(0, 80);
    Plan plan =
        new Plan(
            new int[] {AppLan.CLIENT, second},
            5000,
            3,
            AppLan.SERVER,
            80,
            GET,
            6,
            Nanos.PER_SECOND);
    run(new LoadGenerator(lan.client, plan));
    assertThat(lan.server.waiting())
        .extracting(waiting -> (waiting.remoteAddress() & 0xFF) + ":" + waiting.remotePort())
        .containsExactly("10:5000", "11:5000", "10:5001", "11:5001", "10:5002", "11:5002");
  }

  @Test
  void poolIsUsedAgain() throws HostException {
    new WhoServer(lan.server, lan.serverUdp, "x").listen(0, 80);
    Plan plan =
        new Plan(
            new int[] {AppLan.CLIENT}, 5000, 2, AppLan.SERVER, 80, GET, 10, 2 * Nanos.PER_SECOND);
    LoadGenerator load = new LoadGenerator(lan.client, plan);
    run(load);
    assertThat(load.answers()).isEqualTo(Map.of("x", 10L));
  }

  @Test
  void busySourcesHaveNoPort() throws HostException {
    HttpServer server = new HttpServer(lan.server, request -> HttpResponse.ok(new byte[0]));
    server.listen(0, 80);
    server.setHanging(true);
    Plan plan =
        new Plan(new int[] {AppLan.CLIENT}, 5000, 2, AppLan.SERVER, 80, GET, 5, Nanos.PER_MILLI);
    LoadGenerator load = new LoadGenerator(lan.client, plan);
    load.start();
    lan.run(100);
    assertThat(load.count(Ending.NO_PORT)).isEqualTo(3);
    assertThat(load.isDone()).isFalse();
    server.setHanging(false);
    lan.run(100);
    assertThat(load.isDone()).isTrue();
    assertThat(load.answers()).isEqualTo(Map.of("", 2L));
  }
}
