package io.lvsim.host;

import io.lvsim.link.LentFrame;

/**
 * A hook on packets that are about to be delivered to this host (NF_INET_LOCAL_IN), and on its own
 * packets (NF_INET_LOCAL_OUT): IPVS.
 */
public interface LocalInHook {
  /**
   * Looks at a packet whose destination is local.
   *
   * @param frame not to be changed; who forwards it copies it
   * @param ipAt offset of the IPv4 header
   * @param in where it came from
   * @param mark the firewall mark that the mangle table gave it, 0 for none
   * @return true if the hook has dealt with the packet (sent it on, or dropped it); false to let
   *     the host's own stack have it
   */
  boolean take(byte[] frame, int ipAt, Interface in, int mark);

  /**
   * The same of a packet whose frame was lent: TCP or UDP without options of IP, not a fragment.
   *
   * @param frame which may go on to its next hop from where it lies
   */
  default boolean take(LentFrame frame, int ipAt, Interface in, int mark) {
    return take(frame.copy(), ipAt, in, mark);
  }

  /**
   * Sees a packet that leaves this host, of its own (NF_INET_LOCAL_OUT) or on the way through
   * (NF_INET_FORWARD), but not one that the hook itself has sent on.
   *
   * @param frame not to be changed
   * @param ipAt offset of the IPv4 header
   */
  default void leaving(byte[] frame, int ipAt) {}

  /**
   * Looks at a packet that this host itself sends, behind the mangle table's OUTPUT chain.
   *
   * @param frame the host's own, without an Ethernet header yet; not to be changed
   * @param ipAt offset of the IPv4 header
   * @param mark the firewall mark that the mangle table gave it, 0 for none
   * @return true if the hook has dealt with the packet; false to let it go its way
   */
  default boolean takeOutgoing(byte[] frame, int ipAt, int mark) {
    return false;
  }
}
