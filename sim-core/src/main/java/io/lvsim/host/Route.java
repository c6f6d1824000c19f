package io.lvsim.host;

import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * One route (struct fib_info with its prefix).
 *
 * @param type LOCAL, UNICAST, BROADCAST, or one of the refusing kinds
 * @param out where packets leave; for LOCAL the interface with the address, although packets then
 *     take lo; null for the refusing kinds
 * @param gateway next hop, 0 when on-link
 * @param preferredSource src, 0 for none
 * @param scope as InterfaceAddress.SCOPE_*
 * @param protocol kernel, boot, static ... as ip route shows it
 */
public record Route(
    Type type,
    int prefix,
    int prefixLength,
    @Nullable Interface out,
    int gateway,
    int preferredSource,
    int scope,
    int metric,
    String protocol,
    String table) {
  /** The table of this host's own addresses. */
  public static final String LOCAL_TABLE = "local";

  /** The table that ip route shows by default. */
  public static final String MAIN_TABLE = "main";

  /** What becomes of packets that take it. */
  public enum Type {
    LOCAL,
    UNICAST,
    BROADCAST,
    UNREACHABLE,
    BLACKHOLE,
    PROHIBIT;

    /** What a program or a forwarded packet's sender gets; null where packets pass. */
    public @Nullable Errno refusal() {
      return switch (this) {
        case UNREACHABLE -> Errno.EHOSTUNREACH;
        case BLACKHOLE -> Errno.EINVAL;
        case PROHIBIT -> Errno.EACCES;
        default -> null;
      };
    }
  }

  /** Whom to ask for a MAC: the gateway, or the destination itself. */
  public int nextHop(int destination) {
    return gateway != 0 ? gateway : destination;
  }

  /** The same route by another gateway. */
  Route through(int otherGateway) {
    return new Route(
        type,
        prefix,
        prefixLength,
        out,
        otherGateway,
        preferredSource,
        scope,
        metric,
        protocol,
        table);
  }

  /** Whether the other end of the route is a neighbour, not behind a gateway. */
  public boolean onLink() {
    return gateway == 0;
  }

  /** The prefix, as ip route shows it: {@code default}, an address, or address/length. */
  public String prefixText() {
    if (prefixLength == 0 && prefix == 0) {
      return "default";
    }
    return Ipv4Address.format(prefix) + (prefixLength == 32 ? "" : "/" + prefixLength);
  }
}
