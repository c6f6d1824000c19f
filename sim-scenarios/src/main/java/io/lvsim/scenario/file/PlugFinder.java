package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import io.lvsim.topology.HostSpec;
import io.lvsim.topology.InterfaceSpec;
import io.lvsim.topology.Topology;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the interface with a cable that a text such as {@code rs1.eth0} names. */
final class PlugFinder {
  private PlugFinder() {}

  /** The interface; null, with a problem, if there is no such one. */
  static Names.@Nullable Plug find(
      Reading reading, Position position, String text, Topology topology) {
    Optional<Names.Plug> plug = Names.plug(text);
    if (plug.isEmpty()) {
      reading
          .problems()
          .add(position, "'" + text + "' is not a link; expected HOST.INTERFACE like rs1.eth0");
      return null;
    }
    HostSpec host = HostFinder.find(reading, position, plug.get().host(), topology);
    if (host == null) {
      return null;
    }
    List<String> wires =
        host.interfaces().stream()
            .filter(nic -> nic.kind() == InterfaceSpec.Kind.WIRE)
            .map(InterfaceSpec::name)
            .toList();
    String name = plug.get().interfaceName();
    if (!wires.contains(name)) {
      String message = "host " + host.name() + " has no interface '" + name + "' with a cable";
      reading.problems().add(position, message + Suggestion.phrase(name, wires));
      return null;
    }
    return plug.get();
  }
}
