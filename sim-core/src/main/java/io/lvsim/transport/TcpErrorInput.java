package io.lvsim.transport;

import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.Route;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import org.jspecify.annotations.Nullable;

/** ICMP errors about segments of this host (tcp_v4_err). */
final class TcpErrorInput {
  private final Host host;
  private final ConnectionTable connections;
  private final TcpDecisions decisions;

  TcpErrorInput(Host host, ConnectionTable connections, TcpDecisions decisions) {
    this.host = host;
    this.connections = connections;
    this.decisions = decisions;
  }

  /** The connection whose unacknowledged segment is quoted; null if none has sent such a one. */
  @Nullable TcpConnection sender(byte[] frame, int quotedIpAt) {
    int at = Ipv4.payload(frame, quotedIpAt);
    TcpConnection c =
        connections.find(
            Ipv4.source(frame, quotedIpAt),
            Tcp.sourcePort(frame, at),
            Ipv4.destination(frame, quotedIpAt),
            Tcp.destinationPort(frame, at));
    int sequence = Bytes.i32(frame, at + 4);
    return c == null
            || Sequence.before(sequence, c.sender.unacknowledged())
            || Sequence.after(sequence, c.sender.next())
        ? null
        : c;
  }

  /** Takes an error about a connection's segment. */
  void take(TcpConnection c, int type, int code) {
    if (type == Icmp.UNREACHABLE && code == Icmp.FRAGMENTATION_NEEDED) {
      shrinkSegments(c);
      return;
    }
    Errno error = IcmpErrors.errno(type, code);
    if (error != null && c.request() == null) {
      take(c, IcmpErrors.text(type, code), error);
    }
  }

  private void take(TcpConnection c, String icmp, Errno error) {
    if (c.handshaking()) {
      decisions.icmpEnded(c, icmp, error);
      c.fail(error);
    } else {
      decisions.icmpNoted(c, icmp, error);
      c.noteSoftError(error);
    }
  }

  /** tcp_v4_mtu_reduced: the routes have learned the MTU already. */
  private void shrinkSegments(TcpConnection c) {
    if (!host.ipv4().discoversPathMtu()) {
      return;
    }
    int remote = c.path().remoteAddress();
    Route route = host.routes().lookup(remote);
    int mtu = route == null ? Integer.MAX_VALUE : host.routes().pathMtu(remote, route);
    if (c.path().shrink(mtu)) {
      decisions.segmentsShrunk(c, mtu);
      c.sender.retransmitOversized();
    }
  }
}
