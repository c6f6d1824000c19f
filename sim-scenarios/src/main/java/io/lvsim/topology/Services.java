package io.lvsim.topology;

import io.lvsim.lab.Machine;
import io.lvsim.lab.Unit;

/** Installs a machine's services and starts those that run from boot on. */
final class Services {
  private Services() {}

  static void install(Machine machine, HostSpec spec) throws TopologyException {
    for (String name : spec.services()) {
      start(machine, name);
    }
  }

  private static void start(Machine machine, String name) throws TopologyException {
    Unit unit = machine.unit(name);
    String refusal = unit == null ? "there is no service " + name : unit.start();
    if (!refusal.isEmpty()) {
      throw new TopologyException("hosts." + machine.name() + ".services." + name, refusal);
    }
  }
}
