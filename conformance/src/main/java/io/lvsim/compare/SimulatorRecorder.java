package io.lvsim.compare;

import io.lvsim.compare.RunRecord.SeenFrame;
import io.lvsim.compare.RunRecord.StepView;
import io.lvsim.engine.Nanos;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.kernel.LabRecord.Look;
import io.lvsim.kernel.LabRecord.MachineLook;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records the simulator's run of one scenario, which is no collection. */
public final class SimulatorRecorder implements RunListener {
  /**
   * Meanwhile frames on their way arrive, and timers that a kernel rounds up to its ticks go off on
   * both sides; on the kernel as much time passes.
   */
  private static final long LOOKING_TAKES_NANOS = 50 * Nanos.PER_MILLI;

  private final List<StepView> steps = new ArrayList<>();
  private final List<SeenFrame> frames = new ArrayList<>();
  private final Set<Port> tapped = new LinkedHashSet<>();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private @Nullable Lab lab;
  private String error = "";

  @Override
  public void labBuilt(Scenario scenario, Lab built) {
    lab = built;
    tapAll(built);
  }

  private void tapAll(Lab here) {
    for (Machine machine : here.machines()) {
      for (Interface nic : machine.host().interfaces()) {
        Port port = nic.port();
        if (port != null && tapped.add(port)) {
          String name = machine.name() + "." + nic.name();
          port.addTap((outgoing, frame) ->
              frames.add(new SeenFrame(name, here.simulation().now(), outgoing, frame)));
        }
      }
    }
  }

  @Override
  public void output(String machine, byte[] bytes) {
    shown.writeBytes(bytes);
  }

  @Override
  public void stepEnded(StepResult result) {
    List<String> lines = shown.toString(StandardCharsets.UTF_8).lines().toList();
    shown.reset();
    Lab here = lab;
    if (here != null) {
      here.simulation().runUntil(here.simulation().now() + LOOKING_TAKES_NANOS);
      tapAll(here);
      steps.add(new StepView(result.number(), result.step(), lines, result.status(), look(here)));
    }
  }

  @Override
  public void scenarioEnded(RunResult result) {
    error = result.error();
  }

  private static Look look(Lab lab) {
    Map<String, MachineLook> machines = new LinkedHashMap<>();
    for (Machine machine : lab.machines()) {
      if (machine.host().isOn()) {
        machines.put(machine.name(), look(machine));
      }
    }
    Map<String, Map<Long, String>> switches = new LinkedHashMap<>();
    for (Switch lan : lab.switches()) {
      Map<Long, String> ports = new LinkedHashMap<>();
      lan.entries().forEach(entry -> ports.put(entry.mac(), entry.port()));
      switches.put(lan.name(), ports);
    }
    return new Look(machines, switches);
  }

  private static MachineLook look(Machine machine) {
    return new MachineLook(
        text(machine, "/proc/net/arp"),
        text(machine, "/proc/net/ip_vs"),
        text(machine, "/proc/net/ip_vs_conn"),
        Map.of(),
        Map.of());
  }

  private static String text(Machine machine, String path) {
    try {
      return new String(machine.files().read(path), StandardCharsets.UTF_8);
    } catch (HostException e) {
      return "";
    }
  }

  /** What was recorded. */
  public RunRecord record() {
    return new RunRecord(error, List.copyOf(steps), List.copyOf(frames));
  }
}
