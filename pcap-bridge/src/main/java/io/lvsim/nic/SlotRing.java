package io.lvsim.nic;

import io.lvsim.link.LentFrame;

/**
 * TPACKET_V2: each frame has a slot and is handed over at once. Slots are as long as the MTU asks
 * for; of a longer frame the socket keeps a copy.
 */
final class SlotRing implements PacketRing {
  /** Of a {@code struct tpacket2_hdr}, with the {@code sockaddr_ll} behind it. */
  private static final int STATUS = 0;

  private static final int ON_WIRE = 4;
  private static final int CAPTURED = 8;
  private static final int DATA = 12;
  private static final int SECONDS = 16;
  private static final int NANOS = 20;
  private static final int TAG_CONTROL = 24;
  private static final int TAG_TYPE = 26;
  private static final int ADDRESS = 32;

  private final long ring;
  private final int slotBytes;
  private final int slots;
  private final Libc libc;
  private final int fd;
  private final long copy;
  private final int copyBytes;
  private final FrameBatch one;
  private int slot;

  /**
   * A ring that is already there.
   *
   * @param copy where frames that do not fit are read into
   * @param copyBytes the longest frame in bytes
   */
  SlotRing(long ring, int slotBytes, int slots, Libc libc, int fd, long copy, int copyBytes) {
    this.ring = ring;
    this.slotBytes = slotBytes;
    this.slots = slots;
    this.libc = libc;
    this.fd = fd;
    this.copy = copy;
    this.copyBytes = copyBytes;
    one = new FrameBatch(1, copyBytes + LentFrame.HEAD);
  }

  @Override
  public void take(FrameBatch batch) {
    while (batch.size() < batch.capacity()) {
      long at = address(slot);
      int status = Memory.readAcquire(at + STATUS);
      if (status == 0) {
        return;
      }
      if (Memory.readByte(at + ADDRESS + RingFrame.PACKET_TYPE) != RingFrame.OUTGOING) {
        add(batch, at, status);
      }
      Memory.writeRelease(at + STATUS, 0);
      slot = after(slot);
    }
  }

  @Override
  public boolean hasCome() {
    return Memory.readAcquire(address(slot) + STATUS) != 0;
  }

  /** Slots are given back when all are done. */
  @Override
  public int lend(Lending lending, int most) throws NicException {
    int first = slot;
    int lent = 0;
    while (lent < Math.min(most, slots - 1)) {
      long at = address(slot);
      int status = Memory.readAcquire(at + STATUS);
      if (status == 0) {
        break;
      }
      if (Memory.readByte(at + ADDRESS + RingFrame.PACKET_TYPE) != RingFrame.OUTGOING) {
        lend(lending, at, status);
      }
      lent++;
      slot = after(slot);
    }
    lending.send();
    for (int done = first; done != slot; done = after(done)) {
      Memory.writeRelease(address(done) + STATUS, 0);
    }
    return lent;
  }

  private void lend(Lending lending, long at, int status) throws NicException {
    if (RingFrame.isWhole(status)) {
      lending.frame(
          at + Memory.readShort(at + DATA),
          Memory.readInt(at + CAPTURED),
          Memory.readInt(at + ON_WIRE));
    } else {
      one.clear();
      add(one, at, status);
      lending.frame(one);
    }
  }

  private long address(int which) {
    return ring + (long) which * slotBytes;
  }

  private int after(int which) {
    return which + 1 == slots ? 0 : which + 1;
  }

  private void add(FrameBatch batch, long at, int status) {
    long data = at + Memory.readShort(at + DATA);
    int length = Memory.readInt(at + CAPTURED);
    if ((status & RingFrame.COPY) != 0) {
      int copied = libc.receiveNow(fd, copy, copyBytes);
      if (copied > 0) {
        data = copy;
        length = copied;
      }
    }
    RingFrame.add(
        batch,
        data,
        length,
        Memory.readInt(at + ON_WIRE),
        status,
        Memory.readShort(at + TAG_TYPE) << 16 | Memory.readShort(at + TAG_CONTROL),
        Integer.toUnsignedLong(Memory.readInt(at + SECONDS)) * 1_000_000_000
            + Memory.readInt(at + NANOS));
  }
}
