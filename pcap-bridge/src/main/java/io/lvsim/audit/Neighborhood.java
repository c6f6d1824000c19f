package io.lvsim.audit;

import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which machine is which: MAC addresses of directors and real servers, as learnt or as told. */
final class Neighborhood {
  private static final int MACS_MAX = 100_000;
  private static final int ADDRESSES_MAX = 64;
  private static final int CANDIDATES_MAX = 4;

  private final Cluster cluster;
  private final SortedSet<Integer> virtualAddresses = new TreeSet<>();
  private final Map<Long, SortedSet<Integer>> addressesOf = new TreeMap<>();
  private final SortedSet<Long> directors = new TreeSet<>();
  private final SortedSet<Long> servers = new TreeSet<>();
  private final SortedSet<String> candidates = new TreeSet<>();

  Neighborhood(Cluster cluster) {
    this.cluster = cluster;
    virtualAddresses.addAll(cluster.addresses());
    for (AuditedService service : cluster.services()) {
      if (service.mark() == 0) {
        virtualAddresses.add(service.address());
      }
    }
    directors.addAll(cluster.directorMacs());
    cluster.neighbors().forEach((address, mac) -> noteAddress(mac, address));
  }

  boolean isVirtual(int address) {
    return virtualAddresses.contains(address);
  }

  void noteVirtual(int address) {
    virtualAddresses.add(address);
  }

  /** ARP tells that a machine has an address. */
  void noteAddress(long mac, int address) {
    if (address == 0 || isVirtual(address)) {
      return;
    }
    if (addressesOf.size() >= MACS_MAX && !addressesOf.containsKey(mac)) {
      return;
    }
    SortedSet<Integer> addresses = addressesOf.computeIfAbsent(mac, m -> new TreeSet<>());
    if (addresses.size() < ADDRESSES_MAX) {
      addresses.add(address);
    }
    if (cluster.directorAddresses().contains(address)) {
      directors.add(mac);
    } else if (cluster.hasServer(address)) {
      servers.add(mac);
    }
  }

  void noteDirector(long mac) {
    directors.add(mac);
  }

  void noteServer(long mac) {
    if (mac != LinkLayer.UNKNOWN) {
      servers.add(mac);
    }
  }

  /** Someone may be the director, but the captures do not prove it. */
  void noteCandidate(String candidate) {
    if (candidates.size() < CANDIDATES_MAX) {
      candidates.add(candidate);
    }
  }

  /** Who may be the director, and why; empty if nobody is seen to be. */
  SortedSet<String> candidates() {
    return candidates;
  }

  /** What was learnt last: a director that is a real server of its own is the director. */
  void settle() {
    servers.removeAll(directors);
  }

  boolean isDirector(long mac) {
    return directors.contains(mac);
  }

  boolean knowsDirector() {
    return !directors.isEmpty();
  }

  boolean isServer(long mac) {
    return servers.contains(mac);
  }

  SortedSet<Integer> addressesOf(long mac) {
    return addressesOf.getOrDefault(mac, new TreeSet<>());
  }

  /** Whether it is known which machine has an address. */
  boolean knows(int address) {
    return addressesOf.values().stream().anyMatch(a -> a.contains(address));
  }

  /** The server of a service that a machine is; null if it is none that is known. */
  @Nullable AuditedServer serverOf(AuditedService service, long mac) {
    for (int address : addressesOf(mac)) {
      AuditedServer server = service.server(address);
      if (server != null) {
        return server;
      }
    }
    return null;
  }

  boolean has(long mac, int address) {
    return addressesOf(mac).contains(address);
  }

  /** A machine for people: {@code 192.168.2.192 (02:00:00:00:01:92)}. */
  String name(long mac) {
    if (mac == LinkLayer.UNKNOWN) {
      return "the cluster (the capture does not tell which machine)";
    }
    String text = MacAddress.format(mac);
    if (isDirector(mac)) {
      return "the director (" + text + ")";
    }
    List<String> addresses = new ArrayList<>();
    addressesOf(mac).forEach(a -> addresses.add(Ipv4Address.format(a)));
    return addresses.isEmpty() ? text : String.join(", ", addresses) + " (" + text + ")";
  }

  List<String> directorNames() {
    return directors.stream().map(MacAddress::format).toList();
  }
}
