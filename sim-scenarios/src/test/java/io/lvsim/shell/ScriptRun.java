package io.lvsim.shell;

import io.lvsim.command.AllCommands;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.process.Process;
import io.lvsim.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A machine with a terminal on which tests run scripts. */
final class ScriptRun {
  private static final long LIMIT_NANOS = 3_600_000_000_000L;

  private final Simulation simulation = new Simulation(1);
  private final Machine machine;
  private final Shell shell;

  ScriptRun() {
    Trace trace = new Trace(simulation);
    Lab lab = new Lab(simulation, trace);
    machine = new Machine(lab, new Host(simulation, trace, "client"), OperatingSystem.DEBIAN_12);
    lab.add(machine);
    shell = new Shell(machine, AllCommands.table());
  }

  /**
   * What came of a script.
   *
   * @param terminal standard output and error as they came
   * @param nanos how much virtual time it took
   */
  record Result(String out, String err, String terminal, int status, boolean ended, long nanos) {}

  /** Runs one script on a machine of its own. */
  static Result of(String script) {
    return new ScriptRun().run(script);
  }

  Machine machine() {
    return machine;
  }

  Simulation simulation() {
    return simulation;
  }

  Shell shell() {
    return shell;
  }

  /** Runs a script until it ends, or an hour of virtual time has passed. */
  Result run(String script) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    long startedAtNanos = simulation.now();
    Process process =
        shell.start(
            script,
            bytes -> {
              out.writeBytes(bytes);
              both.writeBytes(bytes);
            },
            bytes -> {
              err.writeBytes(bytes);
              both.writeBytes(bytes);
            });
    while (!process.ended() && simulation.step(startedAtNanos + LIMIT_NANOS)) {
      // each step lets something happen
    }
    boolean ended = process.ended();
    if (!ended) {
      process.kill(9);
      simulation.runFor(0);
    }
    return new Result(
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        both.toString(StandardCharsets.UTF_8),
        process.exitStatus(),
        ended,
        simulation.now() - startedAtNanos);
  }
}
