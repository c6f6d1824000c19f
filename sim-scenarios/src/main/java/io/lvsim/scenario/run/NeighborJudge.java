package io.lvsim.scenario.run;

import io.lvsim.host.NeighborEntry;
import io.lvsim.lab.Machine;
import io.lvsim.scenario.Check;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges what a machine's neighbour cache holds. */
final class NeighborJudge {
  private final Stations stations;
  private final Machine machine;

  NeighborJudge(Stations stations, Machine machine) {
    this.stations = stations;
    this.machine = machine;
  }

  @Nullable String judge(Check.Neighbor check) {
    NeighborEntry entry = find(check.address());
    if (entry == null) {
      return check.is().equals("none") ? null : sentence(check, "no MAC address");
    }
    String mac = MacAddress.format(entry.mac());
    String name = stations.nameOf(entry.mac());
    if (check.is().equals(name) || check.is().toLowerCase(Locale.ROOT).equals(mac)) {
      return null;
    }
    return sentence(check, mac + " (" + name + ", " + entry.state() + ")");
  }

  /** The entry whose MAC may be used. */
  private @Nullable NeighborEntry find(int address) {
    for (NeighborEntry entry : machine.host().neighbors().entries()) {
      if (entry.address() == address && entry.state().isValid()) {
        return entry;
      }
    }
    return null;
  }

  private String sentence(Check.Neighbor check, String found) {
    return machine.name()
        + "'s neighbour cache holds "
        + found
        + " for "
        + Ipv4Address.format(check.address())
        + "; expected "
        + check.is();
  }
}
