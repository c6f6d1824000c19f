package io.lvsim.host;

import io.lvsim.wire.Ipv4Address;

/** Whether a route that someone wants to add can work (fib_create_info, fib_check_nh). */
final class NextHopCheck {
  private NextHopCheck() {}

  /**
   * The route with its interface filled in.
   *
   * @throws HostException EINVAL, ENETDOWN or ENETUNREACH with the kernel's words
   */
  static Route resolve(RouteTable routes, Route route) throws HostException {
    if ((route.prefix() & ~Ipv4Address.mask(route.prefixLength())) != 0) {
      throw new HostException(Errno.EINVAL, "Invalid prefix for given prefix length.");
    }
    if (route.type().refusal() != null) {
      return route;
    }
    Interface out = route.gateway() == 0 ? route.out() : gatewayInterface(routes, route);
    if (out == null) {
      throw new HostException(Errno.ENODEV);
    }
    if (!out.isUp()) {
      throw new HostException(
          Errno.ENETDOWN,
          route.gateway() == 0 ? "Device for nexthop is not up." : "Nexthop device is not up.");
    }
    return withOut(route, out);
  }

  private static Interface gatewayInterface(RouteTable routes, Route route) throws HostException {
    Route way = routes.findOnLink(route.gateway(), route.out());
    Interface out = way == null ? null : way.out();
    if (way != null && way.type() == Route.Type.BROADCAST) {
      throw new HostException(Errno.EINVAL, "Nexthop has invalid gateway.");
    }
    if (out == null) {
      throw new HostException(Errno.ENETUNREACH, "Nexthop has invalid gateway.");
    }
    return out;
  }

  private static Route withOut(Route route, Interface out) {
    return new Route(
        route.type(),
        route.prefix(),
        route.prefixLength(),
        out,
        route.gateway(),
        route.preferredSource(),
        route.scope(),
        route.metric(),
        route.protocol(),
        route.table());
  }
}
