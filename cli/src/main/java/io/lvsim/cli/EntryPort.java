package io.lvsim.cli;

import io.lvsim.scenario.Scenario;
import io.lvsim.topology.HostSpec;
import io.lvsim.topology.InterfaceSpec;
import io.lvsim.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port of a scenario's lab where frames enter. */
record EntryPort(String machine, String interfaceName) {
  /**
   * Reads {@code client1.eth0}.
   *
   * @param text null where the user did not say; the answer then tells which ports there are
   */
  static EntryPort of(Scenario scenario, @Nullable String text) throws BadInput {
    Topology topology = scenario.topology();
    if (topology == null) {
      throw new BadInput(
          scenario.file() + ": it only lists other scenarios; replay into one of those");
    }
    List<String> ports = ports(topology);
    if (text == null) {
      throw new BadInput("say where the frames enter: --at " + String.join("|", ports));
    }
    if (!ports.contains(text)) {
      throw new BadInput(
          "--at " + text + ": the lab has no such port; it has " + String.join(", ", ports));
    }
    int dot = text.lastIndexOf('.');
    return new EntryPort(text.substring(0, dot), text.substring(dot + 1));
  }

  private static List<String> ports(Topology topology) {
    List<String> ports = new ArrayList<>();
    for (HostSpec host : topology.hosts()) {
      for (InterfaceSpec spec : host.interfaces()) {
        if (spec.kind() == InterfaceSpec.Kind.WIRE) {
          ports.add(host.name() + "." + spec.name());
        }
      }
    }
    return ports;
  }

  @Override
  public String toString() {
    return machine + "." + interfaceName;
  }
}
