package io.lvsim.daemon.ldirectord;

import io.lvsim.process.Process;
import java.util.List;

/** With fork = yes: a process that checks the real servers of one virtual service. */
final class CheckingChild {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int TERM = 15;

  private final Instance instance;
  private final Virtual virtual;
  private final Checks checks;

  private CheckingChild(Instance instance, Virtual virtual) {
    this.instance = instance;
    this.virtual = virtual;
    ShellCommands shell = new ShellCommands(instance);
    Availability availability = new Availability(instance, new DirectorTable(instance), shell);
    availability.serve(List.of(virtual), instance.config());
    checks = new Checks(instance, availability, shell);
  }

  /** Starts it; from then on it has a memory of its own. */
  static CheckingChild start(Instance parent, Virtual virtual) {
    Instance forked = parent.forked(parent.machine.nextProcessId());
    CheckingChild child = new CheckingChild(forked, virtual.copy());
    String name = parent.machine.name() + " ldirectord " + virtual.id();
    forked.setProcess(Process.start(parent.process().simulation(), name, self -> child.live()));
    return child;
  }

  int processId() {
    return instance.processId;
  }

  boolean ended() {
    return instance.process().ended();
  }

  void kill() {
    instance.process().kill(TERM);
  }

  private int live() {
    int own = virtual.config.checkIntervalSeconds;
    while (instance.machine.host().isOn()) {
      virtual.reals.forEach(real -> checks.check(virtual, real));
      int seconds = own == VirtualConfig.UNSET ? instance.config().checkIntervalSeconds : own;
      instance.process().sleep(seconds * NANOS_PER_SECOND);
    }
    return 0;
  }
}
