package io.lvsim.audit;

import io.lvsim.wire.Arp;
import io.lvsim.wire.MacAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The first look at the captures: learns which MAC addresses are whose. A director is who gets
 * packets for a virtual address and sends the same packets on by the same interface, with a TTL
 * that is one less; a router on one leg does that too, but it sends them on to a director.
 */
final class Learning {
  private static final int PACKETS_MAX = 1 << 16;

  private final Cluster cluster;
  private final Neighborhood neighborhood;
  private final Map<Long, Arrival> arrivals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Arrival> eldest) {
          return size() > PACKETS_MAX;
        }
      };
  private final SortedMap<Long, SortedSet<Long>> forwards = new TreeMap<>();

  /** At whom a packet arrived last, with what TTL. */
  private record Arrival(long at, int ttl) {}

  Learning(Cluster cluster, Neighborhood neighborhood) {
    this.cluster = cluster;
    this.neighborhood = neighborhood;
  }

  void look(WirePacket packet) {
    if (packet.arp) {
      neighborhood.noteAddress(Arp.senderMac(packet.frame), Arp.senderIp(packet.frame));
      return;
    }
    if (!packet.hasPorts || MacAddress.isMulticast(packet.to())) {
      return;
    }
    if (!neighborhood.isVirtual(packet.destination) && cluster.serviceOf(packet) != null) {
      neighborhood.noteVirtual(packet.destination);
    }
    if (neighborhood.isVirtual(packet.destination)) {
      lookForForward(packet);
    }
  }

  private void lookForForward(WirePacket packet) {
    Arrival arrival = arrivals.put(packet.identity(), new Arrival(packet.to(), packet.ttl));
    boolean goesOn =
        arrival != null
            && arrival.at() == packet.from()
            && arrival.at() != packet.to()
            && arrival.ttl() - 1 == packet.ttl;
    if (goesOn) {
      forwards.computeIfAbsent(packet.from(), m -> new TreeSet<>()).add(packet.to());
    }
  }

  /** Draws the conclusions. */
  void conclude() {
    boolean told = neighborhood.knowsDirector();
    for (Map.Entry<Long, SortedSet<Long>> forward : forwards.entrySet()) {
      boolean isRouter = forward.getValue().stream().anyMatch(forwards::containsKey);
      if (!told && !isRouter) {
        neighborhood.noteDirector(forward.getKey());
      }
      if (neighborhood.isDirector(forward.getKey())) {
        forward.getValue().forEach(neighborhood::noteServer);
      }
    }
    neighborhood.settle();
  }
}
