package io.lvsim.host;

/**
 * How much memory the kernel counts for a packet (skb->truesize as __alloc_skb computes it on a
 * 64-bit machine): the data with room for the link's header, in the allocator's next size, and the
 * packet's description. Limits on queues are in these bytes, not in bytes on the wire.
 */
final class BufferSize {
  /** For a frame of 1514 bytes, by which unres_qlen is translated: SKB_TRUESIZE(ETH_FRAME_LEN). */
  static final int FULL_FRAME = 2090;

  /** struct sk_buff, aligned. */
  private static final int DESCRIPTION = 256;

  /** struct skb_shared_info, aligned. */
  private static final int SHARED_INFO = 320;

  private static final int LINE = 64;
  private static final int LINK_ROOM = 31;

  private BufferSize() {}

  /**
   * What a packet counts.
   *
   * @param packetBytes without the Ethernet header
   */
  static int of(int packetBytes) {
    int data = (packetBytes + LINK_ROOM + LINE - 1) / LINE * LINE + SHARED_INFO;
    int block = Integer.highestOneBit(data - 1) << 1;
    return block + DESCRIPTION;
  }
}
