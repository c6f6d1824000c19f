package io.lvsim.nic;

/** A backend that only some builds have, found by {@link java.util.ServiceLoader}. */
public interface NicProvider {
  /**
   * Opens a NIC.
   *
   * @throws NicException if there is no such interface, or one may not, or a library is missing
   */
  Nic open(String name, NicOptions options) throws NicException;
}
