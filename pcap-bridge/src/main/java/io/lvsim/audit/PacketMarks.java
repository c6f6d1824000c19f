package io.lvsim.audit;

/** What mark a director's firewall gives to a packet. */
@FunctionalInterface
public interface PacketMarks {
  /**
   * The mark of a whole IPv4 packet; 0 for none.
   *
   * @param frame Ethernet, not to be changed
   * @param ipAt where the IPv4 header begins
   */
  int of(byte[] frame, int ipAt);
}
