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
 * The first look at the captures: learns which MAC addresses are whose. Who gets packets for a
 * virtual address and sends the same packets on, with a TTL that is one less, is a director or a
 * router. {@link Hops} tells one from the other.
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
  private final Hops hops;
  private final SortedMap<Long, SortedSet<Long>> sendersToServers = new TreeMap<>();

  /** At whom a packet arrived last, from whom, with what TTL. */
  private record Arrival(long from, long at, int ttl) {
    boolean tellsAsMuch(WirePacket packet) {
      return ttl == packet.ttl && from == packet.from() && packet.to() == LinkLayer.UNKNOWN;
    }

    /** Where one machine captures all it gets and sends, it may be that no receiver is known. */
    boolean goesOnAs(WirePacket packet) {
      return ttl - 1 == packet.ttl
          && packet.from() != LinkLayer.UNKNOWN
          && from != packet.from()
          && (at != packet.to() || packet.to() == LinkLayer.UNKNOWN);
    }
  }

  Learning(Cluster cluster, Neighborhood neighborhood) {
    this.cluster = cluster;
    this.neighborhood = neighborhood;
    hops = new Hops(neighborhood);
  }

  void look(WirePacket packet) {
    if (packet.arp) {
      lookAtArp(packet.frame);
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

  private void lookAtArp(byte[] frame) {
    int address = Arp.senderIp(frame);
    if (neighborhood.isVirtual(address)) {
      hops.claimed(Arp.senderMac(frame));
    }
    neighborhood.noteAddress(Arp.senderMac(frame), address);
  }

  private void lookForForward(WirePacket packet) {
    Arrival before = arrivals.get(packet.identity());
    if (before == null || !before.tellsAsMuch(packet)) {
      arrivals.put(packet.identity(), new Arrival(packet.from(), packet.to(), packet.ttl));
    }
    if (before != null && before.goesOnAs(packet)) {
      boolean otherArm = before.at() != LinkLayer.UNKNOWN && before.at() != packet.from();
      hops.add(otherArm ? before.at() : packet.from(), packet.from(), packet.to());
    } else if (sendersToServers.size() < PACKETS_MAX) {
      sendersToServers.computeIfAbsent(packet.from(), m -> new TreeSet<>()).add(packet.to());
    }
  }

  /** Draws the conclusions. */
  void conclude() {
    hops.conclude();
    neighborhood.settle();
    if (!neighborhood.knowsDirector()) {
      sendersToServers.forEach(this::noteSender);
    }
  }

  /** Who sends to several real servers may well be the director. */
  private void noteSender(long from, SortedSet<Long> receivers) {
    long servers = receivers.stream().filter(neighborhood::isServer).count();
    if (servers > 1 && from != LinkLayer.UNKNOWN) {
      neighborhood.noteCandidate(
          MacAddress.format(from) + " sends packets for the services to " + servers + " servers");
    }
  }
}
