package io.lvsim.replay;

import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.List;

/** Which addresses a replay puts in place of those of a capture; the first that fits counts. */
public final class AddressMap {
  /** Leaves all as it is. */
  public static final AddressMap NONE = parse(List.of(), List.of());

  private final long[] macs;
  private final long[] newMacs;
  private final int[] prefixes;
  private final int[] masks;
  private final int[] newPrefixes;

  private AddressMap(int macCount, int prefixCount) {
    macs = new long[macCount];
    newMacs = new long[macCount];
    prefixes = new int[prefixCount];
    masks = new int[prefixCount];
    newPrefixes = new int[prefixCount];
  }

  /**
   * Reads rules.
   *
   * @param macRules each {@code OLD=NEW}
   * @param ipRules each {@code OLD=NEW}: two addresses, or two prefixes of the same length, of
   *     which the rest of an address is kept
   * @throws IllegalArgumentException if a rule is anything else; says which and why
   */
  public static AddressMap parse(List<String> macRules, List<String> ipRules) {
    AddressMap map = new AddressMap(macRules.size(), ipRules.size());
    for (int i = 0; i < macRules.size(); i++) {
      String[] sides = sides(macRules.get(i));
      map.macs[i] = MacAddress.parse(sides[0]);
      map.newMacs[i] = MacAddress.parse(sides[1]);
    }
    for (int i = 0; i < ipRules.size(); i++) {
      String[] sides = sides(ipRules.get(i));
      Ipv4Prefix from = Ipv4Prefix.parse(sides[0]);
      Ipv4Prefix to = Ipv4Prefix.parse(sides[1]);
      if (from.length() != to.length()) {
        throw new IllegalArgumentException(
            "'" + ipRules.get(i) + "': the two prefixes are not of the same length");
      }
      map.masks[i] = Ipv4Address.mask(from.length());
      map.prefixes[i] = from.address() & map.masks[i];
      map.newPrefixes[i] = to.address() & map.masks[i];
    }
    return map;
  }

  private static String[] sides(String rule) {
    String[] sides = rule.split("=", -1);
    if (sides.length != 2) {
      throw new IllegalArgumentException("'" + rule + "' is not OLD=NEW");
    }
    return sides;
  }

  /** Whether it changes nothing. */
  public boolean isEmpty() {
    return macs.length == 0 && prefixes.length == 0;
  }

  /** What stands for a MAC address. */
  public long mac(long mac) {
    for (int i = 0; i < macs.length; i++) {
      if (macs[i] == mac) {
        return newMacs[i];
      }
    }
    return mac;
  }

  /** What stands for an IPv4 address. */
  public int ip(int address) {
    for (int i = 0; i < prefixes.length; i++) {
      if ((address & masks[i]) == prefixes[i]) {
        return newPrefixes[i] | address & ~masks[i];
      }
    }
    return address;
  }
}
