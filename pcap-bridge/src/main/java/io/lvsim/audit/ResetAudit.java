package io.lvsim.audit;

import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import org.jspecify.annotations.Nullable;

/** Why connections were refused and reset. */
final class ResetAudit {
  private final Neighborhood neighborhood;
  private final Findings findings;

  ResetAudit(Neighborhood neighborhood, Findings findings) {
    this.neighborhood = neighborhood;
    this.findings = findings;
  }

  /** A reset from the client's side. */
  void byClient(Flow flow, Evidence evidence) {
    if (!flow.isOver()) {
      findings.add(
          FindingKind.RESET_BY_CLIENT,
          "clients reset connections to " + flow.key.target(),
          evidence);
    }
    flow.reset = true;
  }

  /** A reset in the name of a virtual address. */
  void byCluster(Flow flow, WirePacket packet, Evidence evidence) {
    boolean byDirector = neighborhood.isDirector(packet.from()) && !flow.replyThroughDirector;
    boolean unserved = packet.from() == LinkLayer.UNKNOWN && flow.service == null;
    if (byDirector || unserved) {
      byDirector(flow, evidence);
    } else {
      byServer(flow, packet.from(), evidence);
    }
    flow.reset = true;
  }

  private void byDirector(Flow flow, Evidence evidence) {
    String target = flow.key.target();
    if (flow.service == null) {
      refused(FindingKind.NO_SERVICE, flow, "nobody serves " + target, evidence);
    } else if (flow.progress > 0) {
      findings.add(
          FindingKind.CONNECTION_LOST,
          "the director reset connections to " + target + " that it no longer knew",
          flow.firstForward == null ? flow.firstRequest : flow.firstForward,
          evidence);
    } else {
      String message = "the director itself refused connections to " + target;
      refused(FindingKind.REFUSED_BY_DIRECTOR, flow, message, evidence);
    }
  }

  private void byServer(Flow flow, long server, Evidence evidence) {
    String name = neighborhood.name(server);
    String target = flow.key.target();
    if (flow.acceptedBy != Flow.NOBODY && flow.acceptedBy != server) {
      findings.add(
          FindingKind.RESET_UNKNOWN_TO_SERVER,
          name + " reset connections to " + target + " that it had not accepted",
          flow.firstReply,
          evidence);
    } else if (flow.acceptedBy == Flow.NOBODY && flow.progress == 0) {
      String message = name + " refused connections to " + target;
      refused(FindingKind.REFUSED_BY_SERVER, flow, message, evidence);
    } else if (flow.acceptedBy == Flow.NOBODY && flow.syns > 0) {
      findings.add(
          FindingKind.RESET_UNKNOWN_TO_SERVER,
          name + " reset connections to " + target + " that it had not accepted",
          flow.firstRequest,
          evidence);
    } else {
      findings.add(FindingKind.RESET_BY_SERVER, name + " reset connections to " + target, evidence);
    }
  }

  private void refused(FindingKind kind, Flow flow, String message, Evidence evidence) {
    flow.refused = true;
    findings.add(kind, message, flow.lastSyn, evidence);
  }

  /**
   * An ICMP error about a packet to a virtual address.
   *
   * @param flow the packet's connection, if it has been seen
   */
  void byError(
      @Nullable Flow flow,
      FlowKey key,
      @Nullable AuditedService service,
      WirePacket packet,
      SeenFrame frame) {
    int type = Icmp.type(packet.frame, packet.transportAt);
    int code = Icmp.code(packet.frame, packet.transportAt);
    if (type != Icmp.UNREACHABLE || code == Icmp.FRAGMENTATION_NEEDED) {
      return;
    }
    if (flow != null) {
      if (flow.refused) {
        return;
      }
      flow.refused = true;
    }
    Evidence evidence =
        frame.proves(
            "ICMP unreachable, code " + code + ", from " + neighborhood.name(packet.from()));
    Evidence cause = flow == null ? null : flow.firstRequest;
    FindingKind kind = kindOfError(service, code, neighborhood.isDirector(packet.from()));
    findings.add(kind, textOfError(kind, key, flow, packet), cause, evidence);
  }

  private static FindingKind kindOfError(
      @Nullable AuditedService service, int code, boolean fromDirector) {
    if (code == Icmp.HOST_UNREACHABLE || code == Icmp.NET_UNREACHABLE) {
      return FindingKind.SERVER_UNREACHABLE;
    }
    if (service == null) {
      return FindingKind.NO_SERVICE;
    }
    return fromDirector ? FindingKind.NO_SERVER : FindingKind.REFUSED_BY_SERVER;
  }

  private String textOfError(
      FindingKind kind, FlowKey key, @Nullable Flow flow, WirePacket packet) {
    String target = key.target();
    return switch (kind) {
      case SERVER_UNREACHABLE ->
          neighborhood.name(packet.from())
              + " says that the host behind "
              + target
              + " cannot be reached"
              + (flow != null && flow.forwardedTo != Flow.NOBODY
                  ? ": " + neighborhood.name(flow.forwardedTo)
                  : "");
      case NO_SERVICE -> "nobody serves " + target;
      case NO_SERVER -> "the director had no real server for " + target;
      default ->
          neighborhood.name(packet.from())
              + (key.protocol() == Ipv4.PROTOCOL_UDP ? " has nothing on " : " refused ")
              + target;
    };
  }
}
