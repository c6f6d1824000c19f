package io.lvsim.scenario.run;

import io.lvsim.scenario.Check;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges what a machine's neighbour cache holds. */
final class NeighborJudge {
  private final Observed lab;

  NeighborJudge(Observed lab) {
    this.lab = lab;
  }

  @Nullable String judge(Check.Neighbor check) {
    Observed.Neighbor entry = lab.neighbor(check.on(), check.address());
    if (entry == null) {
      return check.is().equals("none") ? null : sentence(check, "no MAC address");
    }
    String mac = MacAddress.format(entry.mac());
    String name = lab.nameOf(entry.mac());
    if (check.is().equals(name) || check.is().toLowerCase(Locale.ROOT).equals(mac)) {
      return null;
    }
    return sentence(check, mac + " (" + name + ", " + entry.state() + ")");
  }

  private String sentence(Check.Neighbor check, String found) {
    return check.on()
        + "'s neighbour cache holds "
        + found
        + " for "
        + Ipv4Address.format(check.address())
        + "; expected "
        + check.is();
  }
}
