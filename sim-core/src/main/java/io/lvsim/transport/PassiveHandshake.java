package io.lvsim.transport;

import io.lvsim.engine.Simulation;
import io.lvsim.wire.Tcp;

/**
 * Opening a connection from the listening side: SYNs, and the half-open requests they make until
 * the third segment comes (Linux: tcp_conn_request, tcp_check_req).
 */
final class PassiveHandshake {
  private final TcpStack stack;
  private final TcpDecisions decisions;
  private final Simulation simulation;

  PassiveHandshake(TcpStack stack, TcpDecisions decisions, Simulation simulation) {
    this.stack = stack;
    this.decisions = decisions;
    this.simulation = simulation;
  }

  /**
   * Takes a segment for a listener.
   *
   * @return whether it is to be answered with RST
   */
  boolean receive(TcpListener listener, TcpSegment s) {
    if (s.has(Tcp.ACK)) {
      return true;
    }
    if (!s.has(Tcp.SYN) || s.has(Tcp.RST | Tcp.FIN)) {
      decisions.dropped(s, "only a plain SYN can open a connection");
      return false;
    }
    if (listener.isFull()) {
      decisions.dropped(s, "the accept queue is full: backlog " + listener.backlog());
      return false;
    }
    boolean flooded = listener.isFlooded();
    if (flooded && stack.settings().synCookies == 0) {
      decisions.dropped(s, "the SYN queue is full: backlog " + listener.backlog());
      return false;
    }
    TcpConnection c = stack.open(s, flooded && !s.hasTimestamps);
    c.setRequest(listener);
    c.setState(TcpState.SYN_RECEIVED);
    listener.requested();
    decisions.halfOpened(c, listener, flooded);
    c.sender.sendSyn(Tcp.SYN | Tcp.ACK);
    if (flooded) {
      c.awaitCookie();
    }
    return false;
  }

  /**
   * Takes a segment for a half-open request.
   *
   * @return whether the request has become a connection, which is to take the segment now
   */
  boolean receive(TcpConnection c, TcpListener listener, TcpSegment s) {
    ReceiveWindow window = c.receiver.window();
    boolean old = isFromThePast(c, s);
    int first = window.next() - 1;
    boolean synOnly = (s.flags & (Tcp.SYN | Tcp.ACK | Tcp.RST)) == Tcp.SYN;
    if (synOnly && s.sequence == first && !old) {
      answerAgain(c, s);
      return false;
    }
    if (s.has(Tcp.ACK) && !s.has(Tcp.RST) && s.acknowledgment != c.sender.next()) {
      decisions.rejected(s, "it does not acknowledge our SYN-ACK");
      stack.writer().reset(s);
      return false;
    }
    int end = window.next() + window.size();
    if (old || !Sequence.inWindow(s.sequence, s.endSequence, window.next(), end)) {
      challenge(c, s);
      return false;
    }
    return receiveInWindow(c, listener, s, first);
  }

  private boolean receiveInWindow(TcpConnection c, TcpListener listener, TcpSegment s, int first) {
    if (s.has(Tcp.RST)) {
      if (s.sequence == first + 1) {
        drop(c, listener, s, "the peer has sent RST");
      } else {
        challenge(c, s);
      }
      return false;
    }
    if (s.has(Tcp.SYN) && s.sequence != first) {
      stack.writer().reset(s);
      drop(c, listener, s, "another SYN in the middle of the handshake");
      return false;
    }
    if (!s.has(Tcp.ACK)) {
      decisions.dropped(s, "it has no ACK");
      return false;
    }
    if (listener.isFull()) {
      overflow(c, listener, s);
      return false;
    }
    establish(c, listener, s);
    return true;
  }

  private static boolean isFromThePast(TcpConnection c, TcpSegment s) {
    return s.hasTimestamps && c.usesTimestamps() && c.echo() - s.timestamp > 0;
  }

  private void answerAgain(TcpConnection c, TcpSegment s) {
    if (c.mayAnswerStray(s)) {
      c.sender.resendSyn();
      if (c.awaitsCookie()) {
        c.awaitCookie();
      }
    }
  }

  private void challenge(TcpConnection c, TcpSegment s) {
    decisions.dropped(s, "it is outside of the window of a half-open connection");
    if (!s.has(Tcp.RST) && c.mayAnswerStray(s)) {
      stack
          .writer()
          .acknowledge(
              s,
              c.sender.next(),
              c.receiver.next(),
              c.receiver.window().size() >> c.receiver.window().scale(),
              c.usesTimestamps(),
              c.timestampNow(),
              c.echo());
    }
  }

  private void overflow(TcpConnection c, TcpListener listener, TcpSegment s) {
    String why = "the accept queue is full: backlog " + listener.backlog();
    if (stack.settings().abortOnOverflow != 0) {
      stack.writer().reset(s);
      drop(c, listener, s, why + ", tcp_abort_on_overflow = 1");
    } else {
      decisions.dropped(s, why);
    }
  }

  private void drop(TcpConnection c, TcpListener listener, TcpSegment s, String why) {
    decisions.dropped(s, "the half-open connection is gone: " + why);
    listener.requestGone();
    c.setRequest(null);
    c.end();
  }

  private void establish(TcpConnection c, TcpListener listener, TcpSegment s) {
    if (c.sender.sent().wasEverSentAgain(0)) {
      c.roundTrip.startUnmeasured();
    } else {
      long elapsed = simulation.now() - c.sender.sent().sentAtNanos(0);
      c.roundTrip.measured(elapsed, c.sender.next(), c.sender.next());
    }
    listener.requestGone();
    c.setRequest(null);
    c.sender.established();
    c.sender.startWindow(s.window << c.peerWindowScale(), s.sequence);
    c.receiver.acknowledgments().start(c.sender.segmentBytes(), c.receiver.window().size());
    c.setState(TcpState.ESTABLISHED);
    decisions.connected(c, false);
    c.program.noteConnected();
    listener.established(c);
  }
}
