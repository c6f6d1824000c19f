package io.lvsim.audit;

import io.lvsim.wire.Ipv4;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * How the cluster is configured, and what the user knows about it.
 *
 * @param services as the rules have them
 * @param addresses virtual addresses beside those of the services
 * @param directorMacs MAC addresses of directors; empty to learn them
 * @param directorAddresses own addresses of directors, whose MACs the capture tells
 * @param neighbors MAC addresses by IPv4 address that the capture may not tell
 * @param marks what the director's firewall does; null if that is not known
 * @param expiresQuiescentTemplates net.ipv4.vs.expire_quiescent_template
 */
public record Cluster(
    List<AuditedService> services,
    SortedSet<Integer> addresses,
    SortedSet<Long> directorMacs,
    SortedSet<Integer> directorAddresses,
    SortedMap<Integer, Long> neighbors,
    @Nullable PacketMarks marks,
    boolean expiresQuiescentTemplates) {

  /** The service that takes a packet (ip_vs_service_find); null for none. */
  @Nullable AuditedService serviceOf(WirePacket packet) {
    AuditedService marked = markedServiceOf(packet);
    if (marked != null) {
      return marked;
    }
    AuditedService exact = find(packet.protocol, packet.destination, packet.destinationPort);
    return exact != null ? exact : find(packet.protocol, packet.destination, 0);
  }

  /** Without the firewall's rules, every packet for a virtual address may have the mark. */
  private @Nullable AuditedService markedServiceOf(WirePacket packet) {
    if (marks == null && !addresses.contains(packet.destination)) {
      return null;
    }
    int mark =
        marks == null || !packet.isWhole() || !packet.hasPorts
            ? 0
            : marks.of(packet.frame, packet.ipAt);
    for (AuditedService service : services) {
      if (service.mark() != 0 && (marks == null || service.mark() == mark)) {
        return service;
      }
    }
    return null;
  }

  private @Nullable AuditedService find(int protocol, int address, int port) {
    for (AuditedService service : services) {
      if (service.mark() == 0
          && service.protocol() == protocol
          && service.address() == address
          && service.port() == port) {
        return service;
      }
    }
    return null;
  }

  /** Whether an address is a real server's in any service. */
  boolean hasServer(int address) {
    for (AuditedService service : services) {
      if (service.server(address) != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether a packet's protocol can have services. */
  static boolean isBalanced(int protocol) {
    return protocol == Ipv4.PROTOCOL_TCP || protocol == Ipv4.PROTOCOL_UDP;
  }
}
