package io.lvsim.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network interface of a host.
 *
 * @param switchName the switch at the other end of its cable; null for none
 * @param peer the interface at the other end of its cable, such as {@code r2.eth1}; null for none
 * @param mac 0 for lo
 * @param gateway next hop of the default route through it; 0 for none
 * @param mtu in bytes
 * @param up whether it is switched on
 */
public record InterfaceSpec(
    String name,
    Kind kind,
    @Nullable String switchName,
    @Nullable String peer,
    long mac,
    List<AddressSpec> addresses,
    int gateway,
    int mtu,
    boolean up) {
  /** What it is. */
  public enum Kind {
    /** lo. */
    LOOPBACK,
    /** A NIC with a cable, or with none plugged. */
    WIRE,
    /** As made by ip link add type dummy. */
    DUMMY
  }
}
