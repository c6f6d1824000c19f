package io.lvsim.host;

import io.lvsim.link.LentFrame;
import org.jspecify.annotations.Nullable;

/**
 * The way to an address: route, interface, neighbour. It is looked up once and holds until
 * something changes in the host that may lead elsewhere (as a dst_entry of Linux holds as long as
 * rt_genid stays, and its neighbour as long as it is not dead).
 */
public final class OutputPath {
  /** The answer of {@link #mtu} for an address of the host itself. */
  public static final int LOCAL = 0;

  /** The answer of {@link #mtu} for an address without a route. */
  public static final int UNREACHABLE = -1;

  private final Host host;
  private final int address;
  private int generation;
  private boolean known;
  private int mtu = UNREACHABLE;
  private @Nullable Route route;
  private @Nullable Neighbor neighbor;

  /** The way to an address, not looked up yet. */
  public OutputPath(Host host, int address) {
    this.host = host;
    this.address = address;
  }

  /** Where it leads. */
  public int address() {
    return address;
  }

  /** The MTU of the interface in bytes, {@link #LOCAL} or {@link #UNREACHABLE}. */
  public int mtu() {
    if (!known || generation != host.generation()) {
      lookUp();
    }
    return mtu;
  }

  /** The route that {@link #mtu} has found; null if there is none. */
  public @Nullable Route route() {
    return route;
  }

  private void lookUp() {
    generation = host.generation();
    neighbor = null;
    route = host.routes().lookup(address);
    mtu = mtuOf(route);
    known = host.routes().answersStay();
  }

  private static int mtuOf(@Nullable Route route) {
    if (route != null && route.type() == Route.Type.LOCAL) {
      return LOCAL;
    }
    Interface out = route == null ? null : route.out();
    return route == null || out == null || route.type() != Route.Type.UNICAST
        ? UNREACHABLE
        : out.mtu();
  }

  /**
   * Lets a packet whose frame was lent go on this way, with a TTL less by one, if it can go out at
   * once; {@link #mtu} has just been asked.
   *
   * @return false if it cannot; nothing has happened then
   */
  public boolean sendOn(LentFrame lent) {
    Route by = route;
    Interface out = by == null ? null : by.out();
    if (by == null || out == null || !out.canSendOn(lent)) {
      return false;
    }
    Neighbor to = neighborOn(by, out);
    return to != null
        && to.state().isValid()
        && host.ipv4().sendOn(lent, out, to, host.routes().pathMtu(address, by));
  }

  private @Nullable Neighbor neighborOn(Route by, Interface out) {
    if (neighbor == null) {
      neighbor = host.neighbors().lookup(by.nextHop(address), out);
    }
    return neighbor;
  }
}
