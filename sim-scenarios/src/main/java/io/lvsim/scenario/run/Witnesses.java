package io.lvsim.scenario.run;

import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Port;
import io.lvsim.topology.Roles;
import io.lvsim.topology.Topology;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those who watch the lab, so that checks can ask what has happened since the start or a mark. */
final class Witnesses {
  private final Decisions decisions = new Decisions();
  private final ArpAnswers arpAnswers = new ArpAnswers();
  private final RequestCount requests;
  private final @Nullable BypassCount bypass;
  private final @Nullable Roles roles;
  private final Set<Port> watched = new LinkedHashSet<>();

  Witnesses(Lab lab, Topology topology) {
    roles = topology.roles();
    requests = new RequestCount(new Directors(lab, roles));
    bypass = roles == null ? null : new BypassCount(roles.vip(), new Directors(lab, roles));
    lab.trace().add(decisions);
    lab.machines().forEach(this::watch);
  }

  /** Watches a machine's ports, unless they are watched already. */
  void watch(Machine machine) {
    for (Interface nic : machine.host().interfaces()) {
      Port port = nic.port();
      if (port != null && watched.add(port)) {
        port.addTap(arpAnswers.at(machine.name()));
        port.addTap(requests.at(machine.name()));
        if (bypass != null && roles != null && roles.realServers().contains(machine.name())) {
          port.addTap(bypass.at(nic.mac()));
        }
      }
    }
  }

  /** What is counted begins anew from here. */
  void beginAnew() {
    arpAnswers.clear();
    requests.clear();
    if (bypass != null) {
      bypass.clear();
    }
  }

  Decisions decisions() {
    return decisions;
  }

  ArpAnswers arpAnswers() {
    return arpAnswers;
  }

  RequestCount requests() {
    return requests;
  }

  /** Null where nobody knows who the director is. */
  @Nullable BypassCount bypass() {
    return bypass;
  }
}
