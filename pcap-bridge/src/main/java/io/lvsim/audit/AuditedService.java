package io.lvsim.audit;

import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A virtual service as the rules have it.
 *
 * @param protocol of IP; 0 for a mark
 * @param address IPv4; 0 for a mark
 * @param port 0 for all ports
 * @param mark 0 for an address service
 * @param scheduler its name, such as wrr
 * @param schedulerFlags bits as in ip_vs.h: SCHED1 0x8, SCHED2 0x10, SCHED3 0x20
 * @param persistentSeconds 0 for none
 * @param netmask of persistence
 */
public record AuditedService(
    int protocol,
    int address,
    int port,
    int mark,
    String scheduler,
    int schedulerFlags,
    int persistentSeconds,
    int netmask,
    List<AuditedServer> servers) {

  /** As in a rule: {@code TCP 192.168.2.188:80}, or {@code FWM 10}. */
  public String label() {
    return mark != 0
        ? "FWM " + Integer.toUnsignedString(mark)
        : Protocols.name(protocol) + " " + Ipv4Address.format(address) + ":" + port;
  }

  /** The server of an address; null if the service has none. */
  @Nullable AuditedServer server(int serverAddress) {
    for (AuditedServer server : servers) {
      if (server.address() == serverAddress) {
        return server;
      }
    }
    return null;
  }

  /** Names of the protocols that services have. */
  static final class Protocols {
    private Protocols() {}

    static String name(int protocol) {
      return switch (protocol) {
        case Ipv4.PROTOCOL_TCP -> "TCP";
        case Ipv4.PROTOCOL_UDP -> "UDP";
        case Ipv4.PROTOCOL_SCTP -> "SCTP";
        default -> "protocol " + protocol;
      };
    }
  }
}
