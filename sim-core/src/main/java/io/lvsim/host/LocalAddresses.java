package io.lvsim.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which interface has an address: a hash of all of a host's addresses (inet_lookup_ifaddr_rcu). */
final class LocalAddresses {
  private int[] keys = new int[4];
  private @Nullable Interface[] owners = new Interface[4];

  @Nullable Interface owner(int address) {
    int slot = home(address, keys.length);
    while (owners[slot] != null) {
      if (keys[slot] == address) {
        return owners[slot];
      }
      slot = slot + 1 & keys.length - 1;
    }
    return null;
  }

  /** Addresses have come or gone; of several interfaces with one address the first counts. */
  void rebuild(List<Interface> interfaces) {
    int count = 1;
    for (Interface on : interfaces) {
      count += on.addressList().size();
    }
    int capacity = Integer.highestOneBit(count) * 4;
    keys = new int[capacity];
    owners = new Interface[capacity];
    for (Interface on : interfaces) {
      for (InterfaceAddress address : on.addresses()) {
        add(address.local(), on);
      }
    }
  }

  private void add(int address, Interface on) {
    if (owner(address) != null) {
      return;
    }
    int slot = home(address, keys.length);
    while (owners[slot] != null) {
      slot = slot + 1 & keys.length - 1;
    }
    keys[slot] = address;
    owners[slot] = on;
  }

  private static int home(int address, int capacity) {
    return (int) ((address * 0x9E3779B97F4A7C15L) >>> 32) & capacity - 1;
  }
}
