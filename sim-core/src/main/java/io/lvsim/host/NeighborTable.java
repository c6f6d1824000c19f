package io.lvsim.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The host's IPv4 neighbour cache (net/core/neighbour.c with arp_tbl). */
public final class NeighborTable {
  NeighborTable() {}

  /** All entries in the order of ip neigh (here: by interface index, then address). */
  public List<NeighborEntry> entries() {
    throw new IllegalStateException("being built");
  }

  public @Nullable NeighborEntry find(int address, Interface on) {
    throw new IllegalStateException("being built");
  }

  /** As ip neigh replace ... lladdr MAC nud STATE (an administrator's update). */
  public void replace(int address, Interface on, long mac, NeighborEntry.State state) {
    throw new IllegalStateException("being built");
  }

  /** As ip neigh del; false if there is none. */
  public boolean remove(int address, Interface on) {
    throw new IllegalStateException("being built");
  }

  /** As ip neigh flush (PERMANENT and NOARP stay unless asked for); on null: all interfaces. */
  public void flush(@Nullable Interface on, boolean permanentToo) {
    throw new IllegalStateException("being built");
  }

  /** Positive advice from a transport that the path works (dst_confirm). */
  public void confirm(int nextHop, Interface on) {
    throw new IllegalStateException("being built");
  }
}
