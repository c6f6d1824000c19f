package io.lvsim.transport;

import io.lvsim.engine.Nanos;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.trace.Trace;
import io.lvsim.trace.TransportDecision;
import io.lvsim.wire.Ipv4Address;

/** Tells what TCP decides; silent, and without cost, if nobody listens. */
final class TcpDecisions {
  private final Trace trace;
  private final String node;

  TcpDecisions(Host host) {
    trace = host.trace();
    node = host.name();
  }

  boolean on() {
    return trace.on();
  }

  void connecting(TcpConnection c) {
    if (trace.on()) {
      tell(new TransportDecision.Connecting(name(c)));
    }
  }

  void halfOpened(TcpConnection c, TcpListener listener, boolean cookie) {
    if (trace.on()) {
      tell(
          new TransportDecision.HalfOpened(
              name(c), end(listener.address(), listener.port()), cookie));
    }
  }

  void connected(TcpConnection c, boolean active) {
    if (trace.on()) {
      tell(new TransportDecision.Connected(name(c), active));
    }
  }

  void refused(TcpSegment s) {
    if (trace.on()) {
      tell(new TransportDecision.Refused(from(s), to(s)));
    }
  }

  void rejected(TcpSegment s, String why) {
    if (trace.on()) {
      tell(new TransportDecision.Rejected(from(s), to(s), why));
    }
  }

  void aborted(TcpConnection c, String why) {
    if (trace.on()) {
      tell(new TransportDecision.Aborted(name(c), why));
    }
  }

  void resetReceived(TcpConnection c, Errno error) {
    if (trace.on()) {
      tell(new TransportDecision.ResetReceived(name(c), error.name()));
    }
  }

  void retransmitted(TcpConnection c, String what, int times, long waitedNanos) {
    if (trace.on()) {
      long next = c.roundTrip.timeoutNanos() / Nanos.PER_MILLI;
      long waited = waitedNanos / Nanos.PER_MILLI;
      tell(new TransportDecision.Retransmitted(name(c), what, times, waited, next));
    }
  }

  void fastRetransmitted(TcpConnection c, String what, int duplicates) {
    if (trace.on()) {
      tell(new TransportDecision.FastRetransmitted(name(c), what, duplicates));
    }
  }

  void tailProbed(TcpConnection c, String what, long waitedNanos) {
    if (trace.on()) {
      tell(new TransportDecision.TailProbed(name(c), what, waitedNanos / Nanos.PER_MILLI));
    }
  }

  void windowProbed(TcpConnection c, int times) {
    if (trace.on()) {
      tell(new TransportDecision.WindowProbed(name(c), times));
    }
  }

  void gaveUp(TcpConnection c, int times, String setting) {
    if (trace.on()) {
      tell(new TransportDecision.GaveUp(name(c), times, setting));
    }
  }

  void icmpEnded(TcpConnection c, String icmp, Errno error) {
    if (trace.on()) {
      tell(new TransportDecision.IcmpEnded(name(c), icmp, error.name()));
    }
  }

  void icmpNoted(TcpConnection c, String icmp, Errno error) {
    if (trace.on()) {
      tell(new TransportDecision.IcmpNoted(name(c), icmp, error.name()));
    }
  }

  void segmentsShrunk(TcpConnection c, int mtu) {
    if (trace.on()) {
      tell(new TransportDecision.SegmentsShrunk(name(c), mtu, c.segmentBytes()));
    }
  }

  void closed(TcpConnection c, String how) {
    if (trace.on()) {
      tell(new TransportDecision.Closed(name(c), how));
    }
  }

  void reopened(TcpSegment s) {
    if (trace.on()) {
      String why = "its SYN has a later timestamp or sequence number than all before";
      tell(new TransportDecision.TimeWaitReused(to(s) + " -> " + from(s), why));
    }
  }

  void malformed(int source) {
    if (trace.on()) {
      String from = Ipv4Address.format(source);
      tell(new TransportDecision.Dropped("bad lengths or checksum in a segment from " + from));
    }
  }

  void dropped(TcpConnection c, String why) {
    if (trace.on()) {
      tell(new TransportDecision.Dropped(why + " (" + name(c) + ")"));
    }
  }

  void dropped(TcpSegment s, String why) {
    if (trace.on()) {
      tell(new TransportDecision.Dropped(why + " (" + from(s) + " to " + to(s) + ")"));
    }
  }

  static String end(int address, int port) {
    return Ipv4Address.format(address) + ":" + port;
  }

  private static String name(TcpConnection c) {
    return end(c.localAddress, c.localPort) + " -> " + end(c.remoteAddress, c.remotePort);
  }

  private static String from(TcpSegment s) {
    return end(s.source, s.sourcePort);
  }

  private static String to(TcpSegment s) {
    return end(s.destination, s.destinationPort);
  }

  private void tell(TransportDecision decision) {
    trace.tell(node, decision);
  }
}
