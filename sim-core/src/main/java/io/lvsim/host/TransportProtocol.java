package io.lvsim.host;

/** What IPv4 hands packets of one protocol to: TCP, UDP. */
public interface TransportProtocol {
  /**
   * A packet for this host has arrived, whole (not a fragment), with a sane IPv4 header.
   *
   * @param frame not to be changed
   * @param ipAt offset of the IPv4 header
   * @param in where it came from; lo for the host's own packets
   */
  void receive(byte[] frame, int ipAt, Interface in);

  /**
   * Whether a program of this host has sent a packet that an ICMP error quotes, so that what
   * routers say about its way is believed.
   *
   * @param frame the frame that holds the error
   * @param quotedIpAt offset of the quoted IPv4 header; at least 8 bytes follow it
   */
  default boolean hasSent(byte[] frame, int quotedIpAt) {
    return false;
  }

  /**
   * An ICMP error about a packet of this host has arrived.
   *
   * @param info the error's second word (next-hop MTU for fragmentation needed)
   * @param frame the frame that holds the error
   * @param quotedIpAt offset of the IPv4 header of the packet that the error is about; at least 8
   *     bytes follow it
   */
  void icmpError(int type, int code, int info, byte[] frame, int quotedIpAt);
}
