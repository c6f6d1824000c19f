package io.lvsim.transport;

import io.lvsim.host.Errno;
import io.lvsim.host.Interface;
import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** A UDP socket. */
public final class UdpSocket {
  private final UdpStack stack;
  private final int address;
  private final int port;
  private final UdpHandler handler;
  private int peerAddress;
  private int peerPort;
  private PathMtuDiscovery discovery;
  private boolean connected;
  private boolean open = true;
  private int identification;
  private @Nullable Interface device;
  private @Nullable Interface multicastDevice;
  private int multicastTtl = 1;

  UdpSocket(
      UdpStack stack,
      int address,
      int port,
      UdpHandler handler,
      PathMtuDiscovery discovery,
      int identification) {
    this.stack = stack;
    this.address = address;
    this.port = port;
    this.handler = handler;
    this.discovery = discovery;
    this.identification = identification;
  }

  /** The bound address, 0 for any. */
  public int address() {
    return address;
  }

  public int port() {
    return port;
  }

  /**
   * connect(2): from now on only the peer's datagrams are received, and ICMP errors are told.
   *
   * @return what connect(2) would fail with, null for success
   */
  public @Nullable Errno connect(int newPeerAddress, int newPeerPort) {
    Interface out = Ipv4Address.isMulticast(newPeerAddress) ? multicastDevice : null;
    if (out == null ? stack.sourceFor(newPeerAddress) == 0 : !out.isUp()) {
      return Errno.ENETUNREACH;
    }
    peerAddress = newPeerAddress;
    peerPort = newPeerPort;
    connected = true;
    return null;
  }

  /** SO_BINDTODEVICE: what comes in elsewhere is not for it. */
  public void bindToDevice(Interface only) {
    device = only;
  }

  /**
   * IP_MULTICAST_IF and IP_MULTICAST_TTL, with IP_MULTICAST_LOOP off and fragmentation allowed: how
   * datagrams to multicast groups leave.
   *
   * @param ttl from 1 to 255
   */
  public void setMulticast(Interface out, int ttl) {
    multicastDevice = out;
    multicastTtl = ttl;
  }

  /**
   * Sends a datagram; source 0 lets the bound address or routing choose.
   *
   * @return what sendto(2) would fail with, null for success
   */
  public @Nullable Errno send(
      int source, int destination, int toPort, byte[] bytes, int from, int length) {
    int speaker = source != 0 ? source : address;
    return stack.send(this, speaker, destination, toPort, bytes, from, length);
  }

  /** setsockopt(2) with IP_MTU_DISCOVER. */
  public void discover(PathMtuDiscovery how) {
    discovery = how;
  }

  PathMtuDiscovery discovery() {
    return discovery;
  }

  public void close() {
    if (open) {
      open = false;
      stack.remove(this);
    }
  }

  /** How well it fits a datagram (compute_score); negative if it does not. */
  int score(
      int localAddress, int localPort, int remoteAddress, int remotePort, @Nullable Interface in) {
    if (device != null && in != null && device != in) {
      return -1;
    }
    if (port != localPort || address != 0 && address != localAddress) {
      return -1;
    }
    if (connected && (peerAddress != remoteAddress || peerPort != remotePort)) {
      return -1;
    }
    return (address != 0 ? 1 : 0) + (connected ? 2 : 0);
  }

  boolean isConnected() {
    return connected;
  }

  @Nullable Interface multicastDevice() {
    return multicastDevice;
  }

  int multicastTtl() {
    return multicastTtl;
  }

  int nextIdentification() {
    return identification++ & 0xFFFF;
  }

  UdpHandler handler() {
    return handler;
  }
}
