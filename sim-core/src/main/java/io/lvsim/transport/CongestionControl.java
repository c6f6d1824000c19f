package io.lvsim.transport;

/**
 * How many segments may be on their way: NewReno (RFC 5681, RFC 6582) with Linux's initial window
 * of 10 (RFC 6928). Linux 6.1 grows by CUBIC after slow start; on short connections, which stay in
 * slow start, both are the same.
 */
final class CongestionControl {
  /** TCP_INIT_CWND. */
  static final int INITIAL_WINDOW = 10;

  /** sysctl tcp_reordering: as many later segments must have come before one counts as lost. */
  static final int REORDERING = 3;

  /** TCP_CA_Open, TCP_CA_Recovery, TCP_CA_Loss. */
  enum Phase {
    OPEN,
    RECOVERY,
    LOSS
  }

  private Phase phase = Phase.OPEN;
  private int window = INITIAL_WINDOW;
  private int slowStartThreshold = Integer.MAX_VALUE;
  private int ackedSinceGrowth;
  private int recoverUntil;
  private int duplicates;

  Phase phase() {
    return phase;
  }

  /** In segments. */
  int window() {
    return window;
  }

  /**
   * The handshake is done (tcp_init_transfer).
   *
   * @param troubled whether it took more than one retransmission
   */
  void start(boolean troubled) {
    phase = Phase.OPEN;
    slowStartThreshold = Integer.MAX_VALUE;
    window = troubled ? 1 : INITIAL_WINDOW;
  }

  /** Duplicate acknowledgments in a row. */
  int duplicates() {
    return duplicates;
  }

  void countDuplicate() {
    duplicates++;
  }

  /** New segments were acknowledged outside of recovery, while the window was in use. */
  void grow(int segments) {
    int left = segments;
    if (window < slowStartThreshold) {
      int step = Math.min(left, slowStartThreshold - window);
      window += step;
      left -= step;
    }
    ackedSinceGrowth += left;
    while (ackedSinceGrowth >= window) {
      ackedSinceGrowth -= window;
      window++;
    }
  }

  /** Three duplicates, or as much by SACK: half the window until all that is out now has come. */
  void enterRecovery(int nextSequence) {
    phase = Phase.RECOVERY;
    recoverUntil = nextSequence;
    slowStartThreshold = Math.max(window / 2, 2);
    window = slowStartThreshold;
    ackedSinceGrowth = 0;
  }

  /** The retransmission timer has run out: one segment, and slow start. */
  void enterLoss(int nextSequence) {
    if (phase != Phase.LOSS) {
      slowStartThreshold = Math.max(window / 2, 2);
    }
    phase = Phase.LOSS;
    recoverUntil = nextSequence;
    window = 1;
    ackedSinceGrowth = 0;
    duplicates = 0;
  }

  /** A tail loss probe has repaired a loss (tcp_process_tlp_ack). */
  void halve() {
    slowStartThreshold = Math.max(window / 2, 2);
    window = Math.min(window, slowStartThreshold);
  }

  /** The peer has acknowledged something new; ends recovery when that is everything. */
  void acknowledged(int unacknowledged) {
    duplicates = 0;
    if (phase != Phase.OPEN && !Sequence.before(unacknowledged, recoverUntil)) {
      phase = Phase.OPEN;
      window = Math.max(Math.min(window, slowStartThreshold), 2);
    }
  }

  /** Nothing was sent for a while: halves the window for each timeout (tcp_cwnd_restart). */
  void restartAfterIdle(long idleNanos, long timeoutNanos) {
    int restart = Math.min(INITIAL_WINDOW, window);
    slowStartThreshold = Math.max(slowStartThreshold, (window >> 1) + (window >> 2));
    for (long left = idleNanos - timeoutNanos; left > 0 && window > restart; left -= timeoutNanos) {
      window >>= 1;
    }
    window = Math.max(window, restart);
  }
}
