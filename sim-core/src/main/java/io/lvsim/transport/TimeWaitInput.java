package io.lvsim.transport;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.wire.Tcp;

/** What an arriving segment does to a connection that only waits (tcp_timewait_state_process). */
final class TimeWaitInput {
  /** What is to be done with the segment. */
  enum Verdict {
    DONE,
    /** Answer with RST and forget the connection. */
    RESET,
    /** A new SYN: forget the connection and open a new one. */
    OPEN
  }

  /** TCP_PAWS_MSL. */
  private static final long SEGMENT_LIFETIME_NANOS = 60 * Nanos.PER_SECOND;

  private static final long TIMESTAMPS_OUTDATED_NANOS = 24 * 24 * 3600 * Nanos.PER_SECOND;

  private final TimeWaitTable table;
  private final SegmentWriter writer;
  private final TcpDecisions decisions;
  private final Simulation simulation;

  TimeWaitInput(
      TimeWaitTable table, SegmentWriter writer, TcpDecisions decisions, Simulation simulation) {
    this.table = table;
    this.writer = writer;
    this.decisions = decisions;
    this.simulation = simulation;
  }

  Verdict receive(int at, TcpSegment s) {
    boolean old = isFromThePast(at, s);
    return table.waitsForFin(at) ? inFinWait2(at, s, old) : inTimeWait(at, s, old);
  }

  private Verdict inFinWait2(int at, TcpSegment s, boolean old) {
    int next = table.receiveNext(at);
    int end = next + table.receiveWindow(at);
    if (old || !Sequence.inWindow(s.sequence, s.endSequence, next, end)) {
      return acknowledge(at, s);
    }
    if (s.has(Tcp.RST)) {
      table.remove(at);
      return Verdict.DONE;
    }
    if (s.has(Tcp.SYN) && !Sequence.before(s.sequence, next)) {
      return Verdict.RESET;
    }
    if (!s.has(Tcp.ACK) || !Sequence.after(s.endSequence, next) || s.isEmpty()) {
      return Verdict.DONE;
    }
    if (!s.has(Tcp.FIN) || s.endSequence != next + 1) {
      return Verdict.RESET;
    }
    table.enterTimeWait(at, s.endSequence);
    remember(at, s);
    return acknowledge(at, s);
  }

  private Verdict inTimeWait(int at, TcpSegment s, boolean old) {
    int next = table.receiveNext(at);
    if (!old && s.sequence == next && (s.isEmpty() || s.has(Tcp.RST))) {
      if (s.has(Tcp.RST)) {
        table.remove(at);
      } else {
        table.restart(at);
        remember(at, s);
      }
      return Verdict.DONE;
    }
    if (opensAnew(at, s, old)) {
      return Verdict.OPEN;
    }
    if (s.has(Tcp.RST)) {
      return Verdict.DONE;
    }
    if (old || s.has(Tcp.ACK)) {
      table.restart(at);
    }
    return acknowledge(at, s);
  }

  private boolean opensAnew(int at, TcpSegment s, boolean old) {
    if (old || (s.flags & (Tcp.SYN | Tcp.RST | Tcp.ACK)) != Tcp.SYN) {
      return false;
    }
    boolean later = s.hasTimestamps && table.recentTimestamp(at) - s.timestamp < 0;
    return Sequence.after(s.sequence, table.receiveNext(at)) || later;
  }

  private boolean isFromThePast(int at, TcpSegment s) {
    if (!s.hasTimestamps || !table.usesTimestamps(at)) {
      return false;
    }
    long age = simulation.now() - table.recentAtNanos(at);
    int recent = table.recentTimestamp(at);
    if (recent - s.timestamp <= 0 || age >= TIMESTAMPS_OUTDATED_NANOS || recent == 0) {
      return false;
    }
    return !s.has(Tcp.RST) || age < SEGMENT_LIFETIME_NANOS;
  }

  private void remember(int at, TcpSegment s) {
    if (s.hasTimestamps) {
      table.rememberTimestamp(at, s.timestamp);
    }
  }

  private Verdict acknowledge(int at, TcpSegment s) {
    if (s.has(Tcp.RST)) {
      return Verdict.DONE;
    }
    decisions.dropped(s, "the connection only waits; acknowledged once more");
    writer.acknowledge(
        s,
        table.sendNext(at),
        table.receiveNext(at),
        table.scaledWindow(at),
        table.usesTimestamps(at),
        table.timestampNow(at),
        table.recentTimestamp(at));
    return Verdict.DONE;
  }
}
