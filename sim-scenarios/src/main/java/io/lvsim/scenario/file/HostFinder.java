package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import io.lvsim.topology.HostSpec;
import io.lvsim.topology.Topology;
import org.jspecify.annotations.Nullable;

/** Finds the host that a name means. */
final class HostFinder {
  private HostFinder() {}

  /** The host; null, with a problem, if there is none. */
  static @Nullable HostSpec find(
      Reading reading, Position position, String name, Topology topology) {
    HostSpec host = topology.host(name);
    if (host == null) {
      var names = topology.hosts().stream().map(HostSpec::name).toList();
      reading
          .problems()
          .add(position, "there is no host '" + name + "'" + Suggestion.phrase(name, names));
    }
    return host;
  }
}
