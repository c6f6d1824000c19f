package io.lvsim.transport;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Errno;
import io.lvsim.wire.Tcp;

/**
 * What an arriving segment does to a connection whose handshake has got so far that both sequence
 * numbers are known (Linux: tcp_rcv_established, tcp_rcv_state_process, tcp_validate_incoming).
 */
final class TcpInput {
  private static final long TIMESTAMPS_OUTDATED_NANOS = 24 * 24 * 3600 * Nanos.PER_SECOND;

  private final TcpDecisions decisions;
  private final Simulation simulation;
  private final AcknowledgmentInput acknowledgments;

  TcpInput(TcpDecisions decisions, Simulation simulation) {
    this.decisions = decisions;
    this.simulation = simulation;
    acknowledgments = new AcknowledgmentInput(simulation);
  }

  /**
   * Takes a segment.
   *
   * @return whether it is to be answered with RST
   */
  boolean receive(TcpConnection c, TcpSegment s) {
    if (!s.has(Tcp.ACK | Tcp.RST | Tcp.SYN)) {
      decisions.dropped(s, "it has neither ACK nor SYN nor RST");
      return false;
    }
    if (!isAcceptable(c, s)) {
      return false;
    }
    if (!s.has(Tcp.ACK)) {
      decisions.dropped(s, "it has no ACK");
      return false;
    }
    AcknowledgmentInput.Verdict verdict = acknowledgments.receive(c, s);
    if (verdict == AcknowledgmentInput.Verdict.UNSENT
        || verdict == AcknowledgmentInput.Verdict.TOO_OLD) {
      return refuse(c, s, verdict);
    }
    if (c.state() == TcpState.SYN_RECEIVED) {
      if (verdict == AcknowledgmentInput.Verdict.OLD) {
        return true;
      }
      establishCrossed(c, s);
    }
    closeFurther(c, s);
    return c.isListed() && takeText(c, s);
  }

  /** The checks of RFC 9293 3.10.7.4 and RFC 5961; answers and ends the connection as needed. */
  private boolean isAcceptable(TcpConnection c, TcpSegment s) {
    ReceiveWindow window = c.receiver.window();
    boolean reset = s.has(Tcp.RST);
    if (!reset && isFromThePast(c, s)) {
      return challengeOrReport(c, s, "its timestamp is older than the last one");
    }
    if (!window.accepts(s.sequence, s.endSequence)) {
      if (!reset) {
        return challengeOrReport(c, s, "it is outside of the receive window");
      }
      if (isResetAtFin(c, s)) {
        resetBy(c);
      } else {
        decisions.dropped(s, "a RST outside of the receive window");
      }
      return false;
    }
    if (reset) {
      if (s.sequence == window.next() || isResetAtFin(c, s)) {
        resetBy(c);
      } else {
        challenge(c, s, "a RST that is not exactly at the next sequence number");
      }
      return false;
    }
    if (s.has(Tcp.SYN) && !answersCrossedSyn(c, s)) {
      challenge(c, s, "a SYN for an established connection");
      return false;
    }
    return true;
  }

  /** Some send their RST at the sequence number of the FIN before it (tcp_reset_check). */
  private static boolean isResetAtFin(TcpConnection c, TcpSegment s) {
    boolean afterFin =
        switch (c.state()) {
          case CLOSE_WAIT, LAST_ACK, CLOSING -> true;
          default -> false;
        };
    return afterFin && s.sequence == c.receiver.next() - 1;
  }

  /** Both ends had sent a SYN at the same time, and this is the peer's answer to ours. */
  private static boolean answersCrossedSyn(TcpConnection c, TcpSegment s) {
    return c.state() == TcpState.SYN_RECEIVED
        && s.has(Tcp.ACK)
        && s.dataLength == 0
        && s.endSequence == c.receiver.next()
        && s.acknowledgment == c.sender.next();
  }

  /** Protection against wrapped sequence numbers (tcp_paws_discard). */
  private boolean isFromThePast(TcpConnection c, TcpSegment s) {
    TcpAgreement agreement = c.agreement();
    if (!s.hasTimestamps || !agreement.timestamps || agreement.recentTimestamp == 0) {
      return false;
    }
    int age = agreement.recentTimestamp - s.timestamp;
    if (age <= 1 || simulation.now() - agreement.recentAtNanos >= TIMESTAMPS_OUTDATED_NANOS) {
      return false;
    }
    boolean harmless =
        s.has(Tcp.ACK)
            && s.isEmpty()
            && s.sequence == c.receiver.next()
            && s.acknowledgment == c.sender.unacknowledged()
            && age <= c.roundTrip.timeoutNanos() / Nanos.PER_MILLI;
    return !harmless;
  }

  private boolean challengeOrReport(TcpConnection c, TcpSegment s, String why) {
    if (s.has(Tcp.SYN)) {
      challenge(c, s, why);
      return false;
    }
    decisions.dropped(s, why);
    if (c.mayAnswerStray(s)) {
      c.receiver.reportDuplicate(s);
      c.sender.sendAck();
    }
    return false;
  }

  private void challenge(TcpConnection c, TcpSegment s, String why) {
    decisions.dropped(s, why + ": challenged with an ACK");
    if (c.mayAnswerStray(s)) {
      c.sender.sendAck();
    }
  }

  private void resetBy(TcpConnection c) {
    Errno error = c.state() == TcpState.CLOSE_WAIT ? Errno.EPIPE : Errno.ECONNRESET;
    decisions.resetReceived(c, error);
    c.fail(error);
  }

  private boolean refuse(TcpConnection c, TcpSegment s, AcknowledgmentInput.Verdict verdict) {
    if (c.state() == TcpState.SYN_RECEIVED) {
      return true;
    }
    boolean unsent = verdict == AcknowledgmentInput.Verdict.UNSENT;
    String why = unsent ? "it acknowledges what was never sent" : "its acknowledgment is too old";
    if (unsent && c.state() == TcpState.ESTABLISHED) {
      decisions.dropped(s, why);
    } else {
      challenge(c, s, why);
    }
    return false;
  }

  /** Both ends had sent a SYN at the same time, and ours is acknowledged now. */
  private void establishCrossed(TcpConnection c, TcpSegment s) {
    c.sender.startWindow(s.window << c.peerWindowScale(), s.sequence);
    c.setState(TcpState.ESTABLISHED);
    decisions.connected(c, true);
    c.program.noteConnected();
  }

  /** Moves on through the states of closing if our FIN is acknowledged. */
  private void closeFurther(TcpConnection c, TcpSegment s) {
    if (!c.sender.allAcknowledged()) {
      return;
    }
    switch (c.state()) {
      case FIN_WAIT_1 -> {
        c.setState(TcpState.FIN_WAIT_2);
        c.confirmNeighbor();
        if (c.isOrphan() && !hasLateData(c, s)) {
          c.waitForFin(s.has(Tcp.FIN));
        }
      }
      case CLOSING -> c.enterTimeWait(TcpState.TIME_WAIT, 0);
      case LAST_ACK -> c.done();
      default -> {}
    }
  }

  private static boolean hasLateData(TcpConnection c, TcpSegment s) {
    int dataEnd = s.endSequence - (s.has(Tcp.FIN) ? 1 : 0);
    return !s.isEmpty() && Sequence.after(dataEnd, c.receiver.next());
  }

  /**
   * Takes data and FIN.
   *
   * @return whether there is new data for a connection that its program has closed: RST (RFC 1122
   *     section 4.2.2.13)
   */
  private boolean takeText(TcpConnection c, TcpSegment s) {
    switch (c.state()) {
      case CLOSE_WAIT, CLOSING, LAST_ACK -> {
        if (Sequence.before(s.sequence, c.receiver.next())) {
          c.receiver.receive(s);
        }
      }
      case FIN_WAIT_1, FIN_WAIT_2 -> {
        if (c.isOrphan() && hasLateData(c, s)) {
          decisions.rejected(s, "data has come after the program closed the connection");
          c.fail(Errno.ECONNRESET);
          return true;
        }
        c.receiver.receive(s);
      }
      case ESTABLISHED -> c.receiver.receive(s);
      default -> {}
    }
    if (c.isListed()) {
      c.sender.push();
      c.receiver.acknowledge();
    }
    return false;
  }
}
