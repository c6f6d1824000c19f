package io.lvsim.ipvs;

import io.lvsim.ipvs.scheduler.Scheduler;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import org.jspecify.annotations.Nullable;

/**
 * Finds a real server for a packet without a connection, and makes the connection
 * (tcp_conn_schedule and its like, ip_vs_schedule, ip_vs_leave).
 */
final class Scheduling {
  /** The host's own stack is to have the packet. */
  static final int LEFT_TO_HOST = -3;

  /** The packet is dealt with: dropped, answered, or sent on without an entry. */
  static final int DONE = -4;

  private final ServiceTable services;
  private final Connections connections;
  private final IpvsSysctls sysctls;
  private final Defense defense;
  private final Traffic traffic;
  private final DirectRouteTransmit transmit;
  private final SyncMaster syncMaster;
  private final Platform platform;
  private final Telling telling;
  private final Persistence persistence;

  Scheduling(
      ServiceTable services,
      Connections connections,
      IpvsSysctls sysctls,
      Defense defense,
      Traffic traffic,
      DirectRouteTransmit transmit,
      SyncMaster syncMaster,
      Platform platform,
      Telling telling) {
    this.services = services;
    this.connections = connections;
    this.sysctls = sysctls;
    this.defense = defense;
    this.traffic = traffic;
    this.transmit = transmit;
    this.syncMaster = syncMaster;
    this.platform = platform;
    this.telling = telling;
    this.persistence = new Persistence(connections, sysctls, this::pick);
  }

  /**
   * Makes a connection for a packet.
   *
   * @return the connection's row, {@link #LEFT_TO_HOST} or {@link #DONE}
   */
  int connectionFor(Packet packet) {
    if (packet.isSctpWithoutChunk()) {
      telling.dropped(packet, "it is SCTP without a chunk");
      return DONE;
    }
    if (!packet.isQuoted() && !mayBegin(packet)) {
      return LEFT_TO_HOST;
    }
    VirtualService service =
        services.find(
            packet.mark(), packet.protocol(), packet.destination(), packet.destinationPort());
    if (service == null) {
      telling.leftToHost(packet, "no virtual service has its mark, or its address and port");
      return LEFT_TO_HOST;
    }
    telling.serviceMatched(packet, service, services.lastRule());
    if (defense.dropsPacket()) {
      telling.dropped(packet, "drop_packet is at work, and it is this packet's turn");
      return DONE;
    }
    return schedule(service, packet);
  }

  private int schedule(VirtualService service, Packet packet) {
    if (packet.sourcePort() == ServiceTable.FTP_DATA_PORT) {
      telling.leftToHost(packet, "it comes from port 20 (FTP data), which is never scheduled");
      return LEFT_TO_HOST;
    }
    if (packet.isLooped() && connections.findReply(packet) != Connections.NONE) {
      telling.leftToHost(packet, "it is the host's own reply in a connection");
      return LEFT_TO_HOST;
    }
    return service.isPersistent()
        ? scheduleByTemplate(service, packet)
        : scheduleAlone(service, packet);
  }

  private int scheduleByTemplate(VirtualService service, Packet packet) {
    String engineData = Persistence.engineData(service, packet);
    if (engineData == null) {
      telling.dropped(packet, "the persistence engine sip finds no Call-ID in it (UDP only)");
      return DONE;
    }
    int template = persistence.templateFor(service, packet, engineData);
    if (template == TemplateTable.NONE) {
      return leave(service, packet);
    }
    if (template == Persistence.FULL) {
      return dropForWantOfRoom(packet);
    }
    RealServer server = connections.templates().server(template);
    int row =
        begin(service, packet, server, Persistence.serverPort(service, packet, server), template);
    connections.templates().renew(template);
    return row;
  }

  private int scheduleAlone(VirtualService service, Packet packet) {
    if (!service.isMark() && packet.destinationPort() != service.key().port()) {
      telling.noPortWithoutPersistence(packet, service);
      return leave(service, packet);
    }
    RealServer server = pick(service, packet);
    if (server == null) {
      return leave(service, packet);
    }
    int serverPort = server.port() == 0 ? packet.destinationPort() : server.port();
    return begin(service, packet, server, serverPort, Connections.NONE);
  }

  private int begin(
      VirtualService service, Packet packet, RealServer server, int serverPort, int template) {
    if (service.config().onePacket() && packet.isUdp() && !packet.isQuoted()) {
      return onePacket(packet, server, template);
    }
    int row = connections.open(packet, server, serverPort, template);
    if (row == Connections.NONE) {
      return dropForWantOfRoom(packet);
    }
    traffic.connection(server);
    return row;
  }

  /** As where ip_vs_conn_new gets no memory: nobody is told (ip_vs_schedule, ignored = -1). */
  private int dropForWantOfRoom(Packet packet) {
    if (telling.on()) {
      telling.dropped(
          packet, "the connection table is full: it has " + connections.entries() + " entries");
    }
    return DONE;
  }

  /** One-packet scheduling: a connection that ends with its first packet leaves no entry. */
  private int onePacket(Packet packet, RealServer server, int template) {
    server.bindConnection();
    traffic.connection(server);
    traffic.in(server, packet.length());
    boolean taken = transmit.send(packet, server, server.method());
    syncMaster.onePacket(template);
    server.unbindConnection(true);
    return taken ? DONE : LEFT_TO_HOST;
  }

  private @Nullable RealServer pick(VirtualService service, Packet packet) {
    Scheduler scheduler = service.scheduler();
    RealServer server = scheduler == null ? null : (RealServer) scheduler.schedule(packet);
    if (scheduler == null || server == null) {
      telling.noDestination(packet, service);
      return null;
    }
    telling.scheduled(service, server, scheduler);
    return server;
  }

  /** No real server: the client is told so (ip_vs_leave). */
  private int leave(VirtualService service, Packet packet) {
    int ftp = ServiceTable.FTP_PORT;
    if (service.key().port() == ftp && packet.destinationPort() != ftp) {
      telling.leftToHost(packet, "it may be FTP data of a service on port 21");
      return LEFT_TO_HOST;
    }
    if (packet.isQuoted()) {
      telling.dropped(packet, "no real server can take the ICMP error about it");
      return DONE;
    }
    telling.refused(packet, "port unreachable", "no real server can take it");
    platform.sendError(packet.frame(), packet.ipAt(), Icmp.UNREACHABLE, Icmp.PORT_UNREACHABLE, 0);
    return DONE;
  }

  /** Whether a packet without a connection may begin one. */
  private boolean mayBegin(Packet packet) {
    return switch (packet.protocol()) {
      case Ipv4.PROTOCOL_TCP -> mayBeginTcp(packet);
      case Ipv4.PROTOCOL_UDP -> true;
      case Ipv4.PROTOCOL_SCTP -> mayBeginSctp(packet);
      default -> false;
    };
  }

  private boolean mayBeginTcp(Packet packet) {
    int flags = packet.tcpFlags();
    if ((flags & Tcp.RST) != 0) {
      tellUnknown(packet, "a RST begins none");
      return false;
    }
    if ((flags & Tcp.SYN) == 0 && !sysctls.isOn(IpvsSetting.SLOPPY_TCP)) {
      tellUnknown(packet, "without SYN it begins none (sloppy_tcp = 0)");
      return false;
    }
    return true;
  }

  private boolean mayBeginSctp(Packet packet) {
    int chunk = packet.sctpChunk(0);
    if (chunk == SctpStates.CHUNK_ABORT) {
      tellUnknown(packet, "an ABORT begins none");
      return false;
    }
    boolean begins = chunk == SctpStates.CHUNK_INIT || sysctls.isOn(IpvsSetting.SLOPPY_SCTP);
    if (!begins) {
      tellUnknown(packet, "without INIT it begins none (sloppy_sctp = 0)");
    }
    return begins;
  }

  /** Said of packets to virtual addresses only: the director's own connections are no news. */
  private void tellUnknown(Packet packet, String why) {
    if (telling.on() && services.concern(packet.destination(), packet.mark())) {
      telling.leftToHost(packet, "no connection is known, and " + why);
    }
  }
}
