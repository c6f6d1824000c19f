package io.lvsim.nic;

import java.lang.foreign.Arena;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What an interface of this machine is like at the moment; also of one without any address, which
 * Java's own NetworkInterface passes over.
 *
 * @param mac in the low 48 bits; 0 if it has none
 * @param mtu in bytes
 * @param up whether it is switched on
 * @param link whether it has a carrier, too
 */
public record NicState(long mac, int mtu, boolean up, boolean link) {
  private static final long COMING_UP_NANOS = 1_500_000_000L;

  /** Asks; null if there is no interface of that name. */
  public static @Nullable NicState of(String name) {
    InterfaceIdentity found = InterfaceIdentity.find(name);
    return found == null
        ? null
        : new NicState(found.mac(), found.mtu(), found.up(), found.up() && hasLink(name));
  }

  /** Whether an interface is there, up, and has a carrier. */
  public static boolean isUp(String name) {
    NicState found = of(name);
    return found != null && found.link();
  }

  /**
   * The same, but an interface that was switched on just now is waited for: the kernel tells its
   * carrier up to a second late (linkwatch_schedule_work in net/core/link_watch.c).
   */
  public static boolean comesUp(String name) {
    long last = System.nanoTime() + COMING_UP_NANOS;
    while (!isUp(name) && System.nanoTime() < last) {
      LockSupport.parkNanos(COMING_UP_NANOS / 30);
    }
    return isUp(name);
  }

  /** Elsewhere than on Linux one that is up is taken to have a carrier. */
  private static boolean hasLink(String name) {
    if (!Libc.isLinux()) {
      return true;
    }
    try (Arena arena = Arena.ofConfined()) {
      return new InterfaceRequest(arena, name).isRunning();
    }
  }
}
