package io.lvsim.scenario.run;

import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Port;
import io.lvsim.topology.Roles;
import io.lvsim.topology.Topology;
import java.util.LinkedHashSet;
import java.util.Set;

/** Those who watch the lab, so that checks can ask what has happened since the start or a mark. */
final class Witnesses {
  private final Decisions decisions = new Decisions();
  private final WireCounts wire;
  private final Set<Port> watched = new LinkedHashSet<>();

  Witnesses(Lab lab, Topology topology) {
    Roles roles = topology.roles();
    wire = new WireCounts(new LabDirectors(lab, roles), roles);
    lab.trace().add(decisions);
    lab.machines().forEach(this::watch);
  }

  /** Watches a machine's ports, unless they are watched already. */
  void watch(Machine machine) {
    for (Interface nic : machine.host().interfaces()) {
      Port port = nic.port();
      if (port != null && watched.add(port)) {
        port.addTap(wire.at(machine.name(), nic.mac()));
      }
    }
  }

  /** What is counted begins anew from here. */
  void beginAnew() {
    wire.beginAnew();
  }

  Decisions decisions() {
    return decisions;
  }

  /** What is counted on the wires. */
  WireCounts wire() {
    return wire;
  }
}
