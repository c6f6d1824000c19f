package io.lvsim.ipvs;

import io.lvsim.engine.Nanos;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.wire.Ipv4;

/** How long entries live in each state without a packet (tcp_timeouts and so on). */
final class Timeouts {
  /** What a connection gets before its first state is set (ip_vs_conn_new). */
  static final long INITIAL_NANOS = Nanos.seconds(3);

  /** What a template gets when it runs out while it controls connections (ip_vs_conn_expire). */
  static final int STILL_NEEDED_SECONDS = 60;

  /** INT_MAX / HZ, with the 100 ticks a second of the recorded kernel (ip_vs_set_timeout). */
  private static final int LONGEST_SECONDS = Integer.MAX_VALUE / 100;

  private final int[] tcpSeconds = {2, 900, 120, 60, 120, 120, 10, 60, 30, 120, 120};
  private final int[] sctpSeconds = {2, 4, 61, 61, 61, 61, 61, 61, 900, 61, 61, 61, 4, 61};
  private int udpSeconds = 300;
  private final long[] tcpNanos = new long[tcpSeconds.length];

  Timeouts() {
    inNanos();
  }

  private void inNanos() {
    for (int state = 0; state < tcpNanos.length; state++) {
      tcpNanos[state] = Nanos.seconds(tcpSeconds[state]);
    }
  }

  /** In nanoseconds, for a connection's state. */
  long nanos(int protocol, int state) {
    return protocol == Ipv4.PROTOCOL_TCP
        ? tcpNanos[state]
        : Nanos.seconds(seconds(protocol, state));
  }

  int seconds(int protocol, int state) {
    return switch (protocol) {
      case Ipv4.PROTOCOL_TCP -> tcpSeconds[state];
      case Ipv4.PROTOCOL_SCTP -> sctpSeconds[state];
      default -> udpSeconds;
    };
  }

  /** Seconds as ipvsadm -L --timeout shows them: established TCP, TCP after FIN, UDP. */
  int[] shown() {
    return new int[] {
      tcpSeconds[TcpStates.ESTABLISHED], tcpSeconds[TcpStates.FIN_WAIT], udpSeconds
    };
  }

  /** ipvsadm --set: 0 leaves a value; entries take it over with their next packet. */
  void set(int tcp, int tcpFin, int udp) throws HostException {
    check(tcp);
    check(tcpFin);
    check(udp);
    tcpSeconds[TcpStates.ESTABLISHED] = tcp == 0 ? tcpSeconds[TcpStates.ESTABLISHED] : tcp;
    tcpSeconds[TcpStates.FIN_WAIT] = tcpFin == 0 ? tcpSeconds[TcpStates.FIN_WAIT] : tcpFin;
    udpSeconds = udp == 0 ? udpSeconds : udp;
    inNanos();
  }

  private static void check(int seconds) throws HostException {
    if (seconds < 0 || seconds > LONGEST_SECONDS) {
      throw new HostException(Errno.EINVAL);
    }
  }
}
