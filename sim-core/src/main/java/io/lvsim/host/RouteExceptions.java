package io.lvsim.host;

import io.lvsim.engine.Nanos;
import io.lvsim.trace.Ipv4Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What routers have told about single destinations: a better gateway (ICMP redirect) or a smaller
 * MTU (ICMP fragmentation needed), each for a time (struct fib_nh_exception, update_or_create_fnhe
 * and find_exception of net/ipv4/route.c). It belongs to a route's next hop, and goes with it.
 */
final class RouteExceptions {
  /**
   * A route but for its prefix (struct fib_info): routes that agree in it share what is learned.
   */
  private record NextHop(@Nullable Interface out, int gateway, int source, int metric) {
    static NextHop of(Route route) {
      return new NextHop(route.out(), route.gateway(), route.preferredSource(), route.metric());
    }
  }

  private record Key(NextHop nextHop, int destination) {}

  /**
   * What is known of one destination.
   *
   * @param gateway 0 if no redirect came
   * @param mtu 0 if nobody told
   * @param locked the MTU is so small that packets are cut rather than marked with DF
   */
  record Exception(int gateway, int mtu, boolean locked, long expiresAtNanos) {}

  private final Host host;
  private final Map<Key, Exception> known = new LinkedHashMap<>();

  RouteExceptions(Host host) {
    this.host = host;
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  /** What is known of a destination of a route as the table has it; null for nothing. */
  @Nullable Exception find(int destination, Route route) {
    if (known.isEmpty()) {
      return null;
    }
    Key key = new Key(NextHop.of(route), destination);
    Exception found = known.get(key);
    if (found != null && host.simulation().now() > found.expiresAtNanos) {
      known.remove(key);
      return null;
    }
    return found;
  }

  /** A redirect is followed. */
  void redirect(int destination, Route route, int gateway) {
    Exception old = find(destination, route);
    int mtu = old == null ? 0 : old.mtu;
    boolean locked = old != null && old.locked;
    long expires = host.simulation().now() + Nanos.seconds(host.settings().routeTimeoutSeconds);
    put(destination, route, new Exception(gateway, mtu, locked, expires));
  }

  /**
   * A router's MTU is considered (__ip_rt_update_pmtu).
   *
   * @param current what is taken for the path's MTU so far
   * @param told by the router, 0 if it did not say
   */
  void shrink(int destination, Route route, int current, int told) {
    HostSettings settings = host.settings();
    Exception old = find(destination, route);
    if (old != null && old.locked || current < told) {
      return;
    }
    boolean locked = told < settings.minimumPathMtu;
    int mtu = locked ? Math.min(current, settings.minimumPathMtu) : told;
    long now = host.simulation().now();
    long lifetime = Nanos.seconds(settings.pathMtuSeconds);
    if (old != null && old.mtu == mtu && !locked && now < old.expiresAtNanos - lifetime / 2) {
      return;
    }
    int gateway = old == null ? 0 : old.gateway;
    put(destination, route, new Exception(gateway, mtu, locked, now + lifetime));
    if (host.trace().on()) {
      host.trace()
          .tell(
              host.name(),
              new Ipv4Decision.PathMtuLearned(destination, mtu, locked, settings.pathMtuSeconds));
    }
  }

  private void put(int destination, Route route, Exception exception) {
    known.put(new Key(NextHop.of(route), destination), exception);
    host.changed();
  }

  /** Routes have gone: what was learned about next hops that no route has any more goes too. */
  void keepFor(List<Route> routes) {
    if (!known.isEmpty()) {
      List<NextHop> used = routes.stream().map(NextHop::of).toList();
      known.keySet().removeIf(key -> !used.contains(key.nextHop));
    }
  }

  /** As ip route flush cache. */
  void clear() {
    known.clear();
  }
}
