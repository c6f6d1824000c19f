package io.lvsim.host;

import org.jspecify.annotations.Nullable;

/**
 * One route (struct fib_info with its prefix).
 *
 * @param type LOCAL, UNICAST, BROADCAST, or one of the refusing kinds
 * @param out where packets leave; lo for LOCAL; null for the refusing kinds
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
  /** What becomes of packets that take it. */
  public enum Type {
    LOCAL,
    UNICAST,
    BROADCAST,
    UNREACHABLE,
    BLACKHOLE,
    PROHIBIT
  }
}
