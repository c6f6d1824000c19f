package io.lvsim.host;

import io.lvsim.wire.Ipv4Address;

/**
 * An address on an interface, as {@code ip addr} shows it (struct in_ifaddr).
 *
 * @param local the address
 * @param prefixLength 0 to 32
 * @param broadcast the broadcast address, 0 for none
 * @param scope {@link #SCOPE_GLOBAL}, {@link #SCOPE_LINK} or {@link #SCOPE_HOST}
 * @param secondary whether another address of the same prefix on this interface came first
 * @param label the interface's name, or an alias such as {@code lo:0}
 */
public record InterfaceAddress(
    int local, int prefixLength, int broadcast, int scope, boolean secondary, String label) {
  /** RT_SCOPE_UNIVERSE. */
  public static final int SCOPE_GLOBAL = 0;

  /** RT_SCOPE_SITE. */
  public static final int SCOPE_SITE = 200;

  /** RT_SCOPE_LINK. */
  public static final int SCOPE_LINK = 253;

  /** RT_SCOPE_HOST. */
  public static final int SCOPE_HOST = 254;

  /** RT_SCOPE_NOWHERE. */
  public static final int SCOPE_NOWHERE = 255;

  /** Whether another address lies in this one's prefix. */
  public boolean covers(int address) {
    return Ipv4Address.inPrefix(address, local, prefixLength);
  }

  /** The prefix: the address without its host part. */
  public int prefix() {
    return local & Ipv4Address.mask(prefixLength);
  }

  InterfaceAddress withSecondary(boolean nowSecondary) {
    return new InterfaceAddress(local, prefixLength, broadcast, scope, nowSecondary, label);
  }
}
