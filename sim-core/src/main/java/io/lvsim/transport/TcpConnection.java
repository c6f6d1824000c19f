package io.lvsim.transport;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.engine.Timer;
import io.lvsim.host.Errno;
import io.lvsim.wire.Tcp;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection, from SYN to TIME_WAIT: who it is between, its state, what was agreed in the
 * handshake, and its program. The halves that send and receive are in {@link TcpSender} and {@link
 * TcpReceiver}, what an arriving segment does in {@link TcpInput}.
 */
public final class TcpConnection {
  /** MAX_SYNCOOKIE_AGE: two periods of 60 s. */
  private static final long COOKIE_LIFETIME_NANOS = 120 * Nanos.PER_SECOND;

  final TcpStack stack;
  final long number;
  final int localAddress;
  final int localPort;
  final int remoteAddress;
  final int remotePort;
  final RoundTrip roundTrip = new RoundTrip();
  final TcpReceiver receiver;
  final TcpSender sender;
  final TcpProgram program;
  @Nullable TcpConnection previous;
  @Nullable TcpConnection next;

  private final TcpPath path;
  private final TcpAgreement agreement;
  private TcpState state = TcpState.CLOSED;
  private @Nullable TcpListener request;
  private int identification;
  private boolean listed;
  private boolean sendingClosed;
  private @Nullable Errno softError;
  private @Nullable Timer closingTimer;
  private long lastStrayAnswerNanos = Long.MIN_VALUE / 2;
  private boolean neighborIsAlive;

  TcpConnection(
      TcpStack stack,
      long number,
      TcpPath path,
      int localPort,
      int remotePort,
      TcpAgreement agreement,
      int initialSequence) {
    this.stack = stack;
    this.number = number;
    this.path = path;
    this.localAddress = path.localAddress();
    this.localPort = localPort;
    this.remoteAddress = path.remoteAddress();
    this.remotePort = remotePort;
    this.agreement = agreement;
    Simulation simulation = stack.simulation();
    DelayedAck acknowledgments = new DelayedAck(this, simulation);
    receiver = new TcpReceiver(this, stack.receiveWindow(path, agreement), acknowledgments);
    sender = new TcpSender(this, stack.writer(), simulation, initialSequence);
    program = new TcpProgram(this);
    identification = stack.secrets().identification();
  }

  // ---- for programs

  public int localAddress() {
    return localAddress;
  }

  public int localPort() {
    return localPort;
  }

  public int remoteAddress() {
    return remoteAddress;
  }

  public int remotePort() {
    return remotePort;
  }

  /** As ss shows it: ESTABLISHED, FIN_WAIT1 ... */
  public TcpState state() {
    return state;
  }

  /** Bytes received that the program has not taken, as Recv-Q of ss. */
  public int receiveQueueBytes() {
    return receiver.unreadBytes();
  }

  /** Bytes sent that the peer has not acknowledged, as Send-Q of ss. */
  public int sendQueueBytes() {
    return sender.unacknowledgedBytes();
  }

  /** Queues bytes; they are copied. Nothing happens once the sending side is closed. */
  public void send(byte[] bytes, int from, int length) {
    if (sendingClosed || state == TcpState.CLOSED || state == TcpState.TIME_WAIT) {
      return;
    }
    sender.queue(bytes, from, length);
    if (state == TcpState.ESTABLISHED || state == TcpState.CLOSE_WAIT) {
      sender.push();
    }
  }

  /** TCP_NODELAY: small segments do not wait for the acknowledgment of others. */
  public void setNoDelay(boolean on) {
    sender.setNoDelay(on);
  }

  /**
   * Lets the program stop to take data, as a process that hangs, or take it again. What arrives
   * meanwhile stays in the receive buffer until its window is full.
   */
  public void setReading(boolean on) {
    program.setReading(on);
  }

  /** shutdown(SHUT_WR): a FIN after what is queued; data is still received. */
  public void shutdown() {
    if (!sendingClosed) {
      closeSending();
    }
  }

  /** close(2): a FIN after what is queued; RST instead when unread data was thrown away. */
  public void close() {
    if (program.isGone()) {
      return;
    }
    boolean unread = receiver.unreadBytes() > 0;
    program.leave();
    if (state == TcpState.CLOSED || state == TcpState.TIME_WAIT) {
      return;
    }
    if (unread) {
      reset("the program closed it with unread data");
    } else if (state == TcpState.SYN_SENT) {
      end();
    } else if (!sendingClosed) {
      closeSending();
    } else if (state == TcpState.FIN_WAIT_2) {
      waitForFin(false);
    }
  }

  /** Ends with RST (SO_LINGER 0). The program is told nothing more. */
  public void abort() {
    program.leave();
    if (state == TcpState.SYN_SENT) {
      end();
    } else if (state != TcpState.CLOSED && state != TcpState.TIME_WAIT) {
      reset("the program aborted it");
    }
  }

  // ---- what was agreed

  boolean usesTimestamps() {
    return agreement.timestamps;
  }

  boolean sackPermitted() {
    return agreement.sack;
  }

  boolean scalesWindows() {
    return agreement.scaling;
  }

  int peerWindowScale() {
    return agreement.peerScale;
  }

  TcpAgreement agreement() {
    return agreement;
  }

  TcpPath path() {
    return path;
  }

  TcpSettings settings() {
    return stack.settings();
  }

  /** The MSS option of our SYN. */
  int maximumSegmentBytes() {
    return path.advertisedSegmentBytes();
  }

  /** The largest data we expect in a segment. */
  int advertisedSegmentBytes() {
    return path.advertisedSegmentBytes() - (agreement.timestamps ? 12 : 0);
  }

  /** The largest data and options that we send in a segment. */
  int segmentBytes() {
    return Math.min(agreement.peerSegmentBytes, path.segmentBytes());
  }

  /** Of the segments that we receive, options included. */
  int headerBytes() {
    return Tcp.HEADER + (agreement.timestamps ? 12 : 0);
  }

  // ---- timestamps (RFC 7323)

  int timestampNow() {
    return (int) (stack.simulation().now() / Nanos.PER_MILLI) + agreement.timestampOffset;
  }

  int echo() {
    return agreement.recentTimestamp;
  }

  /** Takes the timestamp of an acceptable segment that starts no later than the last ACK. */
  void rememberTimestamp(TcpSegment segment) {
    if (segment.hasTimestamps
        && agreement.timestamps
        && !Sequence.after(segment.sequence, receiver.window().toldAt())
        && agreement.recentTimestamp - segment.timestamp <= 0) {
      agreement.recentTimestamp = segment.timestamp;
      agreement.recentAtNanos = stack.simulation().now();
    }
  }

  // ---- for the halves and the input

  TcpSender output() {
    return sender;
  }

  boolean isBetween(int local, int localEnd, int remote, int remoteEnd) {
    return remoteEnd == remotePort
        && remote == remoteAddress
        && localEnd == localPort
        && local == localAddress;
  }

  void setState(TcpState newState) {
    state = newState;
  }

  /** The listener whose half-open request this still is. */
  @Nullable TcpListener request() {
    return request;
  }

  void setRequest(@Nullable TcpListener listener) {
    request = listener;
    Timer cookie = closingTimer;
    if (listener == null && cookie != null) {
      cookie.stop();
    }
  }

  /** Whether it is in the host's table of connections. */
  boolean isListed() {
    return listed;
  }

  void setListed(boolean now) {
    listed = now;
  }

  boolean handshaking() {
    return state == TcpState.SYN_SENT || state == TcpState.SYN_RECEIVED;
  }

  /** Whether the program has closed it, so that only the kernel holds it. */
  boolean isOrphan() {
    return program.isGone();
  }

  /** Whether our FIN is queued or sent. */
  boolean sendingClosed() {
    return sendingClosed;
  }

  int tellWindow() {
    return receiver.window().tell(receiver.acknowledgments().peerSegmentBytes());
  }

  /** Of an IPv4 header: 0 for a request's SYN-ACK, else counting up from a random number. */
  int nextIdentification() {
    return request != null ? 0 : identification++ & 0xFFFF;
  }

  boolean hasSoftError() {
    return softError != null;
  }

  void noteSoftError(Errno error) {
    softError = error;
  }

  void clearSoftError() {
    softError = null;
  }

  Errno softErrorOr(Errno other) {
    Errno noted = softError;
    return noted == null ? other : noted;
  }

  /** At most one answer to stray segments each half second (tcp_oow_rate_limited). */
  boolean mayAnswerStray(TcpSegment segment) {
    if (segment.dataLength > 0 && !segment.has(Tcp.SYN)) {
      return true;
    }
    long now = stack.simulation().now();
    if (now - lastStrayAnswerNanos < 500 * Nanos.PER_MILLI) {
      return false;
    }
    lastStrayAnswerNanos = now;
    return true;
  }

  /** The peer has answered something new, so the way there works (sk_dst_confirm). */
  void confirmNeighbor() {
    neighborIsAlive = true;
  }

  /** With the next segment the neighbour is told to be alive (sock_confirm_neigh). */
  void tellNeighborAlive() {
    if (neighborIsAlive) {
      neighborIsAlive = false;
      path.confirm(stack.host());
    }
  }

  /** Whether it is a half-open connection of which a real kernel would know nothing. */
  boolean awaitsCookie() {
    Timer timer = closingTimer;
    return request != null && timer != null && timer.running();
  }

  /** Does not send its SYN-ACK again, but waits for the ACK so long as a SYN cookie is good. */
  void awaitCookie() {
    sender.timer().stop();
    closingTimer().start(COOKIE_LIFETIME_NANOS);
  }

  /** The peer's FIN has come in order (tcp_fin). */
  void finReceived() {
    switch (state) {
      case SYN_RECEIVED, ESTABLISHED -> {
        state = TcpState.CLOSE_WAIT;
        receiver.acknowledgments().enterPingPong();
      }
      case FIN_WAIT_1 -> {
        sender.sendAck();
        state = TcpState.CLOSING;
      }
      case FIN_WAIT_2 -> {
        sender.sendAck();
        enterTimeWait(TcpState.TIME_WAIT, 0);
      }
      default -> {}
    }
  }

  /**
   * The program has closed and our FIN is acknowledged: how long to wait for the peer's
   * (tcp_fin_timeout).
   *
   * @param finHere whether the segment at hand holds the peer's FIN, so that it is worth to stay
   */
  void waitForFin(boolean finHere) {
    long timeout = settings().finTimeoutSeconds * Nanos.PER_SECOND;
    if (timeout > TimeWaitTable.LENGTH_NANOS) {
      closingTimer().start(timeout - TimeWaitTable.LENGTH_NANOS);
    } else if (finHere) {
      closingTimer().start(Math.max(timeout, 0));
    } else {
      enterTimeWait(TcpState.FIN_WAIT_2, timeout);
    }
  }

  /** Leaves the rest to the small table of connections that only wait (tcp_time_wait). */
  void enterTimeWait(TcpState waitingIn, long timeoutNanos) {
    stack.decisions.closed(
        this,
        waitingIn == TcpState.TIME_WAIT
            ? "both FINs have come and are acknowledged, TIME_WAIT for 60 s"
            : "our FIN is acknowledged, FIN_WAIT_2 until the peer's FIN comes");
    long retransmissions = roundTrip.timeoutNanos() * 7 / 2;
    stack.enterTimeWait(this, waitingIn, Math.max(timeoutNanos, retransmissions));
    state = TcpState.TIME_WAIT;
    stopTimers();
    program.noteClosed();
  }

  /** Sends RST and ends (tcp_send_active_reset). */
  void reset(String why) {
    stack.decisions.aborted(this, why);
    stack.writer().send(this, Tcp.RST | Tcp.ACK, sender.next(), 0, 0);
    end();
  }

  /** Ends with an error that the program is told, unless it has closed. */
  void fail(Errno error) {
    end();
    program.noteFailed(error);
    program.deliver();
  }

  /** Ends, in order. */
  void done() {
    stack.decisions.closed(this, "our FIN is acknowledged after the peer's has come");
    end();
    program.noteClosed();
  }

  /** Is gone from the host's tables from now on. */
  void end() {
    state = TcpState.CLOSED;
    stopTimers();
    stack.remove(this);
  }

  private void closeSending() {
    sendingClosed = true;
    switch (state) {
      case ESTABLISHED, SYN_RECEIVED -> state = TcpState.FIN_WAIT_1;
      case CLOSE_WAIT -> state = TcpState.LAST_ACK;
      default -> {
        return;
      }
    }
    sender.queueFin();
    sender.push();
  }

  private Timer closingTimer() {
    Timer timer = closingTimer;
    if (timer == null) {
      timer = new Timer(stack.simulation(), this::closingTimedOut);
      closingTimer = timer;
    }
    return timer;
  }

  /** As tcp_keepalive_timer for an orphan in FIN_WAIT_2. */
  private void closingTimedOut() {
    TcpListener listener = request;
    if (listener != null) {
      listener.requestGone();
      end();
      return;
    }
    long rest = settings().finTimeoutSeconds * Nanos.PER_SECOND - TimeWaitTable.LENGTH_NANOS;
    if (state == TcpState.FIN_WAIT_2 && rest > 0) {
      enterTimeWait(TcpState.FIN_WAIT_2, rest);
      program.deliver();
    } else {
      reset("the peer's FIN has not come within tcp_fin_timeout");
      program.noteClosed();
      program.deliver();
    }
  }

  private void stopTimers() {
    sender.stop();
    receiver.acknowledgments().stop();
    Timer timer = closingTimer;
    if (timer != null) {
      timer.stop();
    }
  }
}
