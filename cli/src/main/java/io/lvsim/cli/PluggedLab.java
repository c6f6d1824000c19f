package io.lvsim.cli;

import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.live.Admission;
import io.lvsim.live.PluggedPort;
import io.lvsim.live.PluggedWires;
import io.lvsim.live.PortAdmission;
import io.lvsim.nic.NicBackend;
import io.lvsim.nic.NicException;
import io.lvsim.nic.NicOptions;
import io.lvsim.nic.NicState;
import io.lvsim.nic.Nics;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.run.Outside;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.StepResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Interfaces of this machine plugged into ports of a lab: what was on the other end of each port's
 * cable is cut off. After the steps the lab goes on as long as asked.
 */
final class PluggedLab implements Outside, RunListener, AutoCloseable {
  private static final int RING_BYTES = 4 << 20;
  private static final long GOODBYE_SECONDS = 10;

  private final List<Plug> plugs;
  private final long stayNanos;
  private final boolean repairsChecksums;
  private final @Nullable NicBackend backend;
  private final Surroundings surroundings;
  private final PluggedWires wires = new PluggedWires();
  private final Set<String> told = new LinkedHashSet<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread atSignal = new Thread(this::stopAtSignal, "interrupt");
  private volatile boolean interrupted;
  private volatile boolean staying;
  private volatile int exitStatus = ExitCode.INTERRUPTED;

  PluggedLab(PlugOptions options, Surroundings surroundings) throws BadInput {
    plugs = options.plugs();
    stayNanos = options.stayNanos();
    repairsChecksums = options.repairsChecksums();
    backend = options.backend();
    this.surroundings = surroundings;
  }

  /** Fails if a scenario's lab or this machine has not what is to be plugged. */
  void require(Scenario scenario) throws BadInput {
    for (Plug plug : plugs) {
      plug.require(scenario);
      PlugChecks.requireInterface(plug);
      PlugChecks.warnings(plug.iface()).forEach(w -> say("warning: " + w));
    }
  }

  @Override
  public void plugInto(Lab lab) {
    List<String> problems = PlugChecks.commonAddresses(lab);
    if (!problems.isEmpty()) {
      throw new PlugException(String.join("\n", problems));
    }
    Runtime.getRuntime().addShutdownHook(atSignal);
    for (Plug plug : plugs) {
      try {
        plug(lab, plug);
      } catch (NicException e) {
        throw new PlugException("--plug " + plug + ": " + e.getMessage());
      }
    }
  }

  private void plug(Lab lab, Plug plug) throws NicException {
    Cable cable = cableOf(lab, plug.port());
    List<Port> ends = cable.ends();
    boolean left = ends.getFirst().fullName().equals(plug.port());
    Port port = left ? ends.getFirst() : ends.getLast();
    Port other = left ? ends.getLast() : ends.getFirst();
    NicOptions options =
        new NicOptions("", true, backend != NicBackend.PCAP4J, 65_536, RING_BYTES, 0);
    wires.add(
        new PluggedPort(
            port,
            () -> Nics.open(plug.iface(), options, backend),
            () -> NicState.isUp(plug.iface()),
            macOf(lab, port),
            repairsChecksums,
            new LiveNicEvents(this::say, nic -> {}, plug.iface()),
            wires.queue()));
    cable.setUp(false);
    boolean bothEnds = plugs.stream().anyMatch(p -> p.port().equals(other.fullName()));
    say(
        plug.port()
            + " is plugged into "
            + plug.iface()
            + (bothEnds
                ? ""
                : "; " + other.fullName() + ", at the other end of its cable, is cut off"));
  }

  private static Cable cableOf(Lab lab, String fullName) {
    for (Cable cable : lab.cables()) {
      if (cable.ends().stream().anyMatch(end -> end.fullName().equals(fullName))) {
        return cable;
      }
    }
    throw new PlugException("--plug " + fullName + ": the lab has no cable there");
  }

  /** A machine's port gets what is for its MAC, a switch's and a bridge's everything. */
  private static LongSupplier macOf(Lab lab, Port port) {
    if (lab.machine(port.node()) == null) {
      return () -> PortAdmission.EVERYTHING;
    }
    return () -> {
      Machine machine = lab.machine(port.node());
      Interface nic = machine == null ? null : machine.host().interfaceNamed(port.name());
      return nic == null || nic.master() != null ? PortAdmission.EVERYTHING : nic.mac();
    };
  }

  @Override
  public boolean exchange(long nanos) {
    return wires.exchange(nanos);
  }

  @Override
  public void deliver() {
    wires.deliver();
  }

  @Override
  public boolean isInterrupted() {
    return interrupted;
  }

  @Override
  public void stepEnded(StepResult result) {
    surroundings.flush();
  }

  @Override
  public void stepsEnded(Scenario scenario, Lab lab) {
    for (String problem : PlugChecks.commonAddresses(lab)) {
      if (told.add(problem)) {
        say("warning: " + problem);
      }
    }
    if (stayNanos > 0 && !interrupted) {
      staying = true;
      say(
          "the steps are done; the lab goes on"
              + (stayNanos == Long.MAX_VALUE ? " until Ctrl-C" : ""));
      surroundings.flush();
      wires.run(lab.simulation(), stayNanos, () -> interrupted);
    }
    tellCounts();
    wires.close();
  }

  private void tellCounts() {
    List<PluggedPort> all = wires.all();
    for (int i = 0; i < all.size(); i++) {
      PluggedPort wire = all.get(i);
      say(
          String.format(
              Locale.ROOT,
              "%s: %d frames came in, %d went out, %d not sent%s",
              plugs.get(i),
              wire.of(Admission.Verdict.ADMITTED),
              wire.sent(),
              wire.unsent(),
              refused(wire)));
    }
  }

  private static String refused(PluggedPort wire) {
    List<String> reasons = new ArrayList<>();
    for (Admission.Verdict verdict : Admission.Verdict.values()) {
      if (verdict != Admission.Verdict.ADMITTED && wire.of(verdict) > 0) {
        reasons.add("; refused " + wire.of(verdict) + " " + verdict.meaning());
      }
    }
    return String.join("", reasons);
  }

  private void say(String what) {
    surroundings.err().println("lvsim: " + what);
    surroundings.err().flush();
  }

  /** In the hook that SIGINT and SIGTERM run. */
  private void stopAtSignal() {
    interrupted = true;
    try {
      boolean unused = ended.await(GOODBYE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    surroundings.flush();
    Runtime.getRuntime().halt(exitStatus);
  }

  /** The run has ended, with an exit status; one that is stopped while it stays is a clean end. */
  int end(int status) {
    exitStatus = interrupted && !staying ? ExitCode.INTERRUPTED : status;
    return exitStatus;
  }

  @Override
  public void close() {
    wires.close();
    surroundings.flush();
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(atSignal);
    } catch (IllegalStateException e) {
      return; // it runs: this process ends by it
    }
  }
}
