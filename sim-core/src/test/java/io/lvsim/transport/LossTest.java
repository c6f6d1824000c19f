package io.lvsim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is lost on the way, both programs get every byte in order and both ends close. */
class LossTest {
  private static final int RUNS = 40;

  /** What one run came to. */
  private record Result(boolean whole, List<String> client, List<String> server, long millis) {}

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static Result run(long seed, double loss, boolean sack) {
    TwoHosts hosts = new TwoHosts(seed);
    hosts.introduce();
    hosts.clientCable.setLoss(loss);
    hosts.serverCable.setLoss(loss);
    hosts.clientCable.setDelayNanos(Nanos.micros(300));
    hosts.set(hosts.clientHost, "net.ipv4.tcp_sack", sack ? "1" : "0");
    hosts.set(hosts.clientHost, "net.ipv4.tcp_syn_retries", "12");
    hosts.set(hosts.serverHost, "net.ipv4.tcp_synack_retries", "12");
    hosts.set(hosts.serverHost, "net.ipv4.tcp_orphan_retries", "15");
    hosts.set(hosts.clientHost, "net.ipv4.tcp_orphan_retries", "15");
    Random random = Random.of(seed, "lengths");
    byte[] question = bytes(random, 1 + random.below(40_000));
    byte[] answer = bytes(random, 1 + random.below(200_000));
    boolean clientFirst = random.below(2) == 0;
    boolean clientHangs = random.below(4) == 0;
    Program server = new Program();
    server
        .onReceived((c, text) -> {
          if (server.received.size() == question.length) {
            c.send(answer, 0, answer.length);
            if (!clientFirst) {
              c.close();
            }
          }
        })
        .onPeerClosed(TcpConnection::close);
    Program client = new Program();
    client
        .onConnected(c -> {
          c.send(question, 0, question.length);
          if (clientHangs) {
            c.setReading(false);
            hosts.after(7000, () -> c.setReading(true));
          }
        })
        .onReceived((c, text) -> {
          if (clientFirst && client.received.size() == answer.length) {
            c.close();
          }
        })
        .onPeerClosed(TcpConnection::close);
    hosts.listen(80, server);
    hosts.connect(0, 80, client);
    long steps = 0;
    while (!hosts.client.connections().isEmpty() || !hosts.server.connections().isEmpty()) {
      hosts.run(1000);
      if (++steps > 20_000) {
        throw new AssertionError("still not closed");
      }
    }
    boolean whole =
        Arrays.equals(question, server.received.toByteArray())
            && Arrays.equals(answer, client.received.toByteArray());
    return new Result(
        whole, client.events, server.events, hosts.simulation.now() / Nanos.PER_MILLI);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.05, 0.1})
  void everyByteArrivesAndBothEndsClose(double loss) {
    for (int seed = 1; seed <= RUNS; seed++) {
      Result result = run(seed, loss, seed % 4 != 0);
      assertThat(result.whole).as("seed %d", seed).isTrue();
      assertThat(result.client).as("seed %d", seed).startsWith("connected").endsWith("closed");
      assertThat(result.server).as("seed %d", seed).startsWith("connected").endsWith("closed");
      assertThat(result.client).noneMatch(event -> event.startsWith("failed"));
      assertThat(result.server).noneMatch(event -> event.startsWith("failed"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sameSeedSameRun(boolean sack) {
    List<Result> first = new ArrayList<>();
    List<Result> second = new ArrayList<>();
    for (int seed = 100; seed < 105; seed++) {
      first.add(run(seed, 0.08, sack));
      second.add(run(seed, 0.08, sack));
    }
    assertThat(second).isEqualTo(first);
  }
}
