package io.lvsim.ipvs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recordings do not show of the schedulers: reasons, time, nobody there. */
class SchedulersTest implements Pool, Request {
  private static final class Server implements Candidate {
    final int address;
    int weight;
    int active;
    int inactive;
    boolean available = true;

    Server(String address, int weight) {
      this.address = Ipv4Address.parse(address);
      this.weight = weight;
    }

    @Override
    public int address() {
      return address;
    }

    @Override
    public int port() {
      return 80;
    }

    @Override
    public int weight() {
      return weight;
    }

    @Override
    public int lastWeight() {
      return weight;
    }

    @Override
    public boolean isOverloaded() {
      return false;
    }

    @Override
    public boolean isAvailable() {
      return available;
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

  private final List<Candidate> servers = new ArrayList<>();
  private final Random random = Random.of(1, "scheduler");
  private long nowNanos;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rr", "wrr", "lc", "wlc", "lblc", "lblcr", "dh", "sh", "sed", "nq", "fo", "ovf", "mh"
      })
  void everySchedulerCopesWithNobodyThere(String name) {
    assertThat(Schedulers.exists(name)).isTrue();
    Scheduler scheduler = scheduler(name);
    assertThat(scheduler.schedule(this)).isNull();
    assertThat(scheduler.why()).isNotEmpty();
    Server only = add("192.168.2.191", 0);
    scheduler.added(only);
    assertThat(scheduler.schedule(this)).isNull();
    only.weight = 1;
    scheduler.edited(only);
    scheduler.added(only);
    assertThat(scheduler.schedule(this)).isSameAs(only);
    servers.clear();
    only.available = false;
    scheduler.removed(only, null);
    assertThat(scheduler.schedule(this)).isNull();
  }

  @Test
  void reasonsNameTheNumbers() {
    Server a = add("192.168.2.191", 2);
    Server b = add("192.168.2.192", 3);
    a.active = 3;
    b.active = 2;
    b.inactive = 4;
    assertThat(reason("wlc"))
        .isEqualTo(
            "its overhead 2 active x 256 + 4 inactive = 516 for weight 3 is the least, or the"
                + " first of the least");
    assertThat(reason("sed"))
        .isEqualTo(
            "its expected delay (2 active + 1) / weight 3 is the least, or the first of the"
                + " least");
    assertThat(reason("nq")).startsWith("none is idle, and its expected delay");
    assertThat(reason("fo")).startsWith("its weight 3 is the highest");
    assertThat(reason("ovf")).endsWith("2 <= 3");
    assertThat(reason("rr")).isEqualTo("first in the list (the server added last)");
  }

  @Test
  void localityIsForgottenWhenUnusedForADay() {
    Server a = add("192.168.2.191", 1);
    Scheduler scheduler = scheduler("lblc");
    assertThat(scheduler.schedule(this)).isSameAs(a);
    add("192.168.2.192", 1);
    a.active = 1;
    nowNanos = Nanos.seconds(86_000);
    assertThat(scheduler.schedule(this)).as("kept").isSameAs(a);
    nowNanos += Nanos.seconds(86_400 + 1900);
    assertThat(scheduler.schedule(this)).as("as wlc chooses").isNotSameAs(a);
  }

  @Test
  void aReplicatedSetLosesItsMostLoadedServerWhenLongUnchanged() {
    Server a = add("192.168.2.191", 2);
    Scheduler scheduler = scheduler("lblcr");
    assertThat(scheduler.schedule(this)).isSameAs(a);
    a.active = 3;
    Server b = add("192.168.2.192", 2);
    assertThat(scheduler.schedule(this)).as("a is overloaded, b idle: b joins").isSameAs(b);
    b.active = 4;
    assertThat(scheduler.schedule(this)).as("the least loaded of the set").isSameAs(a);
    nowNanos = Nanos.seconds(80_000);
    b.active = 1;
    assertThat(scheduler.schedule(this)).isSameAs(b);
    b.active = 9;
    nowNanos = Nanos.seconds(86_401);
    assertThat(scheduler.schedule(this)).as("b leaves").isSameAs(a);
    b.active = 0;
    a.active = 1;
    assertThat(scheduler.schedule(this)).as("still not in the set").isSameAs(a);
  }

  private String reason(String name) {
    Scheduler scheduler = scheduler(name);
    assertThat(scheduler.schedule(this)).isNotNull();
    return scheduler.why();
  }

  private Scheduler scheduler(String name) {
    @Nullable Scheduler scheduler = Schedulers.create(name, this);
    assertThat(scheduler).isNotNull();
    return scheduler;
  }

  private Server add(String address, int weight) {
    Server server = new Server(address, weight);
    servers.addFirst(server);
    return server;
  }

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
  public Random random() {
    return random;
  }

  @Override
  public long now() {
    return nowNanos;
  }

  @Override
  public int cacheExpirySeconds(String scheduler) {
    return 86_400;
  }

  @Override
  public int sourceAddress() {
    return Ipv4Address.parse("192.168.2.10");
  }

  @Override
  public int sourcePort() {
    return 20001;
  }

  @Override
  public int destinationAddress() {
    return Ipv4Address.parse("10.0.0.1");
  }
}
