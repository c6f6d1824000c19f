package io.lvsim.audit;

import io.lvsim.wire.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What can be said of connections when no more is to come: silence, one side, repetition. */
final class FlowEnd {
  private static final long PATIENCE_NANOS = 3_000_000_000L;
  private static final int ONE_SIDE_PACKETS = 3;
  private static final int DOUBTFUL_MAX = 10_000;

  private final Neighborhood neighborhood;
  private final Findings findings;
  private final Map<Long, Long> twoSidedBy = new TreeMap<>();
  private final Map<String, Repetition> repetitions = new TreeMap<>();
  private final List<Flow> doubtful = new ArrayList<>();
  private boolean anyReply;
  private @Nullable Evidence anyRequest;

  /** Segments to or from a service, and those sent again. */
  private static final class Repetition {
    private final List<Evidence> evidence = new ArrayList<>();
    private long segments;
    private long again;
  }

  FlowEnd(Neighborhood neighborhood, Findings findings) {
    this.neighborhood = neighborhood;
    this.findings = findings;
  }

  /** A segment was sent again. */
  void repeated(Flow flow, boolean request, Evidence evidence) {
    List<Evidence> seen = repetition(flow, request).evidence;
    if (seen.size() < 6) {
      seen.add(evidence);
    }
  }

  private Repetition repetition(Flow flow, boolean request) {
    String way = (request ? "to " : "from ") + flow.key.target();
    return repetitions.computeIfAbsent(way, w -> new Repetition());
  }

  /** A connection of which no more comes. */
  void of(Flow flow, long now) {
    count(flow, true, flow.requested);
    count(flow, false, flow.replied);
    anyReply |= flow.replies > 0 || flow.refused;
    if (flow.replies == 0 && !flow.refused && anyRequest == null) {
      anyRequest = flow.firstRequest;
    }
    if (flow.replies > 0 && flow.requests > 0) {
      twoSidedBy.merge(serverOf(flow), 1L, Long::sum);
    }
    boolean silent = flow.replies == 0 && !flow.refused && flow.syns > 0 && flow.progress == 0;
    if (silent && flow.syns > 1) {
      unanswered(flow);
    } else if (oneSided(flow) || silent && waited(flow, now)) {
      keep(flow);
    }
  }

  private void count(Flow flow, boolean request, SegmentCount count) {
    if (count.segments() > 0) {
      Repetition repetition = repetition(flow, request);
      repetition.segments += count.segments();
      repetition.again += count.again();
    }
  }

  private static boolean waited(Flow flow, long now) {
    return flow.lastSyn != null && now - flow.lastSyn.atNanos() >= PATIENCE_NANOS;
  }

  private static boolean oneSided(Flow flow) {
    boolean onlyRequests = flow.replies == 0 && flow.progress >= ONE_SIDE_PACKETS;
    boolean onlyReplies = flow.requests == 0 && flow.replies >= ONE_SIDE_PACKETS;
    return flow.key.protocol() == Ipv4.PROTOCOL_TCP && (onlyRequests || onlyReplies);
  }

  private void keep(Flow flow) {
    if (doubtful.size() < DOUBTFUL_MAX) {
      doubtful.add(flow);
    }
  }

  private static long serverOf(Flow flow) {
    return flow.forwardedTo != Flow.NOBODY ? flow.forwardedTo : flow.acceptedBy;
  }

  private void unanswered(Flow flow) {
    String target = flow.key.target();
    if (flow.forwardedTo != Flow.NOBODY) {
      findings.add(
          FindingKind.SERVER_SILENT,
          neighborhood.name(flow.forwardedTo) + " does not answer connections to " + target,
          flow.firstForward,
          flow.lastSyn);
      return;
    }
    findings.add(
        FindingKind.SYN_UNANSWERED,
        "SYNs to " + target + " got no answer" + whereTo(flow),
        flow.firstRequest,
        flow.lastSyn);
  }

  private static String whereTo(Flow flow) {
    if (flow.bypassed) {
      return ": they went round the director";
    }
    if (flow.firstForward != null) {
      return ": the director forwarded them, the capture does not tell to whom";
    }
    return flow.reachedDirector ? ": they reached the director, which did not forward them" : "";
  }

  /** The captures have ended. */
  void finish() {
    if (!anyReply && anyRequest != null) {
      findings.add(FindingKind.ONE_SIDED_CAPTURE, "there are requests, but no replies", anyRequest);
    }
    doubtful.forEach(this::judge);
    repetitions.forEach(this::tellRepetitions);
  }

  /** One side alone says something where the other side of other connections is to be seen. */
  private void judge(Flow flow) {
    boolean repliesAreSeen = twoSidedBy.getOrDefault(serverOf(flow), 0L) > 0;
    if (flow.syns > 0 && flow.progress == 0 && flow.replies == 0) {
      if (anyReply) {
        unanswered(flow);
      }
    } else if (repliesAreSeen) {
      boolean onlyRequests = flow.replies == 0;
      findings.add(
          FindingKind.ONE_SIDED,
          "only the "
              + (onlyRequests ? "client's" : "server's")
              + " side of connections to "
              + flow.key.target()
              + " is to be seen",
          onlyRequests ? flow.firstRequest : flow.firstReply);
    }
  }

  private void tellRepetitions(String way, Repetition repetition) {
    if (repetition.again == 0) {
      return;
    }
    boolean many = repetition.again >= 3 && repetition.again * 100 >= repetition.segments;
    findings.add(
        FindingKind.RETRANSMISSIONS,
        many ? Severity.WARNING : Severity.NOTE,
        repetition.again + " of " + repetition.segments + " segments " + way + " were sent again",
        repetition.again,
        repetition.evidence.toArray(Evidence[]::new));
  }
}
