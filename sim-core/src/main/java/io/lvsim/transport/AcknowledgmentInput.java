package io.lvsim.transport;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.wire.Tcp;

/**
 * What an acknowledgment means for the sending half: progress, round-trip time, window, losses
 * (Linux: tcp_ack, tcp_clean_rtx_queue, tcp_sacktag_write_queue, tcp_fastretrans_alert).
 */
final class AcknowledgmentInput {
  /** How an acknowledgment was taken. */
  enum Verdict {
    /** It acknowledges something that was never sent. */
    UNSENT,
    /** It is older than anything the peer can still mean. */
    TOO_OLD,
    /** It is older than one that has come already. */
    OLD,
    FINE
  }

  private final Simulation simulation;

  private boolean advanced;
  private boolean duplicateReported;
  private boolean newlySacked;
  private int acknowledgedSegments;
  private long sampleNanos;

  AcknowledgmentInput(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Takes the acknowledgment of a segment that was found acceptable. */
  Verdict receive(TcpConnection connection, TcpSegment segment) {
    TcpSender sender = connection.sender;
    int acknowledgment = segment.acknowledgment;
    int before = sender.unacknowledged();
    if (Sequence.before(acknowledgment, before)) {
      return old(connection, segment, before);
    }
    if (Sequence.after(acknowledgment, sender.next())) {
      return Verdict.UNSENT;
    }
    connection.rememberTimestamp(segment);
    advanced = acknowledgment != before;
    boolean windowNews = takeWindow(connection, segment);
    int outstanding = sender.sent().size();
    int flying = sender.inFlight();
    if (advanced) {
      sender.timer().progress();
      sender.acknowledged(acknowledgment);
    }
    connection.clearSoftError();
    sender.timer().answered();
    if (outstanding == 0) {
      sender.checkWindow();
      return Verdict.FINE;
    }
    takeOffQueue(connection, segment);
    boolean plainDuplicate =
        !advanced && !windowNews && segment.isEmpty() && !duplicateReported && !newlySacked;
    sender.tailProbeAnswered(acknowledgment, duplicateReported, plainDuplicate);
    if (!advanced && !windowNews && segment.isEmpty() && !duplicateReported) {
      sender.congestion().countDuplicate();
    }
    repair(connection);
    if (acknowledgedSegments > 0) {
      sender.timer().reset();
      growWindow(sender, outstanding, flying);
    }
    if (advanced || plainDuplicate) {
      connection.confirmNeighbor();
    }
    sender.retransmitLost();
    return Verdict.FINE;
  }

  private Verdict old(TcpConnection connection, TcpSegment segment, int unacknowledged) {
    int largest = connection.sender.largestWindow();
    if (Sequence.before(segment.acknowledgment, unacknowledged - largest)) {
      return Verdict.TOO_OLD;
    }
    connection.rememberTimestamp(segment);
    if (segment.sackBlocks > 0 && connection.sackPermitted()) {
      acknowledgedSegments = 0;
      takeSacks(connection, segment, unacknowledged);
      repair(connection);
      connection.sender.retransmitLost();
    }
    return Verdict.OLD;
  }

  private static boolean takeWindow(TcpConnection connection, TcpSegment segment) {
    TcpSender sender = connection.sender;
    int scale = segment.has(Tcp.SYN) ? 0 : connection.peerWindowScale();
    int bytes = segment.window << scale;
    boolean news = sender.windowIsNews(segment.acknowledgment, segment.sequence, bytes);
    if (news) {
      sender.updateWindow(segment.sequence, bytes);
    }
    return news;
  }

  private void takeOffQueue(TcpConnection connection, TcpSegment segment) {
    RetransmitQueue sent = connection.sender.sent();
    int acknowledgment = segment.acknowledgment;
    sampleNanos = -1;
    acknowledgedSegments = 0;
    boolean resentSomething = false;
    while (sent.size() > 0 && !Sequence.after(sent.end(0), acknowledgment)) {
      if (sent.wasEverSentAgain(0)) {
        resentSomething = true;
      } else if (sampleNanos < 0 && !sent.isSacked(0)) {
        sampleNanos = simulation.now() - sent.sentAtNanos(0);
      }
      sent.removeFirst();
      acknowledgedSegments++;
    }
    if (sent.size() > 0 && Sequence.after(acknowledgment, sent.start(0))) {
      sent.trimFirst(acknowledgment);
    }
    takeSacks(connection, segment, acknowledgment);
    measure(connection, segment, resentSomething);
  }

  private void measure(TcpConnection connection, TcpSegment segment, boolean resentSomething) {
    long sample = resentSomething ? -1 : sampleNanos;
    if (sample < 0 && acknowledgedSegments > 0 && segment.hasTimestamps) {
      int elapsedMillis = connection.timestampNow() - segment.timestampEcho;
      if (segment.timestampEcho != 0 && elapsedMillis >= 0) {
        sample = Math.max(1, elapsedMillis) * Nanos.PER_MILLI;
      }
    }
    if (sample >= 0) {
      TcpSender sender = connection.sender;
      connection.roundTrip.measured(sample, sender.unacknowledged(), sender.next());
    }
  }

  private void takeSacks(TcpConnection connection, TcpSegment segment, int acknowledgment) {
    duplicateReported = false;
    newlySacked = false;
    if (!connection.sackPermitted()) {
      return;
    }
    int first = 0;
    if (segment.sackBlocks > 0 && reportsDuplicate(segment, acknowledgment)) {
      duplicateReported = true;
      first = 1;
    }
    for (int block = first; block < segment.sackBlocks; block++) {
      takeSack(connection, segment.sackStart(block), segment.sackEnd(block));
    }
  }

  /** Whether the first block tells of data that came twice (RFC 2883, tcp_check_dsack). */
  private static boolean reportsDuplicate(TcpSegment segment, int acknowledgment) {
    int start = segment.sackStart(0);
    if (Sequence.before(start, acknowledgment)) {
      return true;
    }
    return segment.sackBlocks > 1
        && !Sequence.before(start, segment.sackStart(1))
        && !Sequence.after(segment.sackEnd(0), segment.sackEnd(1));
  }

  private void takeSack(TcpConnection connection, int start, int end) {
    TcpSender sender = connection.sender;
    if (!Sequence.before(start, end)
        || Sequence.after(end, sender.next())
        || Sequence.before(start, sender.unacknowledged())) {
      return;
    }
    RetransmitQueue sent = sender.sent();
    for (int i = 0; i < sent.size() && Sequence.before(sent.start(i), end); i++) {
      boolean inside = !Sequence.before(sent.start(i), start) && !Sequence.after(sent.end(i), end);
      if (inside && !sent.isSacked(i)) {
        if (!sent.wasEverSentAgain(i)) {
          sampleNanos = simulation.now() - sent.sentAtNanos(i);
        }
        sent.markSacked(i);
        newlySacked = true;
      }
    }
  }

  private void repair(TcpConnection connection) {
    TcpSender sender = connection.sender;
    CongestionControl congestion = sender.congestion();
    if (advanced) {
      congestion.acknowledged(sender.unacknowledged());
      if (congestion.phase() == CongestionControl.Phase.OPEN) {
        sender.timer().repaired();
      }
    }
    RetransmitQueue sent = sender.sent();
    if (sent.size() == 0) {
      return;
    }
    if (connection.sackPermitted()) {
      markOvertaken(sent);
    } else if (congestion.duplicates() >= CongestionControl.REORDERING) {
      sent.markLost(0);
    }
    boolean stillRecovering = congestion.phase() == CongestionControl.Phase.RECOVERY;
    if (advanced && stillRecovering && !sent.isSacked(0) && !sent.isSentAgain(0)) {
      sent.markLost(0);
    }
    if (sent.lost() > 0 && congestion.phase() == CongestionControl.Phase.OPEN) {
      congestion.enterRecovery(sender.next());
    }
  }

  /** A segment that three later ones have overtaken is lost (RFC 6675). */
  private static void markOvertaken(RetransmitQueue sent) {
    if (sent.sacked() < CongestionControl.REORDERING) {
      return;
    }
    int later = 0;
    for (int i = sent.size() - 1; i >= 0; i--) {
      if (sent.isSacked(i)) {
        later++;
      } else if (later >= CongestionControl.REORDERING && !sent.isSentAgain(i)) {
        sent.markLost(i);
      }
    }
  }

  /** Outside of recovery, and only if the window was in use (tcp_is_cwnd_limited). */
  private void growWindow(TcpSender sender, int outstanding, int flying) {
    CongestionControl congestion = sender.congestion();
    boolean inUse = 2 * Math.max(outstanding, flying) >= congestion.window();
    if (inUse && congestion.phase() != CongestionControl.Phase.RECOVERY) {
      congestion.grow(acknowledgedSegments);
    }
  }
}
