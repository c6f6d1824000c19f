package io.lvsim.cli;

import io.lvsim.live.MachineInterface;
import io.lvsim.live.NicFilter;
import io.lvsim.live.NicWire;
import io.lvsim.live.RealClockLoop;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicBackend;
import io.lvsim.nic.NicException;
import io.lvsim.nic.NicOptions;
import io.lvsim.nic.Nics;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A director that runs on a NIC, from opening it to the summary at the end. */
final class LiveRun {
  /** What is to be done. */
  record Plan(
      MachineInterface nic,
      @Nullable NicBackend backend,
      int[] answered,
      int[] virtual,
      long durationNanos,
      long successorMac,
      boolean checksServers,
      Path control,
      @Nullable Path metrics,
      @Nullable String prometheus,
      @Nullable Path output,
      TraceOptions.Limits traceLimits,
      boolean repairsChecksums,
      boolean immediate) {
    /** The interface and the addresses in one line. */
    String about() {
      List<String> texts = Arrays.stream(virtual).mapToObj(Ipv4Address::format).toList();
      return nic.name() + " (" + MacAddress.format(nic.mac()) + ") for " + String.join(", ", texts);
    }
  }

  private static final int RING_BYTES = 16 << 20;

  private final LiveDirector director;
  private final Plan plan;
  private final Surroundings surroundings;
  private final LiveStatus status;
  private final LiveAddresses addresses;
  private final LiveTraces traces;
  private final LiveAnswers answers;
  private final NicWire wire;
  private final RealClockLoop loop;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable ControlSocket control;
  private @Nullable MetricsServer metricsServer;
  private volatile int exitStatus = ExitCode.INTERNAL_ERROR;

  LiveRun(LiveDirector director, Plan plan, Surroundings surroundings)
      throws NicException, IOException {
    this.director = director;
    this.plan = plan;
    this.surroundings = surroundings;
    addresses = new LiveAddresses(director, plan.answered(), plan.virtual());
    wire =
        new NicWire(
            director.port(),
            this::open,
            () -> MachineInterface.isUp(plan.nic().name()),
            plan.answered(),
            plan.repairsChecksums(),
            new LiveNicEvents(this::say, this::nicIsBack, plan.nic().name()));
    loop = new RealClockLoop(director.simulation(), wire, this::answerQuestions, this::stoodStill);
    LiveMetrics metrics = new LiveMetrics(director, wire);
    status = new LiveStatus(director, wire, metrics, plan.metrics(), surroundings);
    traces = new LiveTraces(director, this::say);
    answers = new LiveAnswers(director, metrics, traces, this::takeNewAddresses);
  }

  private Nic open() throws NicException {
    MachineInterface now = MachineInterface.named(plan.nic().name());
    long mac = now == null ? plan.nic().mac() : now.mac();
    int mtu = now == null ? plan.nic().mtu() : now.mtu();
    NicOptions options =
        new NicOptions(
            NicFilter.of(mac, addresses.answered()),
            false,
            plan.immediate(),
            mtu + NicWire.ROOM_BEYOND_MTU,
            RING_BYTES,
            0);
    return Nics.open(plan.nic().name(), options, plan.backend());
  }

  /** Runs until it is stopped; the exit status. */
  int toTheEnd() throws BadInput, IOException {
    Thread atSignal = Thread.ofPlatform().unstarted(this::stopAtSignal);
    try {
      if (plan.output() != null) {
        traces.start(plan.output(), plan.traceLimits());
      }
      ControlSocket socket = ControlSocket.open(plan.control());
      control = socket;
      if (plan.prometheus() != null) {
        metricsServer = MetricsServer.open(plan.prometheus(), socket);
        say("metrics are at port " + metricsServer.port() + ", path /metrics");
      }
      Runtime.getRuntime().addShutdownHook(atSignal);
      say("running on " + plan.about() + "; lvsim ctl asks at " + plan.control());
      announce();
      status.begin();
      checkServers();
      stopAfter(plan.durationNanos());
      loop.run();
      tellSuccessor();
      close();
      exitStatus = ExitCode.PASSED;
    } finally {
      release();
      ended.countDown();
      forget(atSignal);
    }
    return exitStatus;
  }

  private void close() {
    wire.close();
    director.killAll();
    String traced = traces.end();
    if (!traced.isEmpty()) {
      say(traced);
    }
    status.end();
    surroundings.flush();
  }

  /** What must not be left behind, however it ends. */
  private void release() {
    if (metricsServer != null) {
      metricsServer.close();
    }
    if (control != null) {
      control.close();
    }
    traces.end();
    wire.close();
  }

  private void checkServers() {
    if (plan.checksServers()) {
      director.start("systemctl start ldirectord", "", this::sayOutput, this::sayOutput);
    }
  }

  private void sayOutput(byte[] bytes) {
    new String(bytes, StandardCharsets.UTF_8).lines().forEach(this::say);
  }

  private void stopAfter(long nanos) {
    if (nanos != Long.MAX_VALUE) {
      director.simulation().schedule(nanos, (payload, number) -> loop.stop());
    }
  }

  /** In the hook that SIGINT and SIGTERM run: a clean stop is a success, whatever the signal. */
  private void stopAtSignal() {
    loop.stop();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    surroundings.flush();
    Runtime.getRuntime().halt(exitStatus);
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // it runs: this process ends by it
    }
  }

  /** Tells everybody where the VIPs are, as {@code arping -U} does. */
  private void announce() {
    for (int vip : addresses.virtual()) {
      sendGratuitous(vip, director.nic().mac());
    }
    wire.flush();
  }

  private void tellSuccessor() {
    if (plan.successorMac() != 0) {
      for (int vip : addresses.virtual()) {
        sendGratuitous(vip, plan.successorMac());
      }
      wire.flush();
    }
  }

  private void sendGratuitous(int vip, long at) {
    long self = director.nic().mac();
    director
        .nic()
        .sendRaw(
            Arp.frame(MacAddress.BROADCAST, self, Arp.REQUEST, at, vip, MacAddress.BROADCAST, vip));
  }

  private void nicIsBack(Nic nic) {
    director.nic().setMac(nic.mac());
    announce();
  }

  private void stoodStill(long nanos) {
    say("the process stood still for %.1f s".formatted(nanos / 1e9));
  }

  private void answerQuestions() {
    if (control == null) {
      return;
    }
    for (ControlSocket.Asked asked = control.next(); asked != null; asked = control.next()) {
      answers.answer(asked);
    }
  }

  /** A service that was just added may have an address that no frame is let in for yet. */
  private String takeNewAddresses() {
    return addresses.takeNew(vip -> {
      wire.changeAddresses(addresses.answered());
      sendGratuitous(vip, director.nic().mac());
      say("answers for " + Ipv4Address.format(vip) + " too");
    });
  }

  private void say(String what) {
    status.say(what);
  }
}
