package io.lvsim.report.story;

import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.report.story.StoryNode.Role;
import io.lvsim.report.story.StoryNode.StoryPort;
import io.lvsim.topology.Roles;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The machines and switches of a lab with their ports and cables. */
final class LabNodes {
  private LabNodes() {}

  /**
   * @param roles who plays which part; null where nobody can tell
   */
  static List<StoryNode> of(Lab lab, @Nullable Roles roles) {
    List<StoryNode> nodes = new ArrayList<>();
    Map<String, List<StoryPort>> switchPorts = new LinkedHashMap<>();
    for (Machine machine : lab.machines()) {
      List<StoryPort> ports = new ArrayList<>();
      for (Interface nic : machine.host().interfaces()) {
        Port port = nic.port();
        if (port != null) {
          Port peer = peer(lab.cable(machine.name(), nic.name()), port);
          String at = peer == null ? "" : peer.fullName();
          ports.add(new StoryPort(nic.name(), MacAddress.format(nic.mac()), at));
          if (peer != null) {
            switchPorts
                .computeIfAbsent(peer.node(), node -> new ArrayList<>())
                .add(new StoryPort(peer.name(), "", port.fullName()));
          }
        }
      }
      nodes.add(new StoryNode(machine.name(), role(machine, ports, roles), List.copyOf(ports)));
    }
    for (Switch lan : lab.switches()) {
      List<StoryPort> ports = switchPorts.getOrDefault(lan.name(), List.of());
      nodes.add(new StoryNode(lan.name(), Role.SWITCH, List.copyOf(ports)));
    }
    return List.copyOf(nodes);
  }

  private static @Nullable Port peer(@Nullable Cable cable, Port port) {
    if (cable == null) {
      return null;
    }
    List<Port> ends = cable.ends();
    return ends.getFirst() == port ? ends.getLast() : ends.getFirst();
  }

  private static Role role(Machine machine, List<StoryPort> ports, @Nullable Roles roles) {
    if (roles != null && roles.directors().contains(machine.name())) {
      return Role.DIRECTOR;
    }
    if (roles != null && roles.realServers().contains(machine.name())) {
      return Role.SERVER;
    }
    return ports.size() > 1 ? Role.ROUTER : Role.CLIENT;
  }
}
