package io.lvsim.transport;

import io.lvsim.wire.Tcp;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a connection: takes segments in any order, keeps data until the program
 * reads it, and says when to acknowledge (Linux: tcp_data_queue and what it calls).
 */
final class TcpReceiver {
  private final TcpConnection connection;
  private final ReceiveWindow window;
  private final DelayedAck acknowledgments;
  private @Nullable SegmentQueue readable;
  private @Nullable SegmentQueue outOfOrder;
  private @Nullable SackBlocks sackBlocks;
  private boolean finWaits;
  private int finSequence;
  private boolean finReceived;

  TcpReceiver(TcpConnection connection, ReceiveWindow window, DelayedAck acknowledgments) {
    this.connection = connection;
    this.window = window;
    this.acknowledgments = acknowledgments;
  }

  ReceiveWindow window() {
    return window;
  }

  DelayedAck acknowledgments() {
    return acknowledgments;
  }

  /** rcv_nxt. */
  int next() {
    return window.next();
  }

  /** Whether the peer's FIN has come and all data before it. */
  boolean finReceived() {
    return finReceived;
  }

  /** Bytes that wait for the program. */
  int unreadBytes() {
    SegmentQueue queue = readable;
    int end = window.next() - (finReceived ? 1 : 0);
    return queue == null || queue.isEmpty() ? 0 : end - queue.firstStart();
  }

  /** What waits for the program, oldest first; null or empty if nothing does. */
  @Nullable SegmentQueue readable() {
    return readable;
  }

  /** What is to be reported in SACK options; null if nothing ever was. */
  @Nullable SackBlocks sackBlocks() {
    return sackBlocks;
  }

  /** A segment went out that acknowledges all that has come (tcp_event_ack_sent). */
  void sent() {
    acknowledgments.sent();
    if (sackBlocks != null) {
      sackBlocks.reported();
    }
  }

  /** Takes a segment with data or FIN (tcp_data_queue). */
  void receive(TcpSegment segment) {
    if (segment.isEmpty()) {
      return;
    }
    int sequence = segment.sequence;
    int next = window.next();
    if (sequence == next) {
      if (window.left() == 0 && segment.dataLength > 0) {
        refuse();
      } else {
        receiveInOrder(segment);
      }
    } else if (!Sequence.after(segment.endSequence, next)) {
      duplicate(sequence, segment.endSequence);
      refuse();
    } else if (!Sequence.before(sequence, next + window.left())) {
      refuse();
    } else if (Sequence.before(sequence, next)) {
      duplicate(sequence, next);
      if (window.left() == 0) {
        refuse();
      } else {
        receiveInOrder(segment);
      }
    } else {
      receiveBeyondGap(segment);
    }
  }

  /** Acknowledges what has come, now or later (tcp_ack_snd_check). */
  void acknowledge() {
    if (!acknowledgments.isOwed()) {
      return;
    }
    boolean gap = outOfOrder != null && !outOfOrder.isEmpty();
    boolean windowGrew = window.offer(acknowledgments.peerSegmentBytes()) >= window.size();
    if (acknowledgments.isDue(window.next() - window.toldAt(), windowGrew) || gap) {
      connection.output().sendAck();
    } else {
      acknowledgments.delay();
    }
  }

  /** The program has read a piece. */
  void released(int bytes, boolean last) {
    window.released(bytes, last ? 1 : 0);
  }

  /** After the program has read: acknowledges if that opens the window (tcp_cleanup_rbuf). */
  void programHasRead() {
    boolean due =
        acknowledgments.isDueAfterRead(window.next() - window.toldAt(), window.nothingQueued());
    if (!due && !finReceived && 2 * window.left() <= window.clamp()) {
      int offer = window.offer(acknowledgments.peerSegmentBytes());
      due = offer > 0 && offer >= 2 * window.left();
    }
    if (due) {
      connection.output().sendAck();
    }
  }

  /** A segment that lies outside of the window has come again; tells what is there already. */
  void reportDuplicate(TcpSegment segment) {
    if (segment.isEmpty() || !Sequence.before(segment.sequence, window.next())) {
      return;
    }
    acknowledgments.enterQuickMode();
    duplicate(segment.sequence, Sequence.min(segment.endSequence, window.next()));
  }

  private void receiveInOrder(TcpSegment segment) {
    int next = window.next();
    int skipped = next - segment.sequence;
    int fresh = segment.dataLength - skipped;
    if (fresh > 0) {
      if (window.full()) {
        connection.stack.decisions.dropped(connection, "the receive buffer is full");
        acknowledgments.oweNow();
        return;
      }
      queueReadable(segment.frame, segment.dataAt + skipped, next, next + fresh);
      acknowledgments.dataReceived(segment);
    }
    if (segment.has(Tcp.FIN)) {
      fin();
    } else if (outOfOrder != null && !outOfOrder.isEmpty() || finWaits) {
      closeGaps();
    }
    if (sackBlocks != null) {
      sackBlocks.removeBefore(window.next());
    }
  }

  private void closeGaps() {
    SegmentQueue beyond = outOfOrder;
    while (beyond != null
        && !beyond.isEmpty()
        && !Sequence.after(beyond.firstStart(), window.next())) {
      int start = beyond.firstStart();
      int end = beyond.firstEnd();
      int next = window.next();
      window.released(end - start, 1);
      if (Sequence.after(end, next)) {
        int offset = beyond.firstOffset() + next - start;
        queueReadable(beyond.firstFrame(), offset, next, end);
      }
      beyond.removeFirst();
    }
    if (finWaits && finSequence == window.next()) {
      fin();
    }
    if (beyond == null || beyond.isEmpty()) {
      acknowledgments.oweNow();
    }
  }

  private void receiveBeyondGap(TcpSegment segment) {
    if (window.full()) {
      connection.stack.decisions.dropped(connection, "the receive buffer is full");
      return;
    }
    acknowledgments.owe();
    SegmentQueue beyond = outOfOrder;
    if (beyond == null) {
      beyond = new SegmentQueue();
      outOfOrder = beyond;
    }
    int start = segment.sequence;
    int end = start + segment.dataLength;
    int pieces = beyond.size();
    int known = beyond.merge(segment.frame, segment.dataAt, start, end);
    if (known > 0) {
      duplicate(start, start + known);
    }
    window.queued(segment.dataLength - known, beyond.size() - pieces);
    if (segment.has(Tcp.FIN)) {
      finWaits = true;
      finSequence = end;
    }
    if (connection.sackPermitted()) {
      blocks().add(start, segment.endSequence);
    }
  }

  private void queueReadable(byte[] frame, int offset, int start, int end) {
    SegmentQueue queue = readable;
    if (queue == null) {
      queue = new SegmentQueue();
      readable = queue;
    }
    window.queued(end - start, queue.isEmpty() ? 1 : 0);
    queue.append(frame, offset, start, end);
    window.advance(end);
  }

  private void fin() {
    window.advance(window.next() + 1);
    finReceived = true;
    finWaits = false;
    if (outOfOrder != null) {
      outOfOrder.clear();
    }
    if (sackBlocks != null) {
      sackBlocks.clear();
    }
    acknowledgments.owe();
    connection.finReceived();
  }

  private void refuse() {
    acknowledgments.enterQuickMode();
    acknowledgments.owe();
  }

  private void duplicate(int start, int end) {
    if (connection.sackPermitted() && connection.settings().dsack != 0) {
      blocks().duplicate(start, end);
    }
  }

  private SackBlocks blocks() {
    SackBlocks blocks = sackBlocks;
    if (blocks == null) {
      blocks = new SackBlocks();
      sackBlocks = blocks;
    }
    return blocks;
  }
}
