package io.lvsim.netfilter;

import io.lvsim.wire.Ipv4Address;

/**
 * {@code -s} or {@code -d}: (address and mask) equals the rule's.
 *
 * @param address with the bits outside the mask cleared
 * @param mask usually that of a prefix
 */
public record AddressMatch(int address, int mask, boolean inverted) {
  /** Fits every address. */
  public static final AddressMatch ANY = new AddressMatch(0, 0, false);

  public AddressMatch {
    address &= mask;
  }

  /** One address or a prefix. */
  public static AddressMatch of(int address, int prefixLength, boolean inverted) {
    return new AddressMatch(address, Ipv4Address.mask(prefixLength), inverted);
  }

  boolean fits(int candidate) {
    return ((candidate & mask) == address) != inverted;
  }

  /**
   * As iptables-save prints it: {@code ! -s 10.0.0.0/8}; empty for any address.
   *
   * @param option -s or -d
   */
  public String text(String option) {
    if (mask == 0 && !inverted) {
      return "";
    }
    int length = Integer.bitCount(mask);
    String suffix =
        Ipv4Address.mask(length) == mask ? Integer.toString(length) : Ipv4Address.format(mask);
    return (inverted ? "! " : "") + option + " " + Ipv4Address.format(address) + "/" + suffix;
  }
}
