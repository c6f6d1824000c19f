package io.lvsim.host;

import io.lvsim.engine.TimerWheel;
import io.lvsim.trace.NeighborDecision;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The host's IPv4 neighbour cache (net/core/neighbour.c with arp_tbl). */
public final class NeighborTable {
  private final Host host;
  private final TimerWheel wheel;
  private Neighbor[] buckets = new Neighbor[16];
  private int size;
  private long created;
  final NeighborCollection collection;

  NeighborTable(Host host) {
    this.host = host;
    wheel = new TimerWheel(host.simulation());
    collection = new NeighborCollection(host, this);
  }

  /** All entries in the order of ip neigh (here: by interface index, then address). */
  public List<NeighborEntry> entries() {
    List<NeighborEntry> entries = new ArrayList<>();
    for (Neighbor bucket : buckets) {
      for (Neighbor neighbor = bucket; neighbor != null; neighbor = neighbor.next) {
        entries.add(neighbor.entry());
      }
    }
    entries.sort(
        Comparator.comparingInt((NeighborEntry entry) -> entry.on().index())
            .thenComparing(NeighborEntry::address, Integer::compareUnsigned));
    return entries;
  }

  public @Nullable NeighborEntry find(int address, Interface on) {
    Neighbor neighbor = lookup(address, on);
    return neighbor == null ? null : neighbor.entry();
  }

  /**
   * As ip neigh replace ... lladdr MAC nud STATE (an administrator's update). A permanent entry
   * finds room in a full table too.
   *
   * @return whether there was room
   */
  public boolean replace(int address, Interface on, long mac, NeighborEntry.State state) {
    Neighbor known = lookup(address, on);
    boolean exempt = known == null && state == NeighborEntry.State.PERMANENT;
    Neighbor neighbor = exempt ? create(address, on) : lookupOrCreate(address, on);
    if (neighbor == null) {
      return false;
    }
    if (known != null && known.state() == NeighborEntry.State.PERMANENT) {
      neighbor.order = created++;
    }
    if (state.isValid()) {
      neighbor.update(mac, state, true, true, "an administrator set it");
    } else {
      neighbor.invalidate(state);
    }
    return true;
  }

  /** As ip neigh del; false if there is none. */
  public boolean remove(int address, Interface on) {
    Neighbor gone = lookup(address, on);
    if (gone == null) {
      return false;
    }
    gone.giveUp();
    removeIf(neighbor -> neighbor == gone);
    return true;
  }

  /** As ip neigh flush (PERMANENT and NOARP stay unless asked for); on null: all interfaces. */
  public void flush(@Nullable Interface on, boolean permanentToo) {
    removeIf(
        neighbor -> (on == null || neighbor.on == on) && (permanentToo || isLearned(neighbor)));
  }

  /** Positive advice from a transport that the path works (dst_confirm). */
  public void confirm(int nextHop, Interface on) {
    Neighbor neighbor = lookup(nextHop, on);
    if (neighbor != null) {
      neighbor.confirm();
    }
  }

  /** Sends a packet on to a next hop, as soon as its MAC is known. */
  void output(byte[] frame, int nextHop, Interface on) {
    Neighbor neighbor = lookupOrCreate(nextHop, on);
    if (neighbor != null) {
      neighbor.output(frame);
    }
  }

  /** Whether a neighbour's MAC is known; if not, it is asked for. */
  boolean resolve(int address, Interface on) {
    Neighbor neighbor = lookupOrCreate(address, on);
    if (neighbor == null || neighbor.state().isValid()) {
      return neighbor != null;
    }
    neighbor.use();
    return false;
  }

  @Nullable Neighbor lookup(int address, Interface on) {
    Neighbor neighbor = buckets[bucketOf(address, on)];
    while (neighbor != null && (neighbor.address != address || neighbor.on != on)) {
      neighbor = neighbor.next;
    }
    return neighbor;
  }

  /** Null if the table is full ("neighbor table overflow"). */
  @Nullable Neighbor lookupOrCreate(int address, Interface on) {
    Neighbor known = lookup(address, on);
    if (known != null) {
      return known;
    }
    if (hasRoom()) {
      return create(address, on);
    }
    if (host.trace().on()) {
      String why = "the neighbour table is full: gc_thresh3 = " + collection.threshold3;
      host.trace().tell(host.name(), new NeighborDecision.Dropped(address, on.name(), why));
    }
    return null;
  }

  private Neighbor create(int address, Interface on) {
    Neighbor neighbor = new Neighbor(host, wheel, address, on);
    neighbor.order = created++;
    setUpWithoutArp(neighbor);
    if (size >= buckets.length) {
      grow();
    }
    insert(neighbor);
    size++;
    collection.entryMade();
    return neighbor;
  }

  /** The interface went down, lost its carrier or changed its MAC (neigh_flush_dev). */
  void forget(Interface on, boolean permanentToo) {
    removeIf(neighbor ->
        neighbor.on == on && (permanentToo || neighbor.state() != NeighborEntry.State.PERMANENT));
  }

  int size() {
    return size;
  }

  /** arp_constructor: who needs no asking. */
  private void setUpWithoutArp(Neighbor neighbor) {
    if (Ipv4Address.isMulticast(neighbor.address)) {
      neighbor.needsNoArp(0x0100_5E00_0000L | neighbor.address & 0x7F_FFFF);
    } else if (!neighbor.on.arpEnabled()) {
      neighbor.needsNoArp(neighbor.on.mac());
    } else if (host.routes().typeOf(neighbor.address) == Route.Type.BROADCAST) {
      neighbor.needsNoArp(MacAddress.BROADCAST);
    }
  }

  private static boolean isLearned(Neighbor neighbor) {
    return neighbor.state() != NeighborEntry.State.PERMANENT
        && neighbor.state() != NeighborEntry.State.NOARP;
  }

  /** All entries, in no order that means something. */
  List<Neighbor> all() {
    List<Neighbor> all = new ArrayList<>();
    for (Neighbor bucket : buckets) {
      for (Neighbor neighbor = bucket; neighbor != null; neighbor = neighbor.next) {
        all.add(neighbor);
      }
    }
    return all;
  }

  /** Whether one more entry that is not permanent has room. */
  private boolean hasRoom() {
    if (size < collection.threshold2 && size < collection.threshold3) {
      return true;
    }
    int collectable = 0;
    for (Neighbor neighbor : all()) {
      collectable += neighbor.state() == NeighborEntry.State.PERMANENT ? 0 : 1;
    }
    return collection.makesRoom(collectable);
  }

  /** Takes entries away; how many. */
  int removeIf(Predicate<Neighbor> which) {
    int removed = 0;
    for (int bucket = 0; bucket < buckets.length; bucket++) {
      Neighbor kept = null;
      Neighbor neighbor = buckets[bucket];
      buckets[bucket] = null;
      while (neighbor != null) {
        Neighbor following = neighbor.next;
        if (which.test(neighbor)) {
          neighbor.remove();
          removed++;
        } else {
          neighbor.next = kept;
          kept = neighbor;
        }
        neighbor = following;
      }
      buckets[bucket] = kept;
    }
    size -= removed;
    if (removed > 0) {
      host.changed();
    }
    return removed;
  }

  private void insert(Neighbor neighbor) {
    int bucket = bucketOf(neighbor.address, neighbor.on);
    neighbor.next = buckets[bucket];
    buckets[bucket] = neighbor;
  }

  private void grow() {
    Neighbor[] old = buckets;
    buckets = new Neighbor[old.length * 2];
    for (Neighbor bucket : old) {
      Neighbor neighbor = bucket;
      while (neighbor != null) {
        Neighbor following = neighbor.next;
        insert(neighbor);
        neighbor = following;
      }
    }
  }

  private int bucketOf(int address, Interface on) {
    long mixed = (address * 31L + on.index()) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & buckets.length - 1;
  }

  private long now() {
    return host.simulation().now();
  }
}
