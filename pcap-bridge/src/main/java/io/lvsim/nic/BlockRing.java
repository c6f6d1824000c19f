package io.lvsim.nic;

/**
 * TPACKET_V3: the kernel fills a block with frames and hands it over when it is full, or a
 * millisecond after its first frame. Costs least.
 */
final class BlockRing implements PacketRing {
  /** Of a {@code struct tpacket_block_desc}. */
  private static final int BLOCK_STATUS = 8;

  private static final int BLOCK_FRAMES = 12;
  private static final int BLOCK_FIRST = 16;
  private static final int USER = 1;

  /** Of a {@code struct tpacket3_hdr}, with the {@code sockaddr_ll} behind it. */
  private static final int NEXT = 0;

  private static final int SECONDS = 4;
  private static final int NANOS = 8;
  private static final int CAPTURED = 12;
  private static final int ON_WIRE = 16;
  private static final int STATUS = 20;
  private static final int DATA = 24;
  private static final int TAG_CONTROL = 32;
  private static final int TAG_TYPE = 36;
  private static final int ADDRESS = 48;

  private static final int CACHE_LINE = 64;

  /**
   * What of a frame is fetched ahead: no more than a ring's entry takes before its frame begins, so
   * that nothing is read behind a short frame at the end of the ring.
   */
  private static final int HEAD_LINES = 2;

  private final long ring;
  private final int blockBytes;
  private final int blocks;
  private int block;
  private int framesLeft;
  private long frame;
  private final FrameBatch one;

  /** A sum that means nothing: without one nothing would be read. */
  private long fetched;

  /**
   * A ring that is already there.
   *
   * @param longest frame in bytes
   */
  BlockRing(long ring, int blockBytes, int blocks, int longest) {
    one = new FrameBatch(1, longest);
    this.ring = ring;
    this.blockBytes = blockBytes;
    this.blocks = blocks;
  }

  @Override
  public void take(FrameBatch batch) {
    while (batch.size() < batch.capacity() && hasCome()) {
      long at = frame;
      framesLeft--;
      frame = at + Memory.readInt(at + NEXT);
      if (Memory.readByte(at + ADDRESS + RingFrame.PACKET_TYPE) != RingFrame.OUTGOING) {
        add(batch, at);
      }
      if (framesLeft == 0) {
        giveBack();
      }
    }
  }

  @Override
  public boolean hasCome() {
    return framesLeft > 0 || begin();
  }

  @Override
  public int lend(Lending lending, int most) throws NicException {
    int count = 0;
    while (count < most && hasCome()) {
      long at = frame;
      framesLeft--;
      frame = at + Memory.readInt(at + NEXT);
      if (framesLeft > 0) {
        fetchAhead();
      }
      if (Memory.readByte(at + ADDRESS + RingFrame.PACKET_TYPE) != RingFrame.OUTGOING) {
        lend(lending, at);
        count++;
      }
      if (framesLeft == 0) {
        lending.send();
        giveBack();
      }
    }
    return count;
  }

  /**
   * Has the processor fetch the next frame's head while the present one is dealt with: another
   * processor has just written it, and long frames lie too far apart for it to guess.
   */
  private void fetchAhead() {
    for (int line = 0; line < HEAD_LINES; line++) {
      fetched += Memory.readByte(frame + (long) line * CACHE_LINE);
    }
  }

  private void lend(Lending lending, long at) throws NicException {
    if (RingFrame.isWhole(Memory.readInt(at + STATUS))) {
      lending.frame(
          at + Memory.readShort(at + DATA),
          Memory.readInt(at + CAPTURED),
          Memory.readInt(at + ON_WIRE));
    } else {
      one.clear();
      add(one, at);
      lending.frame(one);
    }
  }

  /** Goes to the block's first frame; false if the kernel still has the block. */
  private boolean begin() {
    long at = blockAddress();
    while ((Memory.readAcquire(at + BLOCK_STATUS) & USER) != 0) {
      framesLeft = Memory.readInt(at + BLOCK_FRAMES);
      frame = at + Memory.readInt(at + BLOCK_FIRST);
      if (framesLeft > 0) {
        return true;
      }
      giveBack();
      at = blockAddress();
    }
    return false;
  }

  private void giveBack() {
    Memory.writeRelease(blockAddress() + BLOCK_STATUS, 0);
    block = block + 1 == blocks ? 0 : block + 1;
  }

  private long blockAddress() {
    return ring + (long) block * blockBytes;
  }

  private static void add(FrameBatch batch, long at) {
    RingFrame.add(
        batch,
        at + Memory.readShort(at + DATA),
        Memory.readInt(at + CAPTURED),
        Memory.readInt(at + ON_WIRE),
        Memory.readInt(at + STATUS),
        Memory.readShort(at + TAG_TYPE) << 16 | Memory.readInt(at + TAG_CONTROL) & 0xFFFF,
        Integer.toUnsignedLong(Memory.readInt(at + SECONDS)) * 1_000_000_000
            + Memory.readInt(at + NANOS));
  }
}
