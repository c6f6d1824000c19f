package io.lvsim.ipvs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Random;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * twos draws, so it is held to the distribution that the source text of ip_vs_twos.c gives: the
 * recorded kernel, Debian's, is built without it.
 */
class PowerOfTwoChoicesTest {
  private static final int PICKS = 60_000;

  /** Chi-square of up to 5 degrees of freedom is above this once in 100000 times. */
  private static final double CHI_SQUARE_LIMIT = 31;

  private record Server(int address, int weight, int active, int inactive, boolean isOverloaded)
      implements Candidate {
    @Override
    public int port() {
      return 80;
    }

    @Override
    public int lastWeight() {
      return weight;
    }

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public int activeConnections() {
      return active;
    }

    @Override
    public int inactiveConnections() {
      return inactive;
    }
  }

  private record Servers(List<Server> servers, Random random) implements Pool {
    @Override
    public int size() {
      return servers.size();
    }

    @Override
    public Candidate get(int position) {
      return servers.get(position);
    }

    @Override
    public int schedulerFlags() {
      return 0;
    }

    @Override
    public long now() {
      return 0;
    }

    @Override
    public int cacheExpirySeconds(String scheduler) {
      return 0;
    }
  }

  private record Client(int sourceAddress, int sourcePort, int destinationAddress)
      implements Request {}

  /**
   * Servers without connections: always the first draw, so that each is picked by its weight, and
   * the head of the list by one more.
   */
  @ParameterizedTest
  @CsvSource({"1 1 1", "1 2 3", "0 5 5", "7", "100 1", "3 0 0 9 2", "10 20 30 40 50 60"})
  void idleServersArePickedByWeight(String weights) {
    List<Server> servers = new ArrayList<>();
    for (String weight : weights.split(" ")) {
      servers.add(new Server(servers.size(), Integer.parseInt(weight), 0, 0, false));
    }
    double[] shares = drawShares(servers);
    assertThat(chiSquare(count(servers, 1), shares)).isLessThan(CHI_SQUARE_LIMIT);
  }

  /** With different loads the busier of the two drawn gives way: every pair's chance is known. */
  @ParameterizedTest
  @CsvSource({
    "1:3:0 1:2:0 1:1:0 1:0:0",
    "4:8:1 2:1:0 1:0:9 0:0:0",
    "5:0:100 1:0:1 3:1:0",
    "1:1:0 1:1:0 1:0:255 1:0:256",
    "200:7:0 1:0:0 50:2:0"
  })
  void theLessLoadedOfTwoDrawsIsPicked(String spec) {
    List<Server> servers = new ArrayList<>();
    for (String server : spec.split(" ")) {
      String[] parts = server.split(":");
      int active = Integer.parseInt(parts[1]);
      int inactive = Integer.parseInt(parts[2]);
      servers.add(new Server(servers.size(), Integer.parseInt(parts[0]), active, inactive, false));
    }
    double[] draw = drawShares(servers);
    double[] shares = new double[draw.length];
    for (int first = 0; first < draw.length; first++) {
      for (int second = 0; second < draw.length; second++) {
        boolean secondWins = load(servers.get(first)) > load(servers.get(second));
        shares[secondWins ? second : first] += draw[first] * draw[second];
      }
    }
    assertThat(chiSquare(count(servers, 2), shares)).isLessThan(CHI_SQUARE_LIMIT);
  }

  @Test
  void overloadedServersAndThoseOfWeightZeroAreNeverPicked() {
    List<Server> servers =
        List.of(
            new Server(0, 9, 0, 0, true),
            new Server(1, 0, 0, 0, false),
            new Server(2, 1, 5, 5, false));
    assertThat(count(servers, 3)).containsExactly(0, 0, PICKS);
    assertThat(pick(List.of(servers.get(0), servers.get(1)), 1)).isNull();
    assertThat(pick(List.of(), 1)).isNull();
  }

  @Test
  void theSameSeedGivesTheSamePicksAndAnotherOthers() {
    List<Server> servers =
        List.of(
            new Server(0, 1, 1, 0, false),
            new Server(1, 2, 2, 0, false),
            new Server(2, 3, 0, 0, false));
    assertThat(picks(servers, 11)).isEqualTo(picks(servers, 11)).isNotEqualTo(picks(servers, 12));
  }

  @Test
  void theReasonNamesBothDraws() {
    List<Server> servers = List.of(new Server(1, 1, 3, 0, false), new Server(2, 1, 1, 2, false));
    Scheduler scheduler = new PowerOfTwoChoices(new Servers(servers, Random.of(5, "twos")));
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      scheduler.schedule(new Client(0, 0, 0));
      reasons.add(scheduler.why());
    }
    assertThat(reasons)
        .contains(
            "both draws are 0.0.0.1",
            "both draws are 0.0.0.2",
            "of the draws 0.0.0.1 (3 active x 256 + 0 inactive = 768, weight 1) and 0.0.0.2"
                + " (1 active x 256 + 2 inactive = 258, weight 1) the second has less",
            "of the draws 0.0.0.2 (1 active x 256 + 2 inactive = 258, weight 1) and 0.0.0.1"
                + " (3 active x 256 + 0 inactive = 768, weight 1) the second has not less");
  }

  /** The chance of each to be drawn: a number from 0 to the sum of weights, both included. */
  private static double[] drawShares(List<Server> servers) {
    int total = servers.stream().mapToInt(Server::weight).sum();
    double[] shares = new double[servers.size()];
    boolean isFirst = true;
    for (int i = 0; i < shares.length; i++) {
      int weight = servers.get(i).weight();
      shares[i] = (weight + (isFirst && weight > 0 ? 1.0 : 0)) / (total + 1);
      isFirst &= weight == 0;
    }
    return shares;
  }

  private static double load(Server server) {
    return server.weight() == 0 ? 0 : (double) server.overhead() / server.weight();
  }

  private static @Nullable Candidate pick(List<Server> servers, long seed) {
    return new PowerOfTwoChoices(new Servers(servers, Random.of(seed, "twos")))
        .schedule(new Client(0, 0, 0));
  }

  private static List<Integer> picks(List<Server> servers, long seed) {
    Scheduler scheduler = new PowerOfTwoChoices(new Servers(servers, Random.of(seed, "twos")));
    List<Integer> picks = new ArrayList<>();
    for (int i = 0; i < PICKS; i++) {
      Candidate picked = scheduler.schedule(new Client(0, 0, 0));
      assertThat(picked).isNotNull();
      picks.add(picked.address());
    }
    return picks;
  }

  private static int[] count(List<Server> servers, long seed) {
    int[] counts = new int[servers.size()];
    picks(servers, seed).forEach(picked -> counts[picked]++);
    return counts;
  }

  private static double chiSquare(int[] counts, double[] shares) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = shares[i] * PICKS;
      if (expected == 0) {
        assertThat(counts[i]).isZero();
      } else {
        sum += (counts[i] - expected) * (counts[i] - expected) / expected;
      }
    }
    return sum;
  }
}
