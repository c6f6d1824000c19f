package io.lvsim.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables local and main, and the look-ups of output, input and source validation. */
public final class RouteTable {
  RouteTable() {}

  /**
   * Output look-up (ip_route_output): local table, then main, longest prefix; null: unreachable.
   */
  public @Nullable Route lookup(int destination) {
    throw new IllegalStateException("being built");
  }

  /** Output look-up that must leave through an interface; null: unreachable. */
  public @Nullable Route lookupVia(int destination, @Nullable Interface out) {
    throw new IllegalStateException("being built");
  }

  /** The source address for a destination (inet_select_addr and preferred source); 0 if none. */
  public int sourceFor(int destination) {
    throw new IllegalStateException("being built");
  }

  /**
   * @throws HostException EEXIST, ENETUNREACH (gateway not on-link), as ip route add
   */
  public void add(Route route) throws HostException {
    throw new IllegalStateException("being built");
  }

  /**
   * @throws HostException ESRCH when there is none, as ip route del
   */
  public void remove(Route pattern) throws HostException {
    throw new IllegalStateException("being built");
  }

  /** Of one table (main, local), in the order ip route show prints them. */
  public List<Route> list(String table) {
    throw new IllegalStateException("being built");
  }
}
