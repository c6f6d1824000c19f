package io.lvsim.live;

import io.lvsim.wire.Ipv4Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The routes through gateways that this machine's kernel has (/proc/net/route). */
public final class MachineRoutes {
  /** RTF_UP and RTF_GATEWAY. */
  private static final int UP_AND_GATEWAY = 0x3;

  private MachineRoutes() {}

  /** A route; 0/0 is the default route. */
  public record Route(int prefix, int prefixLength, int gateway, int metric) {}

  /** Those out of an interface. */
  public static List<Route> through(String interfaceName) {
    try {
      return parse(Files.readString(Path.of("/proc/net/route")), interfaceName);
    } catch (IOException e) {
      return List.of(); // not Linux
    }
  }

  /** Reads /proc/net/route's text. */
  static List<Route> parse(String table, String interfaceName) {
    List<Route> routes = new ArrayList<>();
    for (String line : table.lines().skip(1).toList()) {
      String[] words = line.strip().split("\\s+");
      if (words.length >= 8 && words[0].equals(interfaceName) && isThroughGateway(words[3])) {
        int length = Integer.bitCount(Integer.parseUnsignedInt(words[7], 16));
        int metric = Integer.parseInt(words[6]);
        routes.add(new Route(address(words[1]), length, address(words[2]), metric));
      }
    }
    return routes;
  }

  /** The default route's gateway; 0 if there is none. */
  public static int defaultGateway(List<Route> routes) {
    return routes.stream()
        .filter(route -> route.prefixLength() == 0)
        .mapToInt(Route::gateway)
        .findFirst()
        .orElse(Ipv4Address.ANY);
  }

  private static boolean isThroughGateway(String flags) {
    return (Integer.parseUnsignedInt(flags, 16) & UP_AND_GATEWAY) == UP_AND_GATEWAY;
  }

  /** Addresses are printed as numbers of the machine's byte order, which is taken as little. */
  private static int address(String hexadecimal) {
    return Integer.reverseBytes(Integer.parseUnsignedInt(hexadecimal, 16));
  }
}
