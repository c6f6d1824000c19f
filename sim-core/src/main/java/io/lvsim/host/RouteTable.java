package io.lvsim.host;

import io.lvsim.wire.Ipv4Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables local and main, and the look-ups of output, input and source validation. */
public final class RouteTable {
  private static final int LARGEST_PACKET = 65_535;

  private final Host host;
  private final RouteList local;
  private final RouteList main;
  private final RouteExceptions exceptions;
  private boolean localRoutesByHand;

  RouteTable(Host host) {
    this.host = host;
    local = new RouteList(host::changed);
    main = new RouteList(host::changed);
    exceptions = new RouteExceptions(host);
  }

  /**
   * Output look-up (ip_route_output): local table, then main, longest prefix; null: unreachable.
   */
  public @Nullable Route lookup(int destination) {
    return passable(find(destination, null));
  }

  /**
   * Output look-up that must leave through an interface (a socket bound to it); null: unreachable.
   */
  public @Nullable Route lookupVia(int destination, @Nullable Interface out) {
    return passable(find(destination, out));
  }

  /**
   * Whether the answers of look-ups stay the same until the host's next change ({@link
   * Host#generation}): they do not depend on carriers, nor on what routers have told for a time.
   */
  boolean answersStay() {
    if (!exceptions.isEmpty()) {
      return false;
    }
    for (Interface each : host.interfaces()) {
      if (each.settings().isOn(InterfaceSetting.IGNORE_ROUTES_WITH_LINKDOWN)) {
        return false;
      }
    }
    return true;
  }

  /** The source address for a destination (inet_select_addr and preferred source); 0 if none. */
  public int sourceFor(int destination) {
    Route route = lookup(destination);
    return route == null ? 0 : sourceFor(destination, route);
  }

  /** The source address for packets to a destination that take a route; 0 if there is none. */
  public int sourceFor(int destination, Route route) {
    if (route.preferredSource() != 0) {
      return route.preferredSource();
    }
    Interface out = route.out();
    if (out == null) {
      return 0;
    }
    if (route.type() == Route.Type.LOCAL) {
      return destination;
    }
    return SourceSelection.select(host, out, route.gateway(), route.scope());
  }

  /**
   * Look-up with the refusing kinds included, and with the gateway that a redirect named; null
   * where no route fits at all.
   */
  public @Nullable Route find(int destination, @Nullable Interface through) {
    Route found = asEntered(destination, through);
    if (found == null || exceptions.isEmpty()) {
      return found;
    }
    RouteExceptions.Exception exception = exceptions.find(destination, found);
    return exception == null || exception.gateway() == 0
        ? found
        : found.through(exception.gateway());
  }

  /**
   * The longest packet that may go to a destination unfragmented: what a router has told, else the
   * MTU of the interface.
   */
  public int pathMtu(int destination, Route route) {
    Interface out = host.leavingInterface(route);
    int mtu = out == null ? LARGEST_PACKET : Math.min(out.mtu(), LARGEST_PACKET);
    RouteExceptions.Exception exception = exception(destination, out);
    return exception == null || exception.mtu() == 0 ? mtu : Math.min(exception.mtu(), mtu);
  }

  /**
   * Whether a router told of an MTU below net.ipv4.route.min_pmtu: packets are cut rather than
   * marked with DF.
   */
  public boolean pathMtuIsLocked(int destination, Route route) {
    RouteExceptions.Exception exception = exception(destination, host.leavingInterface(route));
    return exception != null && exception.locked();
  }

  /**
   * How long what routers have told about a destination still counts, and whether one of them was a
   * redirect; for {@code ip route get}.
   *
   * @param redirected whether the gateway is not the route's own
   * @param mtu 0 if none was told
   */
  public record Learned(boolean redirected, int mtu, boolean locked, long nanosLeft) {}

  /** What routers have told about a destination; null for nothing. */
  public @Nullable Learned learned(int destination, @Nullable Interface through) {
    RouteExceptions.Exception found = exception(destination, through);
    return found == null
        ? null
        : new Learned(
            found.gateway() != 0,
            found.mtu(),
            found.locked(),
            found.expiresAtNanos() - host.simulation().now());
  }

  private RouteExceptions.@Nullable Exception exception(
      int destination, @Nullable Interface through) {
    if (exceptions.isEmpty()) {
      return null;
    }
    Route entered = asEntered(destination, through);
    return entered == null ? null : exceptions.find(destination, entered);
  }

  /** Forgets what routers have told, as ip route flush cache. */
  public void forgetLearned() {
    exceptions.clear();
  }

  /** A redirect is followed. */
  void redirect(int destination, int gateway) {
    Route entered = asEntered(destination, null);
    if (entered != null) {
      exceptions.redirect(destination, entered, gateway);
    }
  }

  /** A router told of an MTU; 0 if it did not say which. */
  void shrinkPath(int destination, int told) {
    Route entered = asEntered(destination, null);
    if (entered != null && entered.type() == Route.Type.UNICAST) {
      exceptions.shrink(destination, entered, pathMtu(destination, entered), told);
    }
  }

  /** Whether a default route leads to a gateway (ip_fib_check_default). */
  boolean isDefaultGateway(int gateway, Interface out) {
    for (Route route : main.view()) {
      if (route.prefixLength() == 0 && route.gateway() == gateway && route.out() == out) {
        return true;
      }
    }
    return false;
  }

  /** Look-up without regard to what routers told (fib_lookup). */
  @Nullable Route asEntered(int destination, @Nullable Interface through) {
    Route found = local.lookup(destination, through, InterfaceAddress.SCOPE_GLOBAL);
    return found != null ? found : main.lookup(destination, through, InterfaceAddress.SCOPE_GLOBAL);
  }

  /** What the local table says an address is: LOCAL, BROADCAST, else UNICAST (inet_addr_type). */
  Route.Type typeOf(int address) {
    if (address == 0 || address == Ipv4Address.BROADCAST) {
      return Route.Type.BROADCAST;
    }
    Route found = local.lookup(address, null, InterfaceAddress.SCOPE_GLOBAL);
    return found == null ? Route.Type.UNICAST : found.type();
  }

  /**
   * Adds a route.
   *
   * @throws HostException EEXIST, ENETUNREACH (gateway not on-link), as ip route add
   */
  public void add(Route route) throws HostException {
    Route resolved = NextHopCheck.resolve(this, route);
    RouteList list = listOf(route);
    if (list.sameKey(resolved) != null) {
      throw new HostException(Errno.EEXIST);
    }
    enter(resolved);
  }

  /**
   * As ip route replace: takes the place of a route with the same prefix and metric.
   *
   * @throws HostException as {@link #add}, but for EEXIST
   */
  public void replace(Route route) throws HostException {
    Route resolved = NextHopCheck.resolve(this, route);
    RouteList list = listOf(route);
    Route present = list.sameKey(resolved);
    if (present == null) {
      enter(resolved);
    } else {
      list.replace(present, resolved);
      exceptions.keepFor(main.view());
    }
  }

  /**
   * As ip route append: one more route of the same prefix and metric is no error.
   *
   * @throws HostException as {@link #add}, but for EEXIST
   */
  public void append(Route route) throws HostException {
    enter(NextHopCheck.resolve(this, route));
  }

  /**
   * Removes the first route that fits a pattern: prefix, length and table as given; type UNICAST,
   * no interface, gateway, source and metric 0, protocol empty and scope {@link
   * InterfaceAddress#SCOPE_NOWHERE} fit any.
   *
   * @throws HostException ESRCH when there is none, as ip route del
   */
  public void remove(Route pattern) throws HostException {
    RouteList list = listOf(pattern);
    for (Route route : list.view()) {
      if (fits(route, pattern)) {
        list.remove(route);
        exceptions.keepFor(main.view());
        return;
      }
    }
    throw new HostException(Errno.ESRCH);
  }

  /** Of one table (main, local), in the order ip route show prints them. */
  public List<Route> list(String table) {
    return List.copyOf(table.equals(Route.LOCAL_TABLE) ? local.view() : main.view());
  }

  /**
   * Whether someone added a route of type local, which makes source validation look twice
   * (fib_has_custom_local_routes).
   */
  boolean hasLocalRoutesByHand() {
    return localRoutesByHand;
  }

  private void enter(Route route) {
    listOf(route).append(route);
    localRoutesByHand |= route.type() == Route.Type.LOCAL;
  }

  /** For the kernel's own routes, which need no check. */
  RouteList listOf(Route route) {
    return route.table().equals(Route.LOCAL_TABLE) ? local : main;
  }

  /** Takes away what leaves through an interface; without force its local addresses stay. */
  void removeThrough(Interface out, boolean localToo) {
    main.removeIf(route -> route.out() == out);
    local.removeIf(route -> route.out() == out && (localToo || route.type() != Route.Type.LOCAL));
    exceptions.keepFor(main.view());
  }

  /** Takes away what would speak with an address that is gone (fib_sync_down_addr). */
  void removeWithSource(int address) {
    main.removeIf(route -> route.preferredSource() == address);
    local.removeIf(route -> route.preferredSource() == address);
    exceptions.keepFor(main.view());
  }

  /** The route to a would-be gateway: no wider than link scope, that is, on-link itself. */
  @Nullable Route findOnLink(int gateway, @Nullable Interface through) {
    int scope = InterfaceAddress.SCOPE_GLOBAL + 1;
    Route found = local.lookup(gateway, through, scope);
    return passable(found != null ? found : main.lookup(gateway, through, scope));
  }

  private static @Nullable Route passable(@Nullable Route route) {
    return route == null || route.out() == null ? null : route;
  }

  private static boolean fits(Route route, Route pattern) {
    return route.prefix() == pattern.prefix()
        && route.prefixLength() == pattern.prefixLength()
        && (pattern.type() == Route.Type.UNICAST || pattern.type() == route.type())
        && (pattern.out() == null || pattern.out() == route.out())
        && (pattern.gateway() == 0 || pattern.gateway() == route.gateway())
        && (pattern.preferredSource() == 0 || pattern.preferredSource() == route.preferredSource())
        && (pattern.metric() == 0 || pattern.metric() == route.metric())
        && (pattern.protocol().isEmpty() || pattern.protocol().equals(route.protocol()))
        && (pattern.scope() == InterfaceAddress.SCOPE_NOWHERE || pattern.scope() == route.scope());
  }
}
