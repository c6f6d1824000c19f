package io.lvsim.transport;

import io.lvsim.engine.Jiffies;
import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.engine.Timer;
import io.lvsim.host.Errno;

/**
 * The one timer of a connection's sending half: retransmission, tail loss probe or zero window
 * probe, whichever is next (Linux: icsk_retransmit_timer, net/ipv4/tcp_timer.c).
 */
final class RetransmissionTimer {
  /** TCP_TIMEOUT_MIN: two ticks of a kernel with HZ=250. */
  private static final long SHORTEST_NANOS = 8 * Nanos.PER_MILLI;

  /** How often a closed connection is retried when tcp_orphan_retries is 0. */
  private static final int ORPHAN_RETRIES = 8;

  private enum Purpose {
    RETRANSMIT,
    LOSS_PROBE,
    WINDOW_PROBE
  }

  private final TcpConnection connection;
  private final TcpSender sender;
  private final Simulation simulation;
  private final Timer timer;
  private Purpose purpose = Purpose.RETRANSMIT;
  private int retransmissions;
  private long firstRetransmissionAtNanos = -1;
  private int windowProbes;
  private int windowProbeBackOff;

  RetransmissionTimer(TcpConnection connection, TcpSender sender, Simulation simulation) {
    this.connection = connection;
    this.sender = sender;
    this.simulation = simulation;
    timer = new Timer(simulation, this::expired);
  }

  /** Timeouts in a row without an answer (icsk_retransmits). */
  int retransmissions() {
    return retransmissions;
  }

  /** Whether the timer waits to probe a closed window. */
  boolean probesWindow() {
    return timer.running() && purpose == Purpose.WINDOW_PROBE;
  }

  boolean running() {
    return timer.running();
  }

  long remainingNanos() {
    return timer.remainingNanos();
  }

  void stop() {
    timer.stop();
  }

  /** The peer has acknowledged something new. */
  void progress() {
    retransmissions = 0;
  }

  /** Whatever was lost has been repaired. */
  void repaired() {
    firstRetransmissionAtNanos = -1;
  }

  /** The peer lives: any acknowledgment ends the count of window probes. */
  void answered() {
    windowProbes = 0;
  }

  /** Runs until the oldest segment is due again; stops if none is out (tcp_rearm_rto). */
  void rearm() {
    if (sender.sent().size() == 0) {
      timer.stop();
      return;
    }
    long delay = connection.roundTrip.timeoutNanos();
    if (timer.running() && purpose == Purpose.LOSS_PROBE) {
      delay = Math.max(timeUntilTimeout(), Nanos.PER_MICRO);
    }
    start(Purpose.RETRANSMIT, delay);
  }

  /** After something was acknowledged (tcp_set_xmit_timer). */
  void reset() {
    if (!scheduleLossProbe(true)) {
      rearm();
    }
  }

  /** A short timeout, to try again soon (a stray ACK in SYN_SENT). */
  void hurry() {
    start(Purpose.RETRANSMIT, SHORTEST_NANOS);
  }

  /**
   * Arms a tail loss probe if the connection may have one (tcp_schedule_loss_probe, RFC 8985).
   *
   * @param timeoutRestarts whether the retransmission timeout counts from now
   * @return whether the timer was set
   */
  boolean scheduleLossProbe(boolean timeoutRestarts) {
    int outstanding = sender.sent().size();
    int setting = connection.settings().earlyRetrans;
    if (setting != 3 && setting != 4
        || outstanding == 0
        || !connection.sackPermitted()
        || sender.congestion().phase() != CongestionControl.Phase.OPEN) {
      return false;
    }
    long delay = RoundTrip.INITIAL_TIMEOUT_NANOS;
    if (connection.roundTrip.known()) {
      long extra = outstanding == 1 ? RoundTrip.MINIMUM_TIMEOUT_NANOS : SHORTEST_NANOS;
      delay = 2 * connection.roundTrip.smoothedNanos() + extra;
    }
    long untilTimeout = timeoutRestarts ? connection.roundTrip.timeoutNanos() : timeUntilTimeout();
    if (untilTimeout > 0) {
      delay = Math.min(delay, untilTimeout);
    }
    start(Purpose.LOSS_PROBE, delay);
    return true;
  }

  /** The probe has gone out: the retransmission timeout starts anew. */
  void restart() {
    start(Purpose.RETRANSMIT, connection.roundTrip.timeoutNanos());
  }

  /**
   * Begins to probe a window that lets nothing out, unless that goes on (tcp_check_probe_timer).
   */
  void checkWindowProbe() {
    if (!timer.running()) {
      start(Purpose.WINDOW_PROBE, windowProbeDelay());
    }
  }

  /** An acknowledgment came while nothing was out (tcp_ack_probe). */
  void windowMayHaveOpened(boolean opened) {
    if (opened) {
      windowProbeBackOff = 0;
      timer.stop();
    } else {
      start(Purpose.WINDOW_PROBE, windowProbeDelay());
    }
  }

  private void start(Purpose newPurpose, long delayNanos) {
    purpose = newPurpose;
    long delay = Math.min(delayNanos, RoundTrip.MAXIMUM_TIMEOUT_NANOS);
    timer.start(newPurpose == Purpose.RETRANSMIT ? delayOnWheel(delay) : delay);
  }

  /** It is one of the kernel's coarse timers (icsk_retransmit_timer): never early, often late. */
  private long delayOnWheel(long delayNanos) {
    return Jiffies.untilTimer(simulation.now(), delayNanos);
  }

  private long timeUntilTimeout() {
    long sentAt = sender.sent().sentAtNanos(0);
    return sentAt + connection.roundTrip.timeoutNanos() - simulation.now();
  }

  private void expired() {
    if (!connection.stack.host().isOn()) {
      return;
    }
    switch (purpose) {
      case RETRANSMIT -> timedOut();
      case LOSS_PROBE -> probeTail();
      case WINDOW_PROBE -> probeWindow();
    }
  }

  private void timedOut() {
    if (sender.sent().size() == 0) {
      return;
    }
    if (isExhausted()) {
      TcpListener listener = connection.request();
      if (listener != null) {
        listener.requestGone();
      }
      connection.stack.decisions.gaveUp(connection, retransmissions, limitSetting());
      connection.fail(connection.softErrorOr(Errno.ETIMEDOUT));
      return;
    }
    retransmissions++;
    long waited = simulation.now() - sender.sent().sentAtNanos(0);
    connection.roundTrip.backOff();
    if (connection.stack.decisions.on()) {
      connection.stack.decisions.retransmitted(
          connection, sender.headText(), retransmissions, waited);
    }
    sender.retransmitAfterTimeout();
    if (firstRetransmissionAtNanos < 0) {
      firstRetransmissionAtNanos = simulation.now();
    }
    start(Purpose.RETRANSMIT, connection.roundTrip.timeoutNanos());
  }

  private void probeTail() {
    if (!sender.probeTail()) {
      rearm();
      return;
    }
    restart();
  }

  private boolean isExhausted() {
    TcpSettings settings = connection.settings();
    if (connection.request() != null) {
      return retransmissions >= settings.synAckRetries;
    }
    if (connection.handshaking()) {
      return retransmissions >= settings.synRetries;
    }
    if (retransmissions == 0 || firstRetransmissionAtNanos < 0) {
      return false;
    }
    int retries = connection.isOrphan() ? orphanRetries() : settings.retries2;
    long since = simulation.now() - firstRetransmissionAtNanos;
    return since >= totalTimeoutNanos(retries);
  }

  private String limitSetting() {
    TcpSettings settings = connection.settings();
    if (connection.request() != null) {
      return "tcp_synack_retries = " + settings.synAckRetries;
    }
    if (connection.handshaking()) {
      return "tcp_syn_retries = " + settings.synRetries;
    }
    if (connection.isOrphan()) {
      return "tcp_orphan_retries = " + settings.orphanRetries;
    }
    return "tcp_retries2 = " + settings.retries2;
  }

  private int orphanRetries() {
    int retries = connection.settings().orphanRetries;
    boolean alive = connection.roundTrip.timeoutNanos() < RoundTrip.MAXIMUM_TIMEOUT_NANOS;
    if (connection.hasSoftError() && !alive) {
      return 0;
    }
    return retries == 0 && alive ? ORPHAN_RETRIES : retries;
  }

  /** How long so many retries from 200 ms on would take (tcp_model_timeout). */
  private static long totalTimeoutNanos(int retries) {
    long doublings = 9;
    if (retries <= doublings) {
      return ((2L << retries) - 1) * RoundTrip.MINIMUM_TIMEOUT_NANOS;
    }
    return ((2L << doublings) - 1) * RoundTrip.MINIMUM_TIMEOUT_NANOS
        + (retries - doublings) * RoundTrip.MAXIMUM_TIMEOUT_NANOS;
  }

  private long windowProbeDelay() {
    long base = Math.max(connection.roundTrip.timeoutNanos(), RoundTrip.MINIMUM_TIMEOUT_NANOS);
    int shift = Math.min(windowProbeBackOff, 10);
    return Math.min(base << shift, RoundTrip.MAXIMUM_TIMEOUT_NANOS);
  }

  private void probeWindow() {
    if (sender.sent().size() > 0 || !sender.hasUnsent()) {
      windowProbes = 0;
      return;
    }
    boolean alive = windowProbeDelay() < RoundTrip.MAXIMUM_TIMEOUT_NANOS;
    int limit = connection.isOrphan() ? orphanRetries() : connection.settings().retries2;
    if (windowProbes >= limit || connection.isOrphan() && !alive && windowProbeBackOff >= limit) {
      connection.stack.decisions.gaveUp(connection, windowProbes, limitSetting());
      connection.fail(connection.softErrorOr(Errno.ETIMEDOUT));
      return;
    }
    sender.probeWindow();
    if (sender.sent().size() > 0 || !sender.hasUnsent()) {
      windowProbes = 0;
      windowProbeBackOff = 0;
      return;
    }
    windowProbes++;
    connection.stack.decisions.windowProbed(connection, windowProbes);
    windowProbeBackOff = Math.min(windowProbeBackOff + 1, connection.settings().retries2);
    start(Purpose.WINDOW_PROBE, windowProbeDelay());
  }
}
