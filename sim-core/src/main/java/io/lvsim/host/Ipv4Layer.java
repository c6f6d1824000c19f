package io.lvsim.host;

/** IPv4 of one host: receiving, delivering, forwarding, sending. */
public final class Ipv4Layer {
  Ipv4Layer() {}

  /** Says who gets packets of an IP protocol. */
  public void register(int protocol, TransportProtocol handler) {
    throw new IllegalStateException("being built");
  }

  /** Puts IPVS before local delivery (LOCAL_IN); null takes it away. */
  public void setLocalInHook(@org.jspecify.annotations.Nullable LocalInHook hook) {
    throw new IllegalStateException("being built");
  }

  /** A zeroed frame for an IPv4 packet with so many bytes behind a 20-byte header at offset 14. */
  public byte[] allocate(int payloadBytes) {
    throw new IllegalStateException("being built");
  }

  /** The next identification for a packet that may be fragmented (ip_select_ident). */
  public int nextIdentification(int source, int destination, int protocol) {
    throw new IllegalStateException("being built");
  }

  /**
   * Sends a packet of this host's own: the frame is whole but for the Ethernet header; takes
   * LOCAL_OUT, routing by destination, ARP. A frame handed over is not changed by the caller again.
   *
   * @return null if it went out or waits for ARP; else the error a program would get (ENETUNREACH,
   *     EHOSTUNREACH, EINVAL ...)
   */
  public @org.jspecify.annotations.Nullable Errno send(byte[] frame) {
    throw new IllegalStateException("being built");
  }

  /**
   * Sends a packet on to a next hop which is not its IP destination (direct-route transmit): no
   * routing by destination, no look at the addresses; both MACs are written.
   *
   * @param frame the director's own copy, TTL already lowered
   * @param nextHop an on-link address, or one reached through a route's gateway
   */
  public void sendVia(byte[] frame, Route route, int nextHop) {
    throw new IllegalStateException("being built");
  }
}
