package io.lvsim.nic;

/** Room for frames that come from a NIC together; made once and filled again and again. */
public final class FrameBatch {
  private final byte[][] frames;
  private final int[] lengths;
  private final int[] originalLengths;
  private final long[] times;
  private final boolean[] unfinished;
  private int size;

  /**
   * @param capacity how many frames it can hold
   * @param snapLength the longest frame in bytes; of longer ones the beginning is kept
   */
  public FrameBatch(int capacity, int snapLength) {
    frames = new byte[capacity][snapLength];
    lengths = new int[capacity];
    originalLengths = new int[capacity];
    times = new long[capacity];
    unfinished = new boolean[capacity];
  }

  public int capacity() {
    return frames.length;
  }

  /** How many frames are in it. */
  public int size() {
    return size;
  }

  /** Takes all frames out. */
  public void clear() {
    size = 0;
  }

  /**
   * A frame's bytes, of which only the first {@link #length} count; good until the next filling.
   */
  public byte[] frame(int index) {
    return frames[index];
  }

  /** How many bytes of a frame are there. */
  public int length(int index) {
    return lengths[index];
  }

  /** How long a frame was on the wire, in bytes. */
  public int originalLength(int index) {
    return originalLengths[index];
  }

  /** When a frame came, in nanoseconds since 1970. */
  public long atNanos(int index) {
    return times[index];
  }

  /**
   * Whether the kernel said that a checksum is still to be computed; backends that are not told
   * never say so, see {@link FrameChecks#checksumUnfinished}.
   */
  public boolean checksumUnfinished(int index) {
    return unfinished[index];
  }

  /** The array that the next frame is to be written into; {@link #added} then counts it. */
  public byte[] next() {
    return frames[size];
  }

  /** Counts a frame that has been written into {@link #next}. */
  public void added(int length, int originalLength, long atNanos) {
    added(length, originalLength, atNanos, false);
  }

  /** The same, of a frame whose checksum may be unfinished. */
  public void added(int length, int originalLength, long atNanos, boolean checksumUnfinished) {
    unfinished[size] = checksumUnfinished;
    lengths[size] = length;
    originalLengths[size] = originalLength;
    times[size] = atNanos;
    size++;
  }
}
