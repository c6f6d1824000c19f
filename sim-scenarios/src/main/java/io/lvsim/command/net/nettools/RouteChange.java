package io.lvsim.command.net.nettools;

import io.lvsim.command.net.HostNames;
import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.Route;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** route add and del (INET_setroute, then SIOCADDRT or SIOCDELRT). */
final class RouteChange {
  private static final int REFUSED_BY_KERNEL = 7;
  private static final int LOOKUP_FAILED = 6;
  private static final int USAGE = 3;

  private final Invocation call;
  private final Host host;
  private final List<String> words;
  private final boolean adding;
  private int at = 1;

  private boolean hostRoute;
  private boolean netRoute;
  private int target;
  private @Nullable Integer prefixLength;
  private int gateway;
  private int metric;
  private boolean reject;
  private @Nullable String device;

  RouteChange(Invocation call, List<String> words) {
    this.call = call;
    this.host = call.net().host();
    this.words = words;
    this.adding = words.getFirst().equals("add");
  }

  int run() throws Refusal {
    if (words.size() < 2) {
      call.err().print(Usage.ROUTE_CHANGE);
      return 0;
    }
    readTarget();
    while (at < words.size()) {
      readOption(words.get(at++));
    }
    ask();
    return 0;
  }

  private void readTarget() throws Refusal {
    String word = words.get(at++);
    if (word.equals("-net") || word.equals("-host")) {
      netRoute = word.equals("-net");
      hostRoute = !netRoute;
      word = argument();
    }
    if (word.equals("default")) {
      prefixLength = 0;
      netRoute = true;
      return;
    }
    int slash = word.indexOf('/');
    if (slash >= 0 && !hostRoute) {
      netRoute = true;
      prefixLength = length(word.substring(slash + 1));
      word = word.substring(0, slash);
    }
    target = resolve(word);
    boolean mayBeHost = (target & ~Ipv4Address.mask(classLength(target))) != 0;
    hostRoute |= !netRoute && mayBeHost;
  }

  private void readOption(String word) throws Refusal {
    switch (word) {
      case "gw", "gateway" -> gateway = resolve(argument());
      case "netmask" -> {
        int length = Inet.prefixLength(resolve(argument()));
        if (length < 0) {
          throw new Refusal(USAGE, "route: bogus netmask " + words.get(at - 1) + "\n");
        }
        prefixLength = length;
      }
      case "metric" -> metric = (int) number(argument());
      case "dev", "device" -> device = argument();
      case "reject" -> reject = true;
      case "mss", "window", "irtt", "mod", "dyn", "reinstate" ->
          throw new Refusal(1, "route: " + word + " is not modelled in this lab.\n");
      default -> readDevice(word);
    }
  }

  private void readDevice(String word) throws Refusal {
    if (device != null || at < words.size()) {
      throw new Refusal(USAGE, Usage.ROUTE_CHANGE);
    }
    device = word;
  }

  private String argument() throws Refusal {
    if (at >= words.size()) {
      throw new Refusal(USAGE, Usage.ROUTE_CHANGE);
    }
    return words.get(at++);
  }

  private void ask() throws Refusal {
    Integer given = prefixLength;
    int length = hostRoute ? 32 : given != null ? given : classLength(target);
    boolean hostBits = (target & ~Ipv4Address.mask(length)) != 0;
    if (hostBits && given != null) {
      throw new Refusal(USAGE, "route: netmask doesn't match route address\n" + Usage.ROUTE_CHANGE);
    }
    try {
      if (hostBits) {
        throw new HostException(Errno.EINVAL);
      }
      Route route = route(length);
      if (adding) {
        host.routes().add(route);
      } else {
        host.routes().remove(route);
      }
    } catch (HostException refused) {
      String request = adding ? "SIOCADDRT" : "SIOCDELRT";
      throw new Refusal(REFUSED_BY_KERNEL, request + ": " + refused.errno().text() + "\n");
    }
  }

  private Route route(int length) throws HostException {
    Route.Type type = reject ? Route.Type.UNREACHABLE : Route.Type.UNICAST;
    String protocol = adding ? "boot" : "";
    return new Route(
        type, target, length, out(), gateway, 0, scope(), metric, protocol, Route.MAIN_TABLE);
  }

  private @Nullable Interface out() throws HostException {
    if (device == null || reject) {
      return null;
    }
    Interface named = host.interfaceNamed(device);
    if (named == null) {
      throw new HostException(Errno.ENODEV);
    }
    return named;
  }

  private int scope() {
    if (!adding) {
      return InterfaceAddress.SCOPE_NOWHERE;
    }
    if (reject) {
      return InterfaceAddress.SCOPE_HOST;
    }
    return gateway != 0 ? InterfaceAddress.SCOPE_GLOBAL : InterfaceAddress.SCOPE_LINK;
  }

  private static int classLength(int address) {
    int first = address >>> 24;
    return first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : 32;
  }

  private static int length(String text) throws Refusal {
    Long length = Inet.number(text);
    if (length == null || length > 32) {
      throw new Refusal(USAGE, Usage.ROUTE_CHANGE);
    }
    return length.intValue();
  }

  private static long number(String text) throws Refusal {
    Long number = Inet.number(text);
    if (number == null) {
      throw new Refusal(USAGE, Usage.ROUTE_CHANGE);
    }
    return number;
  }

  private int resolve(String word) throws Refusal {
    OptionalInt address = HostNames.resolve(call.machine(), word);
    if (address.isEmpty()) {
      throw new Refusal(LOOKUP_FAILED, word + ": Host name lookup failure\n");
    }
    return address.getAsInt();
  }
}
