package io.lvsim.cli;

import io.lvsim.scenario.Scenario;
import io.lvsim.topology.HostSpec;
import io.lvsim.topology.InterfaceSpec;
import io.lvsim.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of a lab and the interface of this machine that is plugged into it.
 *
 * @param port such as {@code rs1.eth0}, or {@code lan.rs1} for the switch's end of that cable
 */
record Plug(String port, String iface) {
  /** Reads {@code rs1.eth0=veth3}. */
  static Plug parse(String text) throws BadInput {
    int equals = text.indexOf('=');
    if (equals <= 0 || equals == text.length() - 1 || text.indexOf('.') <= 0) {
      throw new BadInput("--plug " + text + ": it is such as rs1.eth0=veth3");
    }
    return new Plug(text.substring(0, equals), text.substring(equals + 1));
  }

  /** Reads all, of which none may be plugged twice. */
  static List<Plug> parseAll(List<String> texts) throws BadInput {
    List<Plug> plugs = new ArrayList<>();
    for (String text : texts) {
      Plug plug = parse(text);
      for (Plug other : plugs) {
        if (other.port().equals(plug.port()) || other.iface().equals(plug.iface())) {
          throw new BadInput("--plug " + text + ": that is plugged already, by " + other);
        }
      }
      plugs.add(plug);
    }
    return plugs;
  }

  /** Fails if a scenario's lab has no such port. */
  void require(Scenario scenario) throws BadInput {
    Topology topology = scenario.topology();
    if (topology == null) {
      throw new BadInput(
          scenario.file() + ": it only lists other scenarios; --plug needs one of those");
    }
    List<String> ports = new ArrayList<>();
    for (HostSpec host : topology.hosts()) {
      for (InterfaceSpec nic : host.interfaces()) {
        if (nic.kind() == InterfaceSpec.Kind.WIRE) {
          ports.add(host.name() + "." + nic.name());
        }
      }
    }
    boolean switches = topology.switches().stream().anyMatch(s -> port.startsWith(s.name() + "."));
    if (!ports.contains(port) && !switches) {
      throw new BadInput(
          "--plug " + this + ": the lab has no such port; it has " + String.join(", ", ports));
    }
  }

  @Override
  public String toString() {
    return port + "=" + iface;
  }
}
