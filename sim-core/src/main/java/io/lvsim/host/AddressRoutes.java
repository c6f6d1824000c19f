package io.lvsim.host;

import io.lvsim.wire.Ipv4Address;

/**
 * The routes that come and go with addresses (fib_add_ifaddr, fib_del_ifaddr in fib_frontend.c):
 * the address itself, its broadcast address and its prefix.
 */
final class AddressRoutes {
  private final Host host;

  AddressRoutes(Host host) {
    this.host = host;
  }

  /** An address was added, or its interface came up. */
  void add(Interface on, InterfaceAddress address) {
    InterfaceAddress primary = on.addressList().primaryOf(address);
    put(on, Route.Type.LOCAL, address.local(), 32, primary);
    if (!on.isUp()) {
      return;
    }
    int broadcast = address.broadcast();
    if (broadcast != 0 && broadcast != Ipv4Address.BROADCAST) {
      put(on, Route.Type.BROADCAST, broadcast, 32, primary);
    }
    if (hasPrefixRoute(address)) {
      Route.Type type = on.isLoopback() ? Route.Type.LOCAL : Route.Type.UNICAST;
      put(on, type, address.prefix(), address.prefixLength(), primary);
      if (address.prefixLength() < 31) {
        put(on, Route.Type.BROADCAST, lastOf(address), 32, primary);
      }
    }
  }

  /** An address is no longer in its interface's list: what no other address needs goes. */
  void remove(Interface on, InterfaceAddress gone) {
    boolean prefixStays = false;
    boolean broadcastStays = false;
    boolean lastStays = false;
    for (InterfaceAddress other : on.addresses()) {
      prefixStays |= hasPrefixRoute(other) && samePrefix(other, gone);
      broadcastStays |= needsBroadcast(other, gone.broadcast());
      lastStays |= needsBroadcast(other, lastOf(gone));
    }
    if (hasPrefixRoute(gone) && !prefixStays) {
      Route.Type type = on.isLoopback() ? Route.Type.LOCAL : Route.Type.UNICAST;
      take(on, type, gone.prefix(), gone.prefixLength());
    }
    if (gone.broadcast() != 0 && !broadcastStays) {
      take(on, Route.Type.BROADCAST, gone.broadcast(), 32);
    }
    if (gone.prefixLength() < 31 && !lastStays) {
      take(on, Route.Type.BROADCAST, lastOf(gone), 32);
    }
    removeLocal(on, gone);
  }

  private void removeLocal(Interface on, InterfaceAddress gone) {
    if (on.addressList().find(gone.local()) == null) {
      take(on, Route.Type.LOCAL, gone.local(), 32);
    }
    if (host.interfaceWith(gone.local()) == null) {
      host.routes().removeWithSource(gone.local());
    }
  }

  private void put(
      Interface on, Route.Type type, int prefix, int prefixLength, InterfaceAddress primary) {
    Route route = kernelRoute(on, type, prefix, prefixLength, primary.local());
    RouteList list = host.routes().listOf(route);
    if (!list.view().contains(route)) {
      list.append(route);
    }
  }

  private void take(Interface on, Route.Type type, int prefix, int prefixLength) {
    Route like = kernelRoute(on, type, prefix, prefixLength, 0);
    host.routes()
        .listOf(like)
        .removeIf(route ->
            route.type() == type
                && route.out() == on
                && route.prefix() == prefix
                && route.prefixLength() == prefixLength
                && route.protocol().equals("kernel"));
  }

  private static Route kernelRoute(
      Interface on, Route.Type type, int prefix, int prefixLength, int source) {
    boolean local = type == Route.Type.LOCAL;
    return new Route(
        type,
        prefix,
        prefixLength,
        on,
        0,
        source,
        local ? InterfaceAddress.SCOPE_HOST : InterfaceAddress.SCOPE_LINK,
        0,
        "kernel",
        type == Route.Type.UNICAST ? Route.MAIN_TABLE : Route.LOCAL_TABLE);
  }

  private static boolean hasPrefixRoute(InterfaceAddress address) {
    return !address.secondary() && address.prefixLength() < 32 && address.prefix() != 0;
  }

  private static boolean needsBroadcast(InterfaceAddress address, int broadcast) {
    return address.broadcast() == broadcast
        || hasPrefixRoute(address) && address.prefixLength() < 31 && lastOf(address) == broadcast;
  }

  private static boolean samePrefix(InterfaceAddress one, InterfaceAddress other) {
    return one.prefixLength() == other.prefixLength() && one.covers(other.local());
  }

  private static int lastOf(InterfaceAddress address) {
    return address.local() | ~Ipv4Address.mask(address.prefixLength());
  }
}
