package io.lvsim.transport;

import io.lvsim.engine.Nanos;

/**
 * The smoothed round-trip time of a connection and the retransmission timeout that follows from it
 * (RFC 6298, with Linux's bounds and its slowly falling variance: tcp_rtt_estimator).
 */
final class RoundTrip {
  /** TCP_TIMEOUT_INIT: before anything is measured. */
  static final long INITIAL_TIMEOUT_NANOS = Nanos.PER_SECOND;

  /** TCP_RTO_MIN. */
  static final long MINIMUM_TIMEOUT_NANOS = 200 * Nanos.PER_MILLI;

  /** TCP_RTO_MAX. */
  static final long MAXIMUM_TIMEOUT_NANOS = 120 * Nanos.PER_SECOND;

  /** TCP_TIMEOUT_FALLBACK. */
  private static final long UNMEASURED_TIMEOUT_NANOS = 3 * Nanos.PER_SECOND;

  private static final long MINIMUM_MICROS = MINIMUM_TIMEOUT_NANOS / Nanos.PER_MICRO;

  /** Eight times the smoothed round-trip time; 0 before the first measurement. */
  private long smoothedMicros8;

  /** Four times the mean deviation. */
  private long deviationMicros4 = INITIAL_TIMEOUT_NANOS / Nanos.PER_MICRO;

  private long largestDeviationMicros4 = MINIMUM_MICROS;
  private long varianceMicros4 = MINIMUM_MICROS;
  private int varianceFallsAfter;
  private long timeoutNanos = INITIAL_TIMEOUT_NANOS;

  /** Takes a measurement; unacknowledged and next are the sender's sequence numbers now. */
  void measured(long roundTripNanos, int unacknowledged, int next) {
    long micros = Math.max(1, roundTripNanos / Nanos.PER_MICRO);
    if (smoothedMicros8 == 0) {
      smoothedMicros8 = micros << 3;
      deviationMicros4 = micros << 1;
      varianceMicros4 = Math.max(deviationMicros4, MINIMUM_MICROS);
      largestDeviationMicros4 = varianceMicros4;
      varianceFallsAfter = next;
    } else {
      smooth(micros);
      if (Sequence.after(unacknowledged, varianceFallsAfter)) {
        lowerVariance(next);
      }
    }
    long timeoutMicros = (smoothedMicros8 >> 3) + varianceMicros4;
    timeoutNanos = Math.min(timeoutMicros * Nanos.PER_MICRO, MAXIMUM_TIMEOUT_NANOS);
  }

  /** The handshake gave no measurement, since it took a retransmission (RFC 6298 section 5.7). */
  void startUnmeasured() {
    long micros = UNMEASURED_TIMEOUT_NANOS / Nanos.PER_MICRO;
    varianceMicros4 = micros;
    deviationMicros4 = micros;
    largestDeviationMicros4 = micros;
    timeoutNanos = UNMEASURED_TIMEOUT_NANOS;
  }

  /** Whether there has been a measurement. */
  boolean known() {
    return smoothedMicros8 != 0;
  }

  /** The smoothed round-trip time; 0 if unknown. */
  long smoothedNanos() {
    return (smoothedMicros8 >> 3) * Nanos.PER_MICRO;
  }

  /** The retransmission timeout, doubled as often as {@link #backOff} was called since measured. */
  long timeoutNanos() {
    return timeoutNanos;
  }

  /** Doubles the timeout, up to its maximum. */
  void backOff() {
    timeoutNanos = Math.min(timeoutNanos * 2, MAXIMUM_TIMEOUT_NANOS);
  }

  private void smooth(long micros) {
    long error = micros - (smoothedMicros8 >> 3);
    smoothedMicros8 = Math.max(1, smoothedMicros8 + error);
    if (error < 0) {
      error = -error - (deviationMicros4 >> 2);
      if (error > 0) {
        error >>= 3;
      }
    } else {
      error -= deviationMicros4 >> 2;
    }
    deviationMicros4 += error;
    if (deviationMicros4 > largestDeviationMicros4) {
      largestDeviationMicros4 = deviationMicros4;
      varianceMicros4 = Math.max(varianceMicros4, largestDeviationMicros4);
    }
  }

  private void lowerVariance(int next) {
    if (largestDeviationMicros4 < varianceMicros4) {
      varianceMicros4 -= (varianceMicros4 - largestDeviationMicros4) >> 2;
    }
    varianceFallsAfter = next;
    largestDeviationMicros4 = MINIMUM_MICROS;
  }
}
