package io.lvsim.nic;

/** A frame in memory of C's, such as a ring that the kernel fills. */
final class ForeignFrame extends NicFrame {
  private final byte[] head = new byte[HEAD];
  private long address;
  private int length;
  private int originalLength;

  /** Goes to a frame. */
  void at(long newAddress, int newLength, int newOriginalLength) {
    address = newAddress;
    length = newLength;
    originalLength = newOriginalLength;
    Memory.copyHead(newAddress, head, Math.min(newLength, HEAD));
    begin();
  }

  @Override
  public byte[] head() {
    return head;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int originalLength() {
    return originalLength;
  }

  @Override
  public byte[] copy() {
    byte[] copy = new byte[length];
    Memory.copyOut(address, copy, 0, length);
    return copy;
  }

  /** Whether the head holds all that is to be sent. */
  boolean isAllHead() {
    return goesOn() <= HEAD;
  }

  /** Writes back what was changed; where the frame lies now as it is to be sent. */
  long changed() {
    Memory.writeHead(head, address);
    return address;
  }
}
