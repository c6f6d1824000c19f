package io.lvsim.audit;

import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows connections to the virtual addresses: their way, their real servers, their ends. */
final class FlowAudit {
  private static final long IDLE_NANOS = 900_000_000_000L;
  private static final int FLOWS_MAX = 200_000;

  private final Cluster cluster;
  private final Neighborhood neighborhood;
  private final Findings findings;
  private final Assignments assignments;
  private final PickAudit picks;
  private final ResetAudit resets;
  private final FlowEnd ends;
  private final Map<FlowKey, Flow> flows = new LinkedHashMap<>(16, 0.75f, true);

  FlowAudit(Cluster cluster, Neighborhood neighborhood, Findings findings) {
    this.cluster = cluster;
    this.neighborhood = neighborhood;
    this.findings = findings;
    assignments = new Assignments(cluster, neighborhood, findings);
    picks = new PickAudit(neighborhood, findings);
    resets = new ResetAudit(neighborhood, findings);
    ends = new FlowEnd(neighborhood, findings);
  }

  /** Looks at an IPv4 packet. */
  void look(Sighting sighting) {
    WirePacket packet = sighting.packet();
    SeenFrame frame = sighting.frame();
    retire(frame.atNanos());
    if (packet.protocol == Ipv4.PROTOCOL_ICMP) {
      if (sighting.sentAnew()) {
        lookAtError(packet, frame);
      }
      return;
    }
    if (!packet.hasPorts || packet.source == packet.destination) {
      return;
    }
    if (neighborhood.isVirtual(packet.destination)) {
      Flow flow = flowOfRequest(packet, frame);
      if (flow != null) {
        request(flow, sighting);
      }
    } else if (neighborhood.isVirtual(packet.source)) {
      Flow flow = flowOfReply(packet);
      if (flow != null) {
        reply(flow, sighting);
      }
    }
  }

  /** Known, or begun: by any packet that a service takes, or by a SYN that none takes. */
  private @Nullable Flow flowOfRequest(WirePacket packet, SeenFrame frame) {
    FlowKey key = FlowKey.ofRequest(packet);
    Flow flow = flows.get(key);
    boolean anotherOne =
        flow != null && packet.opens() && flow.isOver() && flow.synSequence != packet.sequence();
    if (flow != null && !anotherOne) {
      return flow;
    }
    if (flow != null) {
      ends.of(flow, frame.atNanos());
    }
    AuditedService service = cluster.serviceOf(packet);
    if (service == null && !packet.opens()) {
      return null;
    }
    Flow fresh = new Flow(key, service);
    fresh.beganWithSyn = packet.opens() && flow == null;
    flows.put(key, fresh);
    return fresh;
  }

  private @Nullable Flow flowOfReply(WirePacket packet) {
    FlowKey key = FlowKey.ofReply(packet);
    Flow flow = flows.get(key);
    if (flow != null) {
      return flow;
    }
    AuditedService service = serviceOfReply(packet);
    if (service == null) {
      return null;
    }
    Flow fresh = new Flow(key, service);
    flows.put(key, fresh);
    return fresh;
  }

  /** By address and port; which mark the request had cannot be told from the reply. */
  private @Nullable AuditedService serviceOfReply(WirePacket packet) {
    for (AuditedService service : cluster.services()) {
      boolean fits =
          service.mark() == 0
              && service.protocol() == packet.protocol
              && service.address() == packet.source
              && service.port() == packet.sourcePort;
      if (fits) {
        return service;
      }
    }
    return null;
  }

  private void request(Flow flow, Sighting sighting) {
    WirePacket packet = sighting.packet();
    boolean isNew = sighting.sentAnew();
    flow.lastAt = sighting.frame().atNanos();
    flow.requests++;
    Evidence evidence = sighting.proves(textOfRequest(packet));
    if (flow.firstRequest == null) {
      flow.firstRequest = evidence;
    }
    if (isNew && packet.isTcp()) {
      countRequest(flow, packet, evidence);
    }
    if (neighborhood.isDirector(packet.from())) {
      if (packet.opens()) {
        picks.went(flow, sighting, evidence);
      }
      forwarded(flow, packet, evidence);
    } else {
      towards(flow, sighting, evidence);
    }
    if (isNew && packet.isTcp() && packet.has(Tcp.RST)) {
      resets.byClient(flow, evidence);
    }
  }

  /** Of what opens a connection also to whom the director hands it. */
  private String textOfRequest(WirePacket packet) {
    boolean choice =
        packet.opens()
            && neighborhood.isDirector(packet.from())
            && packet.to() != LinkLayer.UNKNOWN;
    return choice ? packet.text() + " to " + neighborhood.name(packet.to()) : packet.text();
  }

  private void countRequest(Flow flow, WirePacket packet, Evidence evidence) {
    if (packet.opens()) {
      flow.syns++;
      flow.lastSyn = evidence;
      flow.synSequence = packet.sequence();
    } else if (!packet.has(Tcp.RST)) {
      flow.progress++;
    }
    flow.clientFinished |= packet.has(Tcp.FIN);
    if (flow.requested.note(packet)) {
      ends.repeated(flow, true, evidence);
    }
  }

  private void forwarded(Flow flow, WirePacket packet, Evidence evidence) {
    flow.reachedDirector = true;
    long server = packet.to();
    if (flow.firstForward == null) {
      flow.firstForward = evidence;
      tellUnknownService(flow, evidence);
    }
    if (server == LinkLayer.UNKNOWN) {
      return;
    }
    if (flow.forwardedTo == Flow.NOBODY) {
      flow.forwardedTo = server;
      if (packet.opens() || !packet.isTcp()) {
        assignments.assigned(flow, server, evidence);
      }
    } else if (flow.forwardedTo != server && !packet.opens()) {
      findings.add(
          FindingKind.CONNECTION_MOVED,
          "packets of connections to "
              + flow.key.target()
              + " went to "
              + neighborhood.name(flow.forwardedTo)
              + ", then to "
              + neighborhood.name(server),
          flow.firstForward,
          evidence);
      flow.forwardedTo = server;
    }
  }

  private void tellUnknownService(Flow flow, Evidence evidence) {
    if (flow.service == null) {
      findings.add(
          FindingKind.SERVICE_NOT_IN_RULES,
          "the director forwards " + flow.key.target() + ", but no rule does",
          evidence);
    }
  }

  /** A request on its way to the director, or round it. */
  private void towards(Flow flow, Sighting sighting, Evidence evidence) {
    WirePacket packet = sighting.packet();
    if (neighborhood.isDirector(packet.to())) {
      flow.reachedDirector = true;
      if (packet.opens()) {
        picks.came(flow, sighting);
      }
      return;
    }
    boolean surelyNoDirector =
        neighborhood.knowsDirector() || neighborhood.has(packet.from(), packet.source);
    if (neighborhood.isServer(packet.to()) && surelyNoDirector) {
      flow.bypassed = true;
      if (sighting.newOnLink()) {
        tellBypassed(flow, packet, evidence);
      }
    }
  }

  private void tellBypassed(Flow flow, WirePacket packet, Evidence evidence) {
    findings.add(
        FindingKind.DIRECTOR_BYPASSED,
        neighborhood.name(packet.from())
            + " sends packets for "
            + Ipv4Address.format(flow.key.address())
            + " straight to "
            + neighborhood.name(packet.to()),
        evidence);
  }

  private void reply(Flow flow, Sighting sighting) {
    WirePacket packet = sighting.packet();
    flow.lastAt = sighting.frame().atNanos();
    flow.replies++;
    Evidence evidence = sighting.proves(packet.text());
    if (flow.firstReply == null) {
      flow.firstReply = evidence;
    }
    if (goesToDirector(packet)) {
      flow.replyThroughDirector = true;
      if (sighting.newOnLink()) {
        tellThroughDirector(flow, packet, evidence);
      }
    }
    if (sighting.sentAnew() && packet.isTcp()) {
      replyOfTcp(flow, packet, evidence);
    }
  }

  /** And is not for the director itself. */
  private boolean goesToDirector(WirePacket packet) {
    return neighborhood.isDirector(packet.to())
        && !neighborhood.has(packet.to(), packet.destination);
  }

  private void tellThroughDirector(Flow flow, WirePacket packet, Evidence evidence) {
    findings.add(
        FindingKind.REPLY_THROUGH_DIRECTOR,
        neighborhood.name(packet.from())
            + " sends its replies from "
            + Ipv4Address.format(flow.key.address())
            + " to the director",
        evidence);
  }

  private void replyOfTcp(Flow flow, WirePacket packet, Evidence evidence) {
    if (packet.has(Tcp.RST)) {
      resets.byCluster(flow, packet, evidence);
      return;
    }
    if (packet.has(Tcp.SYN) && flow.acceptedBy == Flow.NOBODY) {
      flow.acceptedBy = packet.from();
      boolean mayBeTheDirectors = !flow.bypassed && flow.forwardedTo == Flow.NOBODY;
      if (mayBeTheDirectors && flow.syns > 0 && neighborhood.isServer(packet.from())) {
        assignments.assigned(flow, packet.from(), evidence);
      }
    }
    flow.serverFinished |= packet.has(Tcp.FIN);
    if (flow.replied.note(packet)) {
      ends.repeated(flow, false, evidence);
    }
  }

  private void lookAtError(WirePacket packet, SeenFrame frame) {
    WirePacket quoted = packet.quoted();
    if (quoted == null || !quoted.hasPorts || !neighborhood.isVirtual(quoted.destination)) {
      return;
    }
    Flow flow = flows.get(FlowKey.ofRequest(quoted));
    AuditedService service = flow == null ? cluster.serviceOf(quoted) : flow.service;
    resets.byError(flow, FlowKey.ofRequest(quoted), service, packet, frame);
  }

  private void retire(long now) {
    Iterator<Flow> eldest = flows.values().iterator();
    while (eldest.hasNext()) {
      Flow flow = eldest.next();
      if (flow.lastAt >= now - IDLE_NANOS && flows.size() < FLOWS_MAX) {
        return;
      }
      ends.of(flow, now);
      eldest.remove();
    }
  }

  /** The captures have ended. */
  void finish(long now) {
    flows.values().forEach(flow -> ends.of(flow, now));
    ends.finish();
    assignments.finish();
    picks.finish();
  }
}
