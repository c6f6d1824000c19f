package io.lvsim.scenario.file;

import io.lvsim.lab.OperatingSystem;
import io.lvsim.link.Switch;
import io.lvsim.scenario.Position;
import io.lvsim.topology.LinkSpec;
import io.lvsim.topology.Roles;
import io.lvsim.topology.SwitchSpec;
import io.lvsim.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A topology while it is read. */
final class TopologyDraft {
  final Position position;
  OperatingSystem os = OperatingSystem.DEBIAN_12;
  final Map<String, Long> switchAgingNanos = new LinkedHashMap<>();
  final Map<String, HostDraft> hosts = new LinkedHashMap<>();
  final List<LinkSpec> links = new ArrayList<>();
  @Nullable Roles roles;

  TopologyDraft(Position position) {
    this.position = position;
  }

  void addSwitch(String name) {
    switchAgingNanos.putIfAbsent(name, Switch.DEFAULT_AGING_NANOS);
  }

  HostDraft addHost(String name, Position at) {
    return hosts.computeIfAbsent(name, missing -> new HostDraft(missing, at, os));
  }

  Topology topology() {
    List<SwitchSpec> switches = new ArrayList<>();
    switchAgingNanos.forEach((name, aging) -> switches.add(new SwitchSpec(name, aging)));
    return new Topology(
        List.copyOf(switches),
        hosts.values().stream().map(HostDraft::spec).toList(),
        List.copyOf(links),
        roles);
  }
}
