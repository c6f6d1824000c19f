package io.lvsim.ipvs;

import io.lvsim.wire.Udp;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client, or a network of clients, at one real server by a connection template
 * (ip_vs_sched_persist).
 */
final class Persistence {
  /** There is a real server, but no room for a template. */
  static final int FULL = -2;

  private final Connections connections;
  private final TemplateTable templates;
  private final IpvsSysctls sysctls;
  private final Picking picking;

  Persistence(Connections connections, IpvsSysctls sysctls, Picking picking) {
    this.connections = connections;
    this.templates = connections.templates();
    this.sysctls = sysctls;
    this.picking = picking;
  }

  /**
   * The template for a packet's client, found or made.
   *
   * @param engineData what the persistence engine knows the client by, empty without one
   * @return its row, {@link TemplateTable#NONE} if no real server can take the client, or {@link
   *     #FULL}
   */
  int templateFor(VirtualService service, Packet packet, String engineData) {
    int network = packet.source() & service.config().netmask();
    boolean byMark = isByMark(service, packet);
    int protocol = byMark ? 0 : packet.protocol();
    int address = byMark ? service.key().mark() : packet.destination();
    int port = templatePort(service, packet);
    int row = templates.find(protocol, network, address, port, engineData);
    if (row != TemplateTable.NONE && isGood(row)) {
      connections.telling().templateHit(row);
      return row;
    }
    RealServer server = picking.pick(service, packet);
    if (server == null) {
      return TemplateTable.NONE;
    }
    int made =
        connections.openTemplate(
            protocol,
            network,
            address,
            port,
            port == 0 ? 0 : server.port(),
            packet.mark(),
            server,
            service.config().persistentSeconds(),
            engineData);
    return made == TemplateTable.NONE ? FULL : made;
  }

  /**
   * What a service's persistence engine knows a packet's client by.
   *
   * @return empty if there is no engine, null if there is one and it finds nothing
   */
  static @Nullable String engineData(VirtualService service, Packet packet) {
    if (service.config().persistenceEngine().isEmpty()) {
      return "";
    }
    return packet.isUdp()
        ? SipCallId.find(packet.frame(), packet.transportAt() + Udp.HEADER, packet.endAt())
        : null;
  }

  /** The real server's port in a connection made from a template. */
  static int serverPort(VirtualService service, Packet packet, RealServer server) {
    int port = packet.destinationPort();
    return port == service.key().port() && server.port() != 0 ? server.port() : port;
  }

  /** One template for each port, but one for all ports of FTP, of port 0, and of a mark. */
  private static int templatePort(VirtualService service, Packet packet) {
    int port = packet.destinationPort();
    return port == service.key().port() && port != ServiceTable.FTP_PORT ? port : 0;
  }

  private static boolean isByMark(VirtualService service, Packet packet) {
    return service.isMark() && packet.destinationPort() != service.key().port();
  }

  /** ip_vs_check_template: one that is no longer good is set aside. */
  private boolean isGood(int row) {
    RealServer server = templates.server(row);
    boolean quiescent = server.weight() == 0 && sysctls.isOn(IpvsSetting.EXPIRE_QUIESCENT_TEMPLATE);
    if (server.isAvailable() && !quiescent) {
      return true;
    }
    connections.invalidate(row);
    return false;
  }

  /** Asks a service's scheduler. */
  interface Picking {
    /** The scheduler's choice, or null if there is none. */
    @Nullable RealServer pick(VirtualService service, Packet packet);
  }
}
