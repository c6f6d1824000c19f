package io.lvsim.transport;

import io.lvsim.engine.Simulation;
import io.lvsim.host.Errno;
import io.lvsim.wire.Tcp;

/** What an arriving segment does in SYN_SENT (tcp_rcv_synsent_state_process). */
final class ActiveHandshake {
  private final TcpDecisions decisions;
  private final Simulation simulation;

  ActiveHandshake(TcpDecisions decisions, Simulation simulation) {
    this.decisions = decisions;
    this.simulation = simulation;
  }

  /**
   * Takes a segment.
   *
   * @return whether it is to be answered with RST
   */
  boolean receive(TcpConnection c, TcpSegment s) {
    if (!s.has(Tcp.ACK)) {
      if (s.has(Tcp.SYN) && !s.has(Tcp.RST)) {
        answerCrossing(c, s);
      } else {
        decisions.dropped(s, "only a SYN, or an answer to ours, is expected");
      }
      return false;
    }
    if (s.acknowledgment != c.sender.next() || echoesNonsense(c, s)) {
      if (c.sender.timer().retransmissions() == 0) {
        c.sender.timer().hurry();
      }
      return true;
    }
    if (s.has(Tcp.RST)) {
      decisions.resetReceived(c, Errno.ECONNREFUSED);
      c.fail(Errno.ECONNREFUSED);
    } else if (s.has(Tcp.SYN)) {
      establish(c, s);
    } else {
      decisions.dropped(s, "an ACK without SYN answers no SYN");
    }
    return false;
  }

  private static boolean echoesNonsense(TcpConnection c, TcpSegment s) {
    return s.hasTimestamps
        && s.timestampEcho != 0
        && Sequence.after(s.timestampEcho, c.timestampNow());
  }

  private void establish(TcpConnection c, TcpSegment s) {
    agree(c, s);
    measure(c, s);
    c.sender.established();
    c.setState(TcpState.ESTABLISHED);
    decisions.connected(c, true);
    c.program.noteConnected();
    c.confirmNeighbor();
    c.sender.sendAck();
    c.sender.push();
  }

  private void answerCrossing(TcpConnection c, TcpSegment s) {
    agree(c, s);
    c.setState(TcpState.SYN_RECEIVED);
    c.sender.answerSyn();
  }

  private void agree(TcpConnection c, TcpSegment s) {
    c.agreement().agree(s, simulation.now());
    ReceiveWindow window = c.receiver.window();
    window.start(s.sequence + 1);
    if (!c.scalesWindows()) {
      window.stopScaling();
    }
    c.sender.startWindow(s.window, s.sequence);
    c.receiver.acknowledgments().start(c.sender.segmentBytes(), window.size());
  }

  private void measure(TcpConnection c, TcpSegment s) {
    if (!c.sender.sent().wasEverSentAgain(0)) {
      long elapsed = simulation.now() - c.sender.sent().sentAtNanos(0);
      c.roundTrip.measured(elapsed, c.sender.next(), c.sender.next());
    } else if (s.hasTimestamps && c.usesTimestamps()) {
      long elapsed = Math.max(1, c.timestampNow() - s.timestampEcho) * 1_000_000L;
      c.roundTrip.measured(elapsed, c.sender.next(), c.sender.next());
    } else {
      c.roundTrip.startUnmeasured();
    }
  }
}
