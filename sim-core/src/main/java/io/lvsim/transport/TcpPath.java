package io.lvsim.transport;

import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.host.Route;
import org.jspecify.annotations.Nullable;

/** Both addresses of a connection, and the way to the remote one as it was at the start. */
final class TcpPath {
  /** Headers of IPv4 and TCP without options. */
  private static final int HEADERS = 40;

  private static final int LARGEST_PACKET = 65_535;

  private static final int DEFAULT_MTU = 1500;

  /** net.ipv4.route.min_adv_mss as it is at boot. */
  private static final int LEAST_ADVERTISED = 256;

  private final int localAddress;
  private final int remoteAddress;
  private final int mtuAtStart;
  private final int nextHop;
  private final @Nullable Interface out;
  private int mtu;

  /**
   * A path at the start of a connection.
   *
   * @param pathMtu what is known of the MTU on the way
   */
  TcpPath(int localAddress, int remoteAddress, @Nullable Route route, int pathMtu) {
    this.localAddress = localAddress;
    this.remoteAddress = remoteAddress;
    out = route == null || route.type() != Route.Type.UNICAST ? null : route.out();
    nextHop = route == null || route.gateway() == 0 ? remoteAddress : route.gateway();
    Interface through = route == null ? null : route.out();
    mtuAtStart = Math.min(through == null ? DEFAULT_MTU : through.mtu(), pathMtu);
    mtu = mtuAtStart;
  }

  int localAddress() {
    return localAddress;
  }

  int remoteAddress() {
    return remoteAddress;
  }

  /** The MSS option: what the path could take at the start (ipv4_default_advmss). */
  int advertisedSegmentBytes() {
    return Math.max(Math.min(mtuAtStart, LARGEST_PACKET) - HEADERS, LEAST_ADVERTISED);
  }

  /** How much TCP data and options a packet on this path may hold. */
  int segmentBytes() {
    return Math.min(mtu, LARGEST_PACKET) - HEADERS;
  }

  /**
   * A router has told of a smaller MTU.
   *
   * @return whether segments become smaller by that
   */
  boolean shrink(int newMtu) {
    if (newMtu >= mtu) {
      return false;
    }
    mtu = newMtu;
    return true;
  }

  /** Tells the neighbour table that the next hop has shown to be alive (dst_confirm). */
  void confirm(Host host) {
    if (out != null) {
      host.neighbors().confirm(nextHop, out);
    }
  }
}
