package io.lvsim.cli;

import io.lvsim.live.Fanout;
import io.lvsim.live.MachineInterface;
import io.lvsim.live.NicEvents;
import io.lvsim.live.NicFilter;
import io.lvsim.live.NicWire;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.nic.NicOptions;
import io.lvsim.nic.Nics;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A director that runs on a NIC, from opening it to the summary at the end. */
final class LiveRun {
  private static final int RING_BYTES = 16 << 20;

  private final LivePlan plan;
  private final Surroundings surroundings;
  private final LiveAddresses addresses;
  private final LiveNicEvents nicEvents;
  private final Fanout fanout;
  private final LiveCrew crew;
  private final LiveDirector director;
  private final NicWire wire;
  private final LiveStatus status;
  private final LiveAnswers answers;
  private final FirstWorkersChanges changes;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable ControlSocket control;
  private @Nullable MetricsServer metricsServer;
  private volatile int exitStatus = ExitCode.INTERNAL_ERROR;

  /**
   * @param directors one for each worker, all alike
   */
  LiveRun(List<LiveDirector> directors, LivePlan plan, Surroundings surroundings)
      throws NicException, IOException {
    this.plan = plan;
    this.surroundings = surroundings;
    director = directors.getFirst();
    addresses = new LiveAddresses(director, plan.answered(), plan.virtual());
    nicEvents = new LiveNicEvents(this::say, this::nicIsBack, plan.nic().name());
    fanout = new Fanout(plan.choice(), this::openAll);
    crew = new LiveCrew(workers(directors));
    wire = crew.first().wire();
    changes = new FirstWorkersChanges(crew, plan.choice().mask());
    if (directors.size() > 1) {
      director.machine().ipvs().follow(changes);
    }
    status = new LiveStatus(crew, plan.nic().name(), plan.metrics(), surroundings);
    answers = new LiveAnswers(crew, this::afterIpvsadm);
  }

  private List<LiveWorker> workers(List<LiveDirector> directors) throws NicException {
    if (directors.size() == 1) {
      NicWire alone =
          new NicWire(
              director.port(),
              this::open,
              this::linkIsUp,
              plan.answered(),
              plan.repairsChecksums(),
              nicEvents);
      return List.of(leading(alone, ""));
    }
    List<LiveWorker> workers = new ArrayList<>();
    for (int i = 0; i < directors.size(); i++) {
      workers.add(worker(directors.get(i), i));
    }
    return workers;
  }

  private LiveWorker worker(LiveDirector its, int number) throws NicException {
    NicWire part =
        new NicWire(
            its.port(),
            fanout.member(number),
            this::linkIsUp,
            plan.answered(),
            plan.repairsChecksums(),
            number == 0 ? nicEvents : new FollowingNicEvents(its, this::letFirstSay));
    String traces = "worker-" + (number + 1);
    return number == 0 ? leading(part, traces) : following(its, part, traces);
  }

  private LiveWorker leading(NicWire its, String traces) {
    return new LiveWorker(
        director,
        its,
        new LiveTraces(director, traces, this::say),
        this::answerQuestions,
        this::stoodStill);
  }

  private LiveWorker following(LiveDirector its, NicWire part, String traces) {
    return new LiveWorker(its, part, new LiveTraces(its, traces, this::say), () -> {}, nanos -> {});
  }

  private boolean linkIsUp() {
    return MachineInterface.isUp(plan.nic().name());
  }

  private void letFirstSay(Consumer<NicEvents> what) {
    crew.first().post(() -> what.accept(nicEvents));
  }

  private Nic open() throws NicException {
    return Nics.open(plan.nic().name(), nicOptions(), plan.backend());
  }

  private List<Nic> openAll(int count, long[] program) throws NicException {
    return Nics.openGroup(plan.nic().name(), nicOptions(), count, program);
  }

  private NicOptions nicOptions() {
    MachineInterface now = MachineInterface.named(plan.nic().name());
    long mac = now == null ? plan.nic().mac() : now.mac();
    int mtu = now == null ? plan.nic().mtu() : now.mtu();
    return new NicOptions(
        NicFilter.of(mac, addresses.answered()),
        false,
        plan.immediate(),
        mtu + NicWire.ROOM_BEYOND_MTU,
        RING_BYTES,
        0);
  }

  /** Runs until it is stopped; the exit status. */
  int toTheEnd() throws BadInput, IOException {
    Thread atSignal = Thread.ofPlatform().unstarted(this::stopAtSignal);
    try {
      if (plan.output() != null) {
        for (LiveWorker worker : crew.all()) {
          worker.traces().start(plan.output(), plan.traceLimits());
        }
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
      crew.run();
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
    crew.all().forEach(worker -> worker.close(this::say));
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
    crew.all().forEach(LiveWorker::release);
    fanout.close();
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
      director.simulation().schedule(nanos, (payload, number) -> crew.stop());
    }
  }

  /** In the hook that SIGINT and SIGTERM run: a clean stop is a success, whatever the signal. */
  private void stopAtSignal() {
    crew.stop();
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

  private String afterIpvsadm() {
    return takeNewAddresses() + changes.takeRefusal();
  }

  /** A service that was just added may have an address that no frame is let in for yet. */
  private String takeNewAddresses() {
    return addresses.takeNew(vip -> {
      int[] answered = addresses.answered();
      wire.changeAddresses(answered);
      crew.tellOthers(worker -> worker.addVip(vip, answered));
      sendGratuitous(vip, director.nic().mac());
      say("answers for " + Ipv4Address.format(vip) + " too");
    });
  }

  private void say(String what) {
    status.say(what);
  }
}
