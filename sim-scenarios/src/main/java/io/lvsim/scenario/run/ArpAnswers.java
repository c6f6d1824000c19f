package io.lvsim.scenario.run;

import io.lvsim.link.Tap;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers which machines have answered ARP requests for which address. */
final class ArpAnswers {
  private final Map<Integer, Set<String>> byAddress = new LinkedHashMap<>();

  /** Watches a port of a machine. */
  Tap at(String machine) {
    return (outgoing, frame) -> {
      if (outgoing
          && Ethernet.type(frame) == Ethernet.TYPE_ARP
          && Arp.isWellFormed(frame)
          && Arp.operation(frame) == Arp.REPLY) {
        byAddress
            .computeIfAbsent(Arp.senderIp(frame), address -> new LinkedHashSet<>())
            .add(machine);
      }
    };
  }

  /** In the order of their first answers. */
  List<String> whoAnsweredFor(int address) {
    return new ArrayList<>(byAddress.getOrDefault(address, Set.of()));
  }

  void clear() {
    byAddress.clear();
  }
}
