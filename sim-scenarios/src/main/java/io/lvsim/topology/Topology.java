package io.lvsim.topology;

import io.lvsim.lab.OperatingSystem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a lab is made of, spelled out: a preset is only shorthand for it.
 *
 * @param switches in the order written
 * @param hosts in the order written, which is the order in which their cables are plugged
 * @param links what differs from an ordinary cable, by the interface behind it
 * @param roles who is the director and who the real servers; null where nobody can tell
 */
public record Topology(
    List<SwitchSpec> switches, List<HostSpec> hosts, List<LinkSpec> links, @Nullable Roles roles) {
  /** The host of a name, or null. */
  public @Nullable HostSpec host(String name) {
    for (HostSpec host : hosts) {
      if (host.name().equals(name)) {
        return host;
      }
    }
    return null;
  }

  /** The same topology with the programs of one distribution on every machine. */
  public Topology withSystem(OperatingSystem os) {
    List<HostSpec> changed = hosts.stream().map(host -> host.withSystem(os)).toList();
    return new Topology(switches, changed, links, roles);
  }
}
