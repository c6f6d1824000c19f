package io.lvsim.nic;

import org.jspecify.annotations.Nullable;

/** Opens network interfaces of this machine. */
public final class Nics {
  private Nics() {}

  /**
   * Opens a NIC.
   *
   * @param backend null for the fastest that works
   * @throws NicException if there is no such interface, or one may not, or the backend is missing
   */
  public static Nic open(String name, NicOptions options, @Nullable NicBackend backend)
      throws NicException {
    throw new NicException("no backend is there yet to open " + name);
  }
}
