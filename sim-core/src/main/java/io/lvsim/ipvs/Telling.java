package io.lvsim.ipvs;

import io.lvsim.ipvs.scheduler.Scheduler;
import io.lvsim.trace.Decision;
import io.lvsim.trace.IpvsDecision;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;

/** Puts the director's decisions into records, when someone listens. */
final class Telling {
  private final Platform platform;
  private final Trace trace;

  Telling(Platform platform) {
    this.platform = platform;
    this.trace = platform.trace();
  }

  /** Whether decisions are worth making records of. */
  boolean on() {
    return trace.on() && platform.isOn();
  }

  void tell(Decision decision) {
    trace.tell(platform.name(), decision);
  }

  void serviceMatched(Packet packet, VirtualService service, ServiceTable.Rule rule) {
    if (on()) {
      tell(
          new IpvsDecision.ServiceMatched(flow(packet), service(service.key()), say(rule, packet)));
    }
  }

  /** Said of packets from the wire only: the host's own go their usual way without a word. */
  void leftToHost(Packet packet, String why) {
    if (on() && !packet.isLooped()) {
      tell(new IpvsDecision.LeftToHost(flow(packet), why));
    }
  }

  void scheduled(VirtualService service, RealServer server, Scheduler scheduler) {
    if (on()) {
      tell(
          new IpvsDecision.Scheduled(
              service(service.key()),
              service.config().scheduler(),
              server(server),
              scheduler.why()));
    }
  }

  void noDestination(Packet packet, VirtualService service) {
    if (on()) {
      tell(
          new IpvsDecision.NoDestination(
              flow(packet),
              service(service.key()),
              service.config().scheduler(),
              whyNone(service)));
    }
  }

  void noPortWithoutPersistence(Packet packet, VirtualService service) {
    if (on()) {
      tell(
          new IpvsDecision.NoDestination(
              flow(packet),
              service(service.key()),
              service.config().scheduler(),
              "port "
                  + service.key().port()
                  + " stands for other ports only in a persistent service"));
    }
  }

  void refused(Packet packet, String error, String why) {
    if (on()) {
      tell(new IpvsDecision.Refused(flow(packet), error, why));
    }
  }

  void dropped(Packet packet, String why) {
    if (on()) {
      tell(new IpvsDecision.Dropped(flow(packet), why));
    }
  }

  /** A server of a service has had its number of connections changed. */
  void overload(RealServer server, boolean before) {
    if (before == server.isOverloaded() || !on()) {
      return;
    }
    int connections = server.activeConnections() + server.inactiveConnections();
    if (server.isOverloaded()) {
      tell(new IpvsDecision.Overloaded(server(server), connections, server.upperThreshold()));
    } else {
      String threshold =
          server.lowerThreshold() != 0
              ? "lower threshold " + server.lowerThreshold()
              : "3/4 of the upper threshold " + server.upperThreshold();
      tell(new IpvsDecision.Relieved(server(server), connections, threshold));
    }
  }

  void revived(VirtualService service, RealServer server) {
    if (on()) {
      tell(
          new IpvsDecision.Revived(
              service(service.key()),
              server(server),
              server.activeConnections(),
              server.inactiveConnections(),
              server.persistentConnections()));
    }
  }

  static String flow(Packet packet) {
    return flow(
        packet.protocol(),
        packet.source(),
        packet.sourcePort(),
        packet.destination(),
        packet.destinationPort());
  }

  static String flow(int protocol, int from, int fromPort, int to, int toPort) {
    return protocol(protocol) + " " + end(from, fromPort) + " -> " + end(to, toPort);
  }

  static String service(ServiceKey key) {
    return key.mark() != 0
        ? "FWM " + Integer.toUnsignedString(key.mark())
        : protocol(key.protocol()) + " " + end(key.address(), key.port());
  }

  static String server(RealServer server) {
    return end(server.address(), server.port());
  }

  static String end(int address, int port) {
    return Ipv4Address.format(address) + ":" + port;
  }

  static String protocol(int protocol) {
    return switch (protocol) {
      case 0 -> "IP";
      case Ipv4.PROTOCOL_ICMP -> "ICMP";
      case Ipv4.PROTOCOL_TCP -> "TCP";
      case Ipv4.PROTOCOL_UDP -> "UDP";
      case Ipv4.PROTOCOL_SCTP -> "SCTP";
      case Packet.PROTOCOL_AH -> "AH";
      case Packet.PROTOCOL_ESP -> "ESP";
      default -> "protocol " + protocol;
    };
  }

  private static String say(ServiceTable.Rule rule, Packet packet) {
    return switch (rule) {
      case MARK ->
          "the packet carries the mark "
              + Integer.toUnsignedString(packet.mark())
              + ", whatever its address and port";
      case EXACT -> "protocol, address and port are the service's";
      case FTP_DATA ->
          "there is a service on port 21, and port "
              + packet.destinationPort()
              + " may be FTP data";
      case PORT_ZERO ->
          "no service has port "
              + packet.destinationPort()
              + ", and one on port 0 takes all ports of the address";
    };
  }

  private static String whyNone(VirtualService service) {
    if (service.scheduler() == null) {
      return "the service has no scheduler";
    }
    if (service.servers().isEmpty()) {
      return "the service has no real server";
    }
    List<String> skipped = new ArrayList<>();
    for (RealServer server : service.servers()) {
      skipped.add(server(server) + " " + whyNot(server));
    }
    return String.join(", ", skipped);
  }

  private static String whyNot(RealServer server) {
    if (server.weight() == 0) {
      return "has weight 0";
    }
    if (server.isOverloaded()) {
      return "is overloaded ("
          + (server.activeConnections() + server.inactiveConnections())
          + " connections, upper threshold "
          + server.upperThreshold()
          + ")";
    }
    return "(weight "
        + server.weight()
        + ", "
        + server.activeConnections()
        + " active) is not the scheduler's choice";
  }
}
