package io.lvsim.scenario.run;

import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Shell;
import java.util.LinkedHashMap;
import java.util.Map;

/** A terminal on each machine; each lives until its machine loses power. */
final class Terminals {
  private final Lab lab;
  private final int outputBytesPerStep;
  private final RunListener listener;
  private final CommandTable commands;
  private final Map<String, Terminal> byMachine = new LinkedHashMap<>();

  Terminals(Lab lab, CommandTable commands, int outputBytesPerStep, RunListener listener) {
    this.lab = lab;
    this.commands = commands;
    this.outputBytesPerStep = outputBytesPerStep;
    this.listener = listener;
  }

  /** The terminal on a machine, opened when it is first asked for. */
  Terminal of(String name) {
    return byMachine.computeIfAbsent(name, this::open);
  }

  private Terminal open(String name) {
    Machine machine = lab.machine(name);
    if (machine == null) {
      throw new LimitExceeded("there is no host " + name);
    }
    return new Terminal(machine, new Shell(machine, commands), outputBytesPerStep, listener);
  }

  /** A machine's terminal is gone; it shows nothing any more. */
  void hangUp(String name) {
    Terminal terminal = byMachine.remove(name);
    if (terminal != null) {
      terminal.hangUp();
    }
  }
}
