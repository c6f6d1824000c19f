package io.lvsim.transport;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.engine.Timer;
import io.lvsim.wire.Tcp;

/**
 * When a connection acknowledges: at once at its start and after surprises (quick mode), else with
 * every second full segment, with data going back, or after 40 to 200 ms (Linux: icsk_ack,
 * tcp_event_data_recv, __tcp_ack_snd_check, tcp_send_delayed_ack).
 */
final class DelayedAck {
  /** TCP_ATO_MIN and TCP_DELACK_MIN. */
  static final long MINIMUM_NANOS = 40 * Nanos.PER_MILLI;

  /** TCP_DELACK_MAX. */
  static final long MAXIMUM_NANOS = 200 * Nanos.PER_MILLI;

  /** A tick of a kernel with HZ=250: no timer is shorter. */
  private static final long TICK_NANOS = 4 * Nanos.PER_MILLI;

  private static final int MAXIMUM_QUICK = 16;
  private static final int DEFAULT_SEGMENT = 536;
  private static final int SMALLEST_SEGMENT = 88;
  private static final int BEYOND_PUSH = Tcp.FIN | Tcp.URG | Tcp.SYN | Tcp.PSH;

  private final TcpConnection connection;
  private final Simulation simulation;
  private final Timer timer;

  /** An acknowledgment is owed (ICSK_ACK_SCHED). */
  private boolean owed;

  /** It must go out with the segment at hand (ICSK_ACK_NOW). */
  private boolean owedNow;

  /** The end of something was received, once, or again since (ICSK_ACK_PUSHED, PUSHED2). */
  private int pushes;

  private int quick;

  /** Data goes both ways: an answer will carry the acknowledgment. */
  private boolean pingPong;

  /** The estimated time between segments; 0 before the first data. */
  private long intervalNanos;

  private long timeoutAtNanos;
  private long lastDataAtNanos;
  private int peerSegmentBytes = DEFAULT_SEGMENT;
  private int lastSegmentBytes;

  DelayedAck(TcpConnection connection, Simulation simulation) {
    this.connection = connection;
    this.simulation = simulation;
    timer = new Timer(simulation, this::timedOut);
  }

  /** Guesses the peer's segment size (tcp_initialize_rcv_mss). */
  void start(int ownSegmentBytes, int windowBytes) {
    int guess = Math.min(Math.min(ownSegmentBytes, windowBytes / 2), DEFAULT_SEGMENT);
    peerSegmentBytes = Math.max(guess, SMALLEST_SEGMENT);
    lastDataAtNanos = simulation.now();
  }

  int peerSegmentBytes() {
    return peerSegmentBytes;
  }

  boolean isOwed() {
    return owed;
  }

  void owe() {
    owed = true;
  }

  void oweNow() {
    owed = true;
    owedNow = true;
  }

  /** Something unexpected has come: acknowledge at once for a while (tcp_enter_quickack_mode). */
  void enterQuickMode() {
    addQuick();
    pingPong = false;
    intervalNanos = MINIMUM_NANOS;
  }

  void leaveQuickMode() {
    quick = 0;
  }

  void enterPingPong() {
    pingPong = true;
  }

  /** New data has come in order (tcp_event_data_recv). */
  void dataReceived(TcpSegment segment) {
    owed = true;
    measureSegment(segment);
    long now = simulation.now();
    if (intervalNanos == 0) {
      addQuick();
      intervalNanos = MINIMUM_NANOS;
    } else {
      measureInterval(now - lastDataAtNanos);
    }
    lastDataAtNanos = now;
  }

  /** Data was sent (tcp_event_data_sent). */
  void dataSent() {
    if (simulation.now() - lastDataAtNanos < intervalNanos) {
      pingPong = true;
    }
  }

  /** Something was sent that acknowledges all there is (tcp_event_ack_sent). */
  void sent() {
    if (quick > 0) {
      quick--;
      if (quick == 0) {
        intervalNanos = MINIMUM_NANOS;
      }
    }
    owed = false;
    owedNow = false;
    pushes = 0;
    timer.stop();
  }

  /**
   * Whether to acknowledge now what has come (__tcp_ack_snd_check).
   *
   * @param unacknowledged bytes since the last acknowledgment
   * @param windowGrew whether the window to tell is at least the last one
   */
  boolean isDue(int unacknowledged, boolean windowGrew) {
    return unacknowledged > peerSegmentBytes && windowGrew || quick > 0 && !pingPong || owedNow;
  }

  /**
   * Whether to acknowledge after the program has read (tcp_cleanup_rbuf).
   *
   * @param allRead whether nothing is left to read
   */
  boolean isDueAfterRead(int unacknowledged, boolean allRead) {
    if (!owed) {
      return false;
    }
    boolean pushed = pushes > 1 || pushes == 1 && !pingPong;
    return unacknowledged > peerSegmentBytes || pushed && allRead;
  }

  /** Acknowledges later (tcp_send_delayed_ack). */
  void delay() {
    owed = true;
    long now = simulation.now();
    long delay = Math.min(boundedInterval(), MAXIMUM_NANOS);
    long timeout = now + delay;
    if (timer.running()) {
      if (timeoutAtNanos <= now + delay / 4) {
        connection.output().sendAck();
        return;
      }
      timeout = Math.min(timeout, timeoutAtNanos);
    }
    timeoutAtNanos = timeout;
    timer.start(timeout - now);
  }

  void stop() {
    timer.stop();
  }

  private long boundedInterval() {
    if (intervalNanos <= MINIMUM_NANOS) {
      return Math.max(intervalNanos, TICK_NANOS);
    }
    long bound = pingPong || pushes > 0 ? MAXIMUM_NANOS : 500 * Nanos.PER_MILLI;
    if (connection.roundTrip.known()) {
      bound = Math.min(bound, Math.max(connection.roundTrip.smoothedNanos(), MINIMUM_NANOS));
    }
    return Math.min(intervalNanos, bound);
  }

  private void timedOut() {
    if (!owed) {
      return;
    }
    if (pingPong) {
      pingPong = false;
      intervalNanos = MINIMUM_NANOS;
    } else {
      intervalNanos = Math.min(intervalNanos * 2, connection.roundTrip.timeoutNanos());
    }
    connection.output().sendAck();
  }

  private void addQuick() {
    int count = connection.receiver.window().size() / (2 * peerSegmentBytes);
    quick = Math.max(quick, Math.min(count == 0 ? 2 : count, MAXIMUM_QUICK));
  }

  private void measureInterval(long elapsed) {
    if (elapsed <= MINIMUM_NANOS / 2) {
      intervalNanos = intervalNanos / 2 + MINIMUM_NANOS / 2;
    } else if (elapsed < intervalNanos) {
      long grown = intervalNanos / 2 + elapsed;
      intervalNanos = Math.min(grown, connection.roundTrip.timeoutNanos());
    } else if (elapsed > connection.roundTrip.timeoutNanos()) {
      addQuick();
    }
  }

  /** Learns the peer's segment size and notes small segments (tcp_measure_rcv_mss). */
  private void measureSegment(TcpSegment segment) {
    int last = lastSegmentBytes;
    lastSegmentBytes = 0;
    int length = segment.dataLength;
    if (length >= peerSegmentBytes) {
      peerSegmentBytes = Math.min(length, connection.advertisedSegmentBytes());
      if (segment.has(Tcp.PSH)) {
        pushes = Math.max(pushes, 1);
      }
      return;
    }
    int withHeader = length + segment.headerLength;
    if (withHeader >= DEFAULT_SEGMENT + Tcp.HEADER
        || withHeader >= SMALLEST_SEGMENT + Tcp.HEADER && (segment.flags & BEYOND_PUSH) == 0) {
      lastSegmentBytes = withHeader - connection.headerBytes();
      if (lastSegmentBytes == last) {
        peerSegmentBytes = lastSegmentBytes;
        return;
      }
    }
    pushes = Math.min(pushes + 1, 2);
  }
}
