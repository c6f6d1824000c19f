package io.lvsim.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been seen of one connection. */
final class Flow {
  /** No machine. */
  static final long NOBODY = -1;

  final FlowKey key;
  final @Nullable AuditedService service;
  final SegmentCount requested = new SegmentCount();
  final SegmentCount replied = new SegmentCount();

  long lastAt;

  /** The first request, and the last SYN. */
  @Nullable Evidence firstRequest;

  @Nullable Evidence lastSyn;
  int synSequence;
  int syns;

  /** Requests other than SYNs: the client has heard from the server. */
  long progress;

  long requests;
  long replies;
  boolean reachedDirector;
  boolean bypassed;

  /** The server that it was forwarded to, where the capture tells it. */
  long forwardedTo = NOBODY;

  @Nullable Evidence firstForward;
  long acceptedBy = NOBODY;
  @Nullable Evidence firstReply;

  /** Whether its first packet seen is a SYN, and no connection of the same ends was seen before. */
  boolean beganWithSyn;

  final List<Pick> picks = new ArrayList<>(0);
  boolean assigned;
  boolean refused;
  boolean replyThroughDirector;
  boolean reset;
  boolean clientFinished;
  boolean serverFinished;

  Flow(FlowKey key, @Nullable AuditedService service) {
    this.key = key;
    this.service = service;
  }

  boolean isOver() {
    return reset || refused || clientFinished;
  }
}
