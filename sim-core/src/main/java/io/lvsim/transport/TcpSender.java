package io.lvsim.transport;

import io.lvsim.engine.Simulation;
import io.lvsim.wire.Tcp;

/**
 * The sending half of a connection: queues what the program sends, cuts it into segments as far as
 * the windows and Nagle's rule allow, and sends again what was lost (Linux: net/ipv4/tcp_output.c).
 */
final class TcpSender {
  private final TcpConnection connection;
  private final Simulation simulation;
  private final SegmentWriter writer;
  private final SendBuffer buffer = new SendBuffer();
  private final RetransmitQueue sent = new RetransmitQueue();
  private final CongestionControl congestion = new CongestionControl();
  private final RetransmissionTimer timer;

  /** snd_una: the oldest sequence number that is not acknowledged. */
  private int unacknowledged;

  /** snd_nxt. */
  private int next;

  /** write_seq: behind everything queued, a FIN included. */
  private int queuedEnd;

  /** Where the bytes in the buffer begin. */
  private int bufferStart;

  private boolean finQueued;
  private int window;
  private int windowUpdateSequence;
  private int largestWindow;
  private int smallSegmentEnd;
  private boolean noDelay;
  private long sentDataAtNanos;
  private boolean probedTail;
  private int probedTailEnd;
  private boolean probedTailAgain;

  TcpSender(TcpConnection connection, SegmentWriter writer, Simulation simulation, int initial) {
    this.connection = connection;
    this.writer = writer;
    this.simulation = simulation;
    timer = new RetransmissionTimer(connection, this, simulation);
    unacknowledged = initial;
    next = initial;
    queuedEnd = initial;
    bufferStart = initial + 1;
    smallSegmentEnd = initial;
  }

  RetransmitQueue sent() {
    return sent;
  }

  CongestionControl congestion() {
    return congestion;
  }

  RetransmissionTimer timer() {
    return timer;
  }

  int unacknowledged() {
    return unacknowledged;
  }

  int next() {
    return next;
  }

  int window() {
    return window;
  }

  int largestWindow() {
    return largestWindow;
  }

  /** Whether all that was queued, a FIN included, is acknowledged. */
  boolean allAcknowledged() {
    return unacknowledged == queuedEnd;
  }

  boolean hasUnsent() {
    return next != queuedEnd;
  }

  /** Bytes that the program has sent and the peer has not acknowledged. */
  int unacknowledgedBytes() {
    return buffer.size();
  }

  void setNoDelay(boolean on) {
    noDelay = on;
    if (on) {
      push();
    }
  }

  // ---- what the program sends

  /**
   * Sends the first segment of a handshake.
   *
   * @param flags SYN, or SYN and ACK
   */
  void sendSyn(int flags) {
    queuedEnd++;
    next++;
    sent.append(unacknowledged, next, flags, simulation.now());
    timer.rearm();
    writer.send(connection, flags, unacknowledged, 0, 0);
  }

  /** Sends the first segment once more, now as an answer to the peer's SYN that has crossed it. */
  void answerSyn() {
    sent.clear();
    sent.append(unacknowledged, next, Tcp.SYN | Tcp.ACK, simulation.now());
    resendSyn();
  }

  /** Sends the first segment once more, out of turn. */
  void resendSyn() {
    timer.restart();
    writer.send(connection, sent.flags(0), unacknowledged, 0, 0);
  }

  /** The handshake is done, and no loss in it counts any more. */
  void established() {
    congestion.start(sent.wasEverSentAgain(0) && timer.retransmissions() > 1);
    sent.clear();
    unacknowledged = next;
    timer.progress();
    timer.repaired();
    timer.stop();
  }

  /** Copies bytes that wait in the buffer. */
  void copyData(int offset, int length, byte[] into, int at) {
    buffer.copy(offset, length, into, at);
  }

  void queue(byte[] bytes, int from, int length) {
    long idle = simulation.now() - sentDataAtNanos;
    if (sent.size() == 0 && idle > connection.roundTrip.timeoutNanos()) {
      congestion.restartAfterIdle(idle, connection.roundTrip.timeoutNanos());
    }
    buffer.append(bytes, from, length);
    queuedEnd += length;
  }

  void queueFin() {
    finQueued = true;
    queuedEnd++;
  }

  /** Sends what may be sent (tcp_write_xmit, __tcp_push_pending_frames). */
  void push() {
    boolean any = false;
    while (next != queuedEnd && sendNext(false)) {
      any = true;
    }
    if (any) {
      timer.scheduleLossProbe(false);
    }
    if (sent.size() == 0 && next != queuedEnd) {
      timer.checkWindowProbe();
    }
  }

  /** Sends a bare acknowledgment now. */
  void sendAck() {
    writer.send(connection, Tcp.ACK, next, 0, 0);
  }

  /** Forgets everything; the connection has ended. */
  void stop() {
    timer.stop();
    sent.clear();
  }

  // ---- what the peer says

  /** Takes the window of a SYN, which is not scaled. */
  void startWindow(int bytes, int sequence) {
    window = bytes;
    largestWindow = Math.max(largestWindow, bytes);
    windowUpdateSequence = sequence;
    sentDataAtNanos = simulation.now();
  }

  /** Whether a segment's window is news (tcp_may_update_window). */
  boolean windowIsNews(int acknowledgment, int sequence, int bytes) {
    return Sequence.after(acknowledgment, unacknowledged)
        || Sequence.after(sequence, windowUpdateSequence)
        || sequence == windowUpdateSequence && (bytes > window || bytes == 0 && window != 0);
  }

  void updateWindow(int sequence, int bytes) {
    windowUpdateSequence = sequence;
    window = bytes;
    largestWindow = Math.max(largestWindow, bytes);
  }

  /** Takes an acknowledgment of something new. */
  void acknowledged(int acknowledgment) {
    unacknowledged = acknowledgment;
    int dataEnd = Sequence.min(acknowledgment, bufferStart + buffer.size());
    if (Sequence.after(dataEnd, bufferStart)) {
      buffer.drop(dataEnd - bufferStart);
      bufferStart = dataEnd;
    }
  }

  /** An acknowledgment came while nothing was out but something waits (tcp_ack_probe). */
  void checkWindow() {
    if (hasUnsent()) {
      int end = next + Math.min(queuedEnd - next, segmentBytes());
      timer.windowMayHaveOpened(!Sequence.after(end, windowEnd()));
    }
  }

  // ---- what was lost

  /** The timeout has run out: everything is taken for lost, the oldest goes out again. */
  void retransmitAfterTimeout() {
    if (sent.isSacked(0)) {
      sent.forgetSacks();
    }
    probedTail = false;
    congestion.enterLoss(next);
    sent.markAllLost();
    retransmit(0);
  }

  /** Sends again what counts as lost, as far as the congestion window allows. */
  void retransmitLost() {
    boolean first = false;
    for (int segment = 0; segment < sent.size() && sent.lost() > 0; segment++) {
      if (!sent.isLost(segment) || sent.isSentAgain(segment)) {
        continue;
      }
      if (inFlight() >= congestion.window() && segment > 0) {
        break;
      }
      if (connection.stack.decisions.on()) {
        connection.stack.decisions.fastRetransmitted(
            connection, text(segment), congestion.duplicates());
      }
      retransmit(segment);
      first |= segment == 0;
    }
    if (first) {
      timer.restart();
    }
  }

  /** Segments must be smaller: what no longer fits goes out again (tcp_simple_retransmit). */
  void retransmitOversized() {
    for (int segment = 0; segment < sent.size(); segment++) {
      if (dataLength(segment) > segmentBytes() && !sent.isSacked(segment)) {
        sent.markLost(segment);
      }
    }
    retransmitLost();
  }

  /**
   * Sends new data if there is any, else the last segment again, to provoke an answer
   * (tcp_send_loss_probe).
   *
   * @return false if a probe is out already
   */
  boolean probeTail() {
    if (probedTail || sent.size() == 0) {
      return false;
    }
    int before = sent.size();
    probedTailAgain = false;
    if (next == queuedEnd || !sendNext(true) || sent.size() == before) {
      int last = sent.size() - 1;
      if (connection.stack.decisions.on()) {
        long waited = simulation.now() - sent.sentAtNanos(last);
        connection.stack.decisions.tailProbed(connection, text(last), waited);
      }
      retransmit(last);
      probedTailAgain = true;
    }
    probedTail = true;
    probedTailEnd = next;
    return true;
  }

  /** Draws the conclusion from an acknowledgment after a tail loss probe (tcp_process_tlp_ack). */
  void tailProbeAnswered(int acknowledgment, boolean duplicateReported, boolean plainDuplicate) {
    if (!probedTail || Sequence.before(acknowledgment, probedTailEnd)) {
      return;
    }
    if (!probedTailAgain || duplicateReported || plainDuplicate) {
      probedTail = false;
    } else if (Sequence.after(acknowledgment, probedTailEnd)) {
      probedTail = false;
      congestion.halve();
    }
  }

  /** Sends into a window that is closed or too small, to learn of its opening. */
  void probeWindow() {
    int room = windowEnd() - next;
    if (room <= 0) {
      writer.send(connection, Tcp.ACK, unacknowledged - 1, 0, 0);
      return;
    }
    int length = Math.min(Math.min(unsentBytes(), room), segmentBytes());
    boolean withFin = finQueued && length == unsentBytes() && length < room;
    transmit(length, Tcp.ACK | Tcp.PSH | (withFin ? Tcp.FIN : 0));
  }

  /** Segments that are thought to be on their way. */
  int inFlight() {
    int flying = sent.inFlight();
    return connection.sackPermitted()
        ? flying
        : Math.max(1, flying - Math.min(congestion.duplicates(), flying));
  }

  /** The oldest segment, for people. */
  String headText() {
    return text(0);
  }

  private String text(int segment) {
    int flags = sent.flags(segment);
    if ((flags & Tcp.SYN) != 0) {
      return (flags & Tcp.ACK) != 0 ? "SYN-ACK" : "SYN";
    }
    int length = sent.end(segment) - sent.start(segment);
    if ((flags & Tcp.FIN) == 0) {
      return length + " bytes";
    }
    return length > 1 ? length - 1 + " bytes and FIN" : "FIN";
  }

  // ---- segments

  /** How much data fits in a segment now (tcp_current_mss). */
  int segmentBytes() {
    int bytes = connection.segmentBytes() - writer.optionBytes(connection);
    int bound = largestWindow > 536 ? largestWindow / 2 : largestWindow;
    return bound > 0 && bytes > bound ? Math.max(bound, 48) : bytes;
  }

  private int windowEnd() {
    return unacknowledged + window;
  }

  private int unsentBytes() {
    return queuedEnd - next - (finQueued ? 1 : 0);
  }

  private boolean sendNext(boolean probing) {
    int unsent = unsentBytes();
    int full = segmentBytes();
    int length = Math.min(unsent, full);
    boolean withFin = finQueued && length == unsent;
    int end = next + length + (withFin ? 1 : 0);
    if (Sequence.after(end, windowEnd())) {
      return false;
    }
    if (!probing && !withFin && (inFlight() >= congestion.window() || holdsBack(length, full))) {
      return false;
    }
    boolean last = length == unsent && length > 0;
    transmit(length, Tcp.ACK | (last ? Tcp.PSH : 0) | (withFin ? Tcp.FIN : 0));
    if (length < full) {
      smallSegmentEnd = next;
    }
    return true;
  }

  /** Nagle's rule as Minshall changed it: at most one small segment may be out. */
  private boolean holdsBack(int length, int full) {
    return length < full
        && !noDelay
        && sent.size() > 0
        && Sequence.after(smallSegmentEnd, unacknowledged)
        && !Sequence.after(smallSegmentEnd, next);
  }

  private void transmit(int length, int flags) {
    int start = next;
    int end = start + length + ((flags & Tcp.FIN) != 0 ? 1 : 0);
    next = end;
    sent.append(start, end, flags & ~Tcp.ACK, simulation.now());
    sentDataAtNanos = simulation.now();
    if (sent.size() == 1 || !timer.running()) {
      timer.rearm();
    }
    writer.send(connection, flags, start, start - bufferStart, length);
  }

  private void retransmit(int segment) {
    if (segment == 0 && Sequence.before(sent.start(0), unacknowledged)) {
      sent.trimFirst(unacknowledged);
    }
    int full = segmentBytes();
    int start = sent.start(segment);
    int flags = sent.flags(segment);
    int length = dataLength(segment);
    if (length > full) {
      sent.split(segment, start + full, flags & ~(Tcp.FIN | Tcp.PSH));
      if (isCutThrough(segment + 1, full)) {
        sent.joinLost(segment + 1);
      }
      length = full;
      flags = sent.flags(segment);
    } else if (segment == 0 && (flags & Tcp.SYN) == 0) {
      joinFollowing(full);
      length = dataLength(0);
      flags = sent.flags(0);
    }
    sent.markSentAgain(segment, simulation.now());
    if ((flags & Tcp.SYN) != 0) {
      writer.send(connection, flags, start, 0, 0);
    } else {
      writer.send(connection, flags | Tcp.ACK, start, start - bufferStart, length);
    }
  }

  /**
   * Whether what is left of a segment goes on in the next one: a kernel keeps what was written
   * together in one buffer, and cuts it anew where the MTU of the way has shrunk.
   */
  private boolean isCutThrough(int segment, int full) {
    return segment + 1 < sent.size()
        && dataLength(segment) < full
        && sent.flags(segment) == 0
        && isPlainlyLost(segment)
        && isPlainlyLost(segment + 1);
  }

  private boolean isPlainlyLost(int segment) {
    return sent.isLost(segment) && !sent.isSacked(segment) && !sent.isSentAgain(segment);
  }

  /** Small segments behind the oldest are sent with it (tcp_retrans_try_collapse). */
  private void joinFollowing(int full) {
    while (sent.size() > 1
        && !sent.isSacked(1)
        && (sent.flags(0) & Tcp.FIN) == 0
        && dataLength(0) + dataLength(1) <= full
        && !Sequence.after(sent.end(1), windowEnd())) {
      sent.joinFirstTwo();
    }
  }

  private int dataLength(int segment) {
    int control = sent.flags(segment) & (Tcp.SYN | Tcp.FIN);
    return sent.end(segment) - sent.start(segment) - (control != 0 ? 1 : 0);
  }
}
