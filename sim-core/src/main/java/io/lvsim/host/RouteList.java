package io.lvsim.host;

import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table of routes: a list in the order in which ip route shows it (fib_trie.c: by prefix,
 * longer first, then metric, then age), and for each prefix length a hash of the prefixes, made
 * anew at the first look-up after a change.
 */
final class RouteList {
  private static final int LENGTHS = 33;
  private static final int REMEMBERED = 64;

  private final List<Route> routes = new ArrayList<>();
  private final int[][] keys = new int[LENGTHS][];
  private final Route[][][] chains = new Route[LENGTHS][][];
  private int[] lengthsInUse = {};

  /** The last answers, each in the slot that its destination's hash names. */
  private final int[] questions = new int[REMEMBERED];

  private final @Nullable Route[] answers = new Route[REMEMBERED];
  private final boolean[] answered = new boolean[REMEMBERED];
  private boolean passedOver;
  private final Runnable onChange;
  private boolean stale;

  RouteList(Runnable onChange) {
    this.onChange = onChange;
  }

  List<Route> view() {
    return Collections.unmodifiableList(routes);
  }

  /** Puts a route behind those of the same prefix and metric. */
  void append(Route route) {
    int at = 0;
    while (at < routes.size() && compare(routes.get(at), route) <= 0) {
      at++;
    }
    routes.add(at, route);
    changed();
  }

  /** The first route with the same prefix and metric. */
  @Nullable Route sameKey(Route route) {
    for (Route present : routes) {
      if (compare(present, route) == 0) {
        return present;
      }
    }
    return null;
  }

  /** Puts a route where another one of the same prefix and metric was. */
  void replace(Route present, Route route) {
    routes.set(routes.indexOf(present), route);
    changed();
  }

  boolean remove(Route route) {
    changed();
    return routes.remove(route);
  }

  boolean removeIf(java.util.function.Predicate<Route> which) {
    changed();
    return routes.removeIf(which);
  }

  private void changed() {
    stale = true;
    onChange.run();
  }

  /**
   * Longest prefix first, in a prefix lowest metric first.
   *
   * @param through only routes that leave here, null for any
   * @param minimumScope only routes of this scope or narrower
   */
  @Nullable Route lookup(int destination, @Nullable Interface through, int minimumScope) {
    if (stale) {
      index();
    }
    return through == null && minimumScope == InterfaceAddress.SCOPE_GLOBAL
        ? remembered(destination)
        : search(destination, through, minimumScope);
  }

  /** The answer that was given before, as long as it cannot have changed. */
  private @Nullable Route remembered(int destination) {
    int slot = home(destination, REMEMBERED);
    Route before = answers[slot];
    if (answered[slot] && questions[slot] == destination && !dependsOnCarrier(before)) {
      return before;
    }
    passedOver = false;
    Route found = search(destination, null, InterfaceAddress.SCOPE_GLOBAL);
    answers[slot] = found;
    questions[slot] = destination;
    answered[slot] = !passedOver;
    return found;
  }

  private @Nullable Route search(int destination, @Nullable Interface through, int minimumScope) {
    for (int length : lengthsInUse) {
      Route[] chain = chain(length, destination & Ipv4Address.mask(length));
      if (chain != null) {
        Route found = firstUsable(chain, through, minimumScope);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable Route firstUsable(
      Route[] chain, @Nullable Interface through, int minimumScope) {
    for (Route route : chain) {
      if (route.scope() >= minimumScope && (through == null || route.out() == through)) {
        if (!ignored(route)) {
          return route;
        }
        passedOver = true;
      }
    }
    return null;
  }

  private static boolean ignored(Route route) {
    Interface out = route.out();
    return out != null && dependsOnCarrier(route) && !out.carrier();
  }

  private static boolean dependsOnCarrier(@Nullable Route route) {
    Interface out = route == null ? null : route.out();
    return route != null
        && out != null
        && route.type() != Route.Type.LOCAL
        && out.settings().isOn(InterfaceSetting.IGNORE_ROUTES_WITH_LINKDOWN);
  }

  private Route @Nullable [] chain(int length, int prefix) {
    int[] table = keys[length];
    Route[][] values = chains[length];
    int slot = home(prefix, table.length);
    while (values[slot] != null) {
      if (table[slot] == prefix) {
        return values[slot];
      }
      slot = slot + 1 & table.length - 1;
    }
    return null;
  }

  private void index() {
    int[] counts = new int[LENGTHS];
    for (Route route : routes) {
      counts[route.prefixLength()]++;
    }
    int used = 0;
    int[] lengths = new int[LENGTHS];
    for (int length = LENGTHS - 1; length >= 0; length--) {
      if (counts[length] > 0) {
        lengths[used++] = length;
        int capacity = Integer.highestOneBit(counts[length]) * 4;
        keys[length] = new int[capacity];
        chains[length] = new Route[capacity][];
      }
    }
    lengthsInUse = Arrays.copyOf(lengths, used);
    for (Route route : routes) {
      addToChain(route);
    }
    Arrays.fill(answered, false);
    stale = false;
  }

  private void addToChain(Route route) {
    int[] table = keys[route.prefixLength()];
    Route[][] values = chains[route.prefixLength()];
    int slot = home(route.prefix(), table.length);
    while (values[slot] != null && table[slot] != route.prefix()) {
      slot = slot + 1 & table.length - 1;
    }
    Route[] before = values[slot];
    int count = before == null ? 0 : before.length;
    Route[] chain = before == null ? new Route[1] : Arrays.copyOf(before, count + 1);
    chain[count] = route;
    table[slot] = route.prefix();
    values[slot] = chain;
  }

  private static int home(int prefix, int capacity) {
    return (int) ((prefix * 0x9E3779B97F4A7C15L) >>> 32) & capacity - 1;
  }

  private static int compare(Route one, Route other) {
    int byPrefix = Integer.compareUnsigned(one.prefix(), other.prefix());
    if (byPrefix != 0) {
      return byPrefix;
    }
    int byLength = Integer.compare(other.prefixLength(), one.prefixLength());
    return byLength != 0 ? byLength : Integer.compareUnsigned(one.metric(), other.metric());
  }
}
