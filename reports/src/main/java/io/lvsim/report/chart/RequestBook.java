package io.lvsim.report.chart;

import io.lvsim.report.story.Happening;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryFrame;
import io.lvsim.report.story.StoryNode.Role;
import io.lvsim.wire.Ethernet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests as they reach who serves them: the first SYN of a connection to a virtual address that
 * gets to a real server, or that a director answers itself.
 */
final class RequestBook {
  /**
   * A request.
   *
   * @param director who passed it on; empty if nobody did
   * @param service address and port that it was for
   */
  record Request(long atNanos, String server, String director, String service) {
    boolean wentRound() {
      return director.isEmpty();
    }
  }

  private final Story story;
  private final Segments segments;
  private final LabFacts facts;
  private final List<Request> requests = new ArrayList<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private @Nullable Request latest;

  RequestBook(Story story, Segments segments, LabFacts facts) {
    this.story = story;
    this.segments = segments;
    this.facts = facts;
  }

  void take(Happening happening) {
    latest = null;
    switch (happening) {
      case Happening.Arrived arrived when facts.roleOf(arrived.node()) != Role.SWITCH ->
          arrived(arrived);
      case Happening.Sent sent when facts.isDirector(sent.node()) -> sentByDirector(sent);
      default -> {
        return;
      }
    }
  }

  private void arrived(Happening.Arrived arrived) {
    if (facts.isDirector(arrived.node())) {
      return;
    }
    Segment segment = segments.of(arrived.frame());
    if (segment == null || !segment.opens() || !facts.isVirtual(segment.destinationAddress())) {
      return;
    }
    byte[] bytes = story.frames().get(arrived.frame() - 1).bytes();
    if (!arrived.node().equals(facts.ownerOf(Ethernet.destination(bytes)))) {
      return;
    }
    String sender = facts.ownerOf(Ethernet.source(bytes));
    String director = sender != null && facts.isDirector(sender) ? sender : "";
    String flow = segment.flow() + " " + segment.sequence();
    note(arrived.atNanos(), arrived.node(), director, flow, service(segment, false));
  }

  /** A director that answers with a virtual address serves the request itself. */
  private void sentByDirector(Happening.Sent sent) {
    StoryFrame frame = story.frames().get(sent.frame() - 1);
    Segment segment = frame.node().equals(sent.node()) ? segments.of(sent.frame()) : null;
    if (segment != null && segment.accepts() && facts.isVirtual(segment.sourceAddress())) {
      note(sent.atNanos(), sent.node(), sent.node(), segment.flowBack(), service(segment, true));
    }
  }

  private void note(long at, String server, String director, String flow, String service) {
    if (seen.add(server + " " + flow)) {
      Request request = new Request(at, server, director, service);
      requests.add(request);
      latest = request;
    }
  }

  private static String service(Segment segment, boolean back) {
    return back
        ? segment.sourceAddress() + ":" + segment.sourcePort()
        : segment.destinationAddress() + ":" + segment.destinationPort();
  }

  /** Those so far, in order. */
  List<Request> requests() {
    return requests;
  }

  /** The one that the last happening was; null if it was none. */
  @Nullable Request latest() {
    return latest;
  }
}
