package io.lvsim.nic;

import java.lang.foreign.Arena;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this machine says about one of its interfaces.
 *
 * @param index the kernel's number for it, which no other interface gets
 * @param mac in the low 48 bits; 0 if it has none
 * @param mtu in bytes
 * @param up whether it is switched on
 */
record InterfaceIdentity(String name, int index, long mac, int mtu, boolean up) {
  /**
   * Looks an interface up.
   *
   * @throws NicException if there is none of that name, or it is down
   */
  static InterfaceIdentity of(String name) throws NicException {
    InterfaceIdentity found = find(name);
    if (found == null) {
      throw noSuchInterface(name);
    }
    if (!found.up()) {
      throw new NicException(name + " is down: ip link set dev " + name + " up");
    }
    return found;
  }

  /** Whether it is still there, and not another of the same name. */
  boolean exists() {
    InterfaceIdentity found = find(name);
    return found != null && found.index() == index;
  }

  /** Its MTU as it is now; as it was if it cannot be asked. */
  int mtuNow() {
    InterfaceIdentity found = find(name);
    return found == null ? mtu : found.mtu();
  }

  NicException gone() {
    return new NicException(
        name + " is gone: it was deleted, or moved to another network namespace");
  }

  static @Nullable InterfaceIdentity find(String name) {
    if (Libc.isLinux()) {
      try (Arena arena = Arena.ofConfined()) {
        return new InterfaceRequest(arena, name).identity();
      }
    }
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      return found == null
          ? null
          : new InterfaceIdentity(
              name, found.getIndex(), macOf(found), found.getMTU(), found.isUp());
    } catch (SocketException e) {
      return null;
    }
  }

  private static NicException noSuchInterface(String name) {
    List<String> there = Nics.names();
    return new NicException(
        "there is no interface "
            + name
            + "; "
            + (there.isEmpty()
                ? "this machine has none"
                : "there are " + String.join(", ", there)));
  }

  private static long macOf(NetworkInterface found) throws SocketException {
    byte[] bytes = found.getHardwareAddress();
    long mac = 0;
    for (int i = 0; bytes != null && i < bytes.length; i++) {
      mac = mac << 8 | bytes[i] & 0xFF;
    }
    return mac;
  }
}
