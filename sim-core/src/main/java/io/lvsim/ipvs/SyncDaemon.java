package io.lvsim.ipvs;

/**
 * A connection synchronisation daemon as {@code ipvsadm -L --daemon} lists it.
 *
 * @param group multicast address, IPv6 if it has a colon
 * @param maximumLength of a message, in bytes
 */
public record SyncDaemon(
    String interfaceName, int syncId, int maximumLength, String group, int port, int ttl) {
  boolean isIpv6() {
    return group.contains(":");
  }
}
