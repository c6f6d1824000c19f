package io.lvsim.audit;

import io.lvsim.wire.MacAddress;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Machines that sent packets for virtual addresses on: by the interface at which they came (one
 * arm), or by another one. They are directors or routers. A router sends on to a director. With one
 * arm the last to send on is the director. With two arms it must also be asked for: it answers ARP
 * for the virtual address, or a router sends to it; for a router that was led astray by a real
 * server's ARP answer is the last one too.
 */
final class Hops {
  private static final int HOPS_MAX = 1 << 12;

  private final Neighborhood neighborhood;
  private final SortedMap<Long, SortedMap<Long, SortedSet<Long>>> hops = new TreeMap<>();
  private final SortedSet<Long> claimants = new TreeSet<>();

  Hops(Neighborhood neighborhood) {
    this.neighborhood = neighborhood;
  }

  /** A machine says by ARP that it has a virtual address. */
  void claimed(long mac) {
    if (claimants.size() < HOPS_MAX) {
      claimants.add(mac);
    }
  }

  /**
   * A machine sent a packet on.
   *
   * @param in the MAC address at which it came
   * @param out the one from which it went, the same with one arm
   */
  void add(long in, long out, long to) {
    if (hops.size() < HOPS_MAX || hops.containsKey(in)) {
      hops.computeIfAbsent(in, i -> new TreeMap<>())
          .computeIfAbsent(out, o -> new TreeSet<>())
          .add(to);
    }
  }

  /** Tells the neighborhood who is a director, or may be one. */
  void conclude() {
    boolean told = neighborhood.knowsDirector();
    hops.forEach((in, outs) -> outs.forEach((out, to) -> judge(in, out, to, told)));
    hops.forEach((in, outs) -> outs.forEach((out, to) -> noteOtherArm(in, out)));
    hops.forEach((in, outs) -> outs.forEach(this::noteServers));
    if (!neighborhood.knowsDirector()) {
      claimants.forEach(this::noteClaimant);
    }
  }

  private void judge(long in, long out, SortedSet<Long> to, boolean told) {
    boolean isRouter = to.stream().anyMatch(hops::containsKey);
    if (told || isRouter) {
      return;
    }
    boolean askedFor = in == out || claimants.contains(in) || isNextOfAnother(in);
    if (askedFor) {
      neighborhood.noteDirector(in);
      neighborhood.noteDirector(out);
    } else {
      neighborhood.noteCandidate(
          MacAddress.format(in)
              + " gets packets for the services and "
              + MacAddress.format(out)
              + " sends them on: a director with two interfaces, or a router");
    }
  }

  private boolean isNextOfAnother(long in) {
    return hops.values().stream()
        .flatMap(outs -> outs.values().stream())
        .anyMatch(to -> to.contains(in));
  }

  /** Where one interface is a director's, the other one is too. */
  private void noteOtherArm(long in, long out) {
    if (neighborhood.isDirector(in) || neighborhood.isDirector(out)) {
      neighborhood.noteDirector(in);
      neighborhood.noteDirector(out);
    }
  }

  private void noteServers(long out, SortedSet<Long> to) {
    if (neighborhood.isDirector(out)) {
      to.forEach(neighborhood::noteServer);
    }
  }

  private void noteClaimant(long mac) {
    if (neighborhood.isServer(mac)) {
      return;
    }
    neighborhood.noteCandidate(
        MacAddress.format(mac) + " says by ARP that it has a virtual address");
  }
}
