package io.lvsim.trace;

/**
 * What TCP and UDP did with a segment. Connections are named from the speaker's side: local address
 * and port, an arrow, remote address and port.
 */
public sealed interface TransportDecision extends Decision {
  /** A connection is being opened. */
  record Connecting(String connection) implements TransportDecision {
    @Override
    public String code() {
      return "transport-connecting";
    }

    @Override
    public String reason() {
      return "sent SYN to open " + connection;
    }
  }

  /** A SYN was answered by a listening socket. */
  record HalfOpened(String connection, String listener, boolean cookie)
      implements TransportDecision {
    @Override
    public String code() {
      return "transport-half-opened";
    }

    @Override
    public String reason() {
      return "answered SYN-ACK on "
          + connection
          + ": a program listens on "
          + listener
          + (cookie ? ", and its SYN queue is full (a SYN cookie)" : "");
    }
  }

  /** The handshake is done. */
  record Connected(String connection, boolean active) implements TransportDecision {
    @Override
    public String code() {
      return "transport-connected";
    }

    @Override
    public String reason() {
      return (active ? "connected " : "accepted ")
          + connection
          + ": "
          + (active ? "the SYN-ACK has come" : "the ACK of our SYN-ACK has come");
    }
  }

  /** A segment for a port where nobody listens was answered with RST. */
  record Refused(String from, String to) implements TransportDecision {
    @Override
    public String code() {
      return "transport-refused";
    }

    @Override
    public String reason() {
      return "refused " + from + " with RST: nobody listens on " + to;
    }
  }

  /** A segment that fits no connection was answered with RST. */
  record Rejected(String from, String to, String why) implements TransportDecision {
    @Override
    public String code() {
      return "transport-rejected";
    }

    @Override
    public String reason() {
      return "answered " + from + " to " + to + " with RST: " + why;
    }
  }

  /** This side has ended a connection with RST. */
  record Aborted(String connection, String why) implements TransportDecision {
    @Override
    public String code() {
      return "transport-aborted";
    }

    @Override
    public String reason() {
      return "ended " + connection + " with RST: " + why;
    }
  }

  /** The peer has ended a connection with RST. */
  record ResetReceived(String connection, String error) implements TransportDecision {
    @Override
    public String code() {
      return "transport-reset-received";
    }

    @Override
    public String reason() {
      return "ended " + connection + " (" + error + "): the peer has sent RST";
    }
  }

  /** Something was sent again since no acknowledgment came in time. */
  record Retransmitted(
      String connection, String what, int times, long waitedMillis, long nextMillis)
      implements TransportDecision {
    @Override
    public String code() {
      return "transport-retransmitted";
    }

    @Override
    public String reason() {
      return "sent "
          + what
          + " of "
          + connection
          + " again ("
          + times
          + ". time): no acknowledgment for "
          + waitedMillis
          + " ms, next time in "
          + nextMillis
          + " ms";
    }
  }

  /** Something was sent again since later segments have come before it. */
  record FastRetransmitted(String connection, String what, int duplicates)
      implements TransportDecision {
    @Override
    public String code() {
      return "transport-fast-retransmitted";
    }

    @Override
    public String reason() {
      return "sent "
          + what
          + " of "
          + connection
          + " again: the peer has told of a gap there ("
          + duplicates
          + " duplicate acknowledgments)";
    }
  }

  /** The last segment was sent again to provoke an answer. */
  record TailProbed(String connection, String what, long waitedMillis)
      implements TransportDecision {
    @Override
    public String code() {
      return "transport-tail-probed";
    }

    @Override
    public String reason() {
      return "sent "
          + what
          + " of "
          + connection
          + " again as a tail loss probe: no acknowledgment for "
          + waitedMillis
          + " ms (tcp_early_retrans = 3)";
    }
  }

  /** A closed window was probed. */
  record WindowProbed(String connection, int times) implements TransportDecision {
    @Override
    public String code() {
      return "transport-window-probed";
    }

    @Override
    public String reason() {
      return "probed the window of " + connection + " (" + times + ". time): it lets nothing out";
    }
  }

  /** The peer did not answer for too long. */
  record GaveUp(String connection, int times, String limit) implements TransportDecision {
    @Override
    public String code() {
      return "transport-gave-up";
    }

    @Override
    public String reason() {
      return "gave up " + connection + " after " + times + " retransmissions: " + limit;
    }
  }

  /** An ICMP error has ended an attempt to connect. */
  record IcmpEnded(String connection, String icmp, String error) implements TransportDecision {
    @Override
    public String code() {
      return "transport-icmp-ended";
    }

    @Override
    public String reason() {
      return "ended " + connection + " (" + error + "): ICMP " + icmp + " about its SYN has come";
    }
  }

  /** An ICMP error about a connection was only noted. */
  record IcmpNoted(String connection, String icmp, String error) implements TransportDecision {
    @Override
    public String code() {
      return "transport-icmp-noted";
    }

    @Override
    public String reason() {
      return "noted ICMP "
          + icmp
          + " about "
          + connection
          + ": an established connection goes on, "
          + error
          + " is its error if it times out";
    }
  }

  /** Segments of a connection become smaller. */
  record SegmentsShrunk(String connection, int mtu, int bytes) implements TransportDecision {
    @Override
    public String code() {
      return "transport-segments-shrunk";
    }

    @Override
    public String reason() {
      return "segments of "
          + connection
          + " have at most "
          + bytes
          + " bytes now: ICMP fragmentation needed, next-hop MTU "
          + mtu;
    }
  }

  /** A connection has ended without an error. */
  record Closed(String connection, String how) implements TransportDecision {
    @Override
    public String code() {
      return "transport-closed";
    }

    @Override
    public String reason() {
      return "closed " + connection + ": " + how;
    }
  }

  /** A new SYN has taken the place of a connection in TIME_WAIT. */
  record TimeWaitReused(String connection, String why) implements TransportDecision {
    @Override
    public String code() {
      return "transport-time-wait-reused";
    }

    @Override
    public String reason() {
      return "opened " + connection + " again out of TIME_WAIT: " + why;
    }
  }

  /** A datagram for a port without a socket was answered with ICMP port unreachable. */
  record PortUnreachable(String from, String to) implements TransportDecision {
    @Override
    public String code() {
      return "transport-port-unreachable";
    }

    @Override
    public String reason() {
      return "answered the datagram of "
          + from
          + " with ICMP port unreachable: no socket is bound to "
          + to;
    }
  }

  /** An ICMP error about a datagram was told to the connected socket that had sent it. */
  record DatagramFailed(String socket, String icmp, String error) implements TransportDecision {
    @Override
    public String code() {
      return "transport-datagram-failed";
    }

    @Override
    public String reason() {
      return "told " + socket + " of " + error + ": ICMP " + icmp + " has come";
    }
  }

  /** A segment was dropped. */
  record Dropped(String why) implements TransportDecision {
    @Override
    public String code() {
      return "transport-dropped";
    }

    @Override
    public String reason() {
      return "dropped: " + why;
    }
  }
}
