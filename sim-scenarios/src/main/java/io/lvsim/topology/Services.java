package io.lvsim.topology;

import io.lvsim.daemon.httpd.Httpd;
import io.lvsim.daemon.ldirectord.Ldirectord;
import io.lvsim.daemon.whoami.Whoami;
import io.lvsim.lab.Machine;
import io.lvsim.lab.Unit;
import io.lvsim.shell.CommandTable;

/** Installs a machine's services and starts those that run from boot on. */
final class Services {
  private Services() {}

  static void install(Machine machine, HostSpec spec, CommandTable commands)
      throws TopologyException {
    machine.register(new Ldirectord(machine, commands));
    HttpdSpec httpd = spec.httpd();
    if (httpd != null) {
      machine.register(new Httpd(machine, httpd.ports()));
    }
    WhoamiSpec whoami = spec.whoami();
    if (whoami != null) {
      machine.register(new Whoami(machine, whoami.ports(), whoami.body()));
    }
    for (String name : spec.services()) {
      if (machine.unit(name) == null) {
        throw refused(machine, name, "there is no service " + name);
      }
    }
  }

  static void start(Machine machine, HostSpec spec) throws TopologyException {
    for (String name : spec.services()) {
      start(machine, name);
    }
  }

  private static void start(Machine machine, String name) throws TopologyException {
    Unit unit = machine.unit(name);
    String refusal = unit == null ? "" : machine.processes().begin(unit::start);
    if (!refusal.isEmpty()) {
      throw refused(machine, name, refusal);
    }
  }

  private static TopologyException refused(Machine machine, String name, String why) {
    return new TopologyException("hosts." + machine.name() + ".services." + name, why);
  }
}
