package io.lvsim.transport;

/**
 * What a connection offers to receive (tcp_select_initial_window, tcp_select_window,
 * __tcp_select_window). Linux counts whole socket buffers against the receive buffer; here each
 * queued segment counts its bytes, and the first of a run 752 more, as recorded from Linux 6.1.
 */
final class ReceiveWindow {
  /** TCP_MAX_WSCALE. */
  static final int MAXIMUM_SCALE = 14;

  /** net.core.rmem_max. */
  static final int CORE_RMEM_MAX = 212_992;

  private static final int MAXIMUM_UNSCALED = 65_535;
  private static final int BUFFER_OVERHEAD = 752;

  private final int bufferBytes;
  private int clamp;
  private int scale;

  /** rcv_nxt: what is expected next. */
  private int next;

  /** rcv_wup: what was expected when the window was last told. */
  private int toldAt;

  private int size;
  private int threshold;
  private int queuedBytes;

  /**
   * @param bufferBytes tcp_rmem's default
   * @param segmentBytes of the path, in which the first window is counted
   * @param scale what the other side shifts the window by; 0 if it does not
   * @param ownSegmentBytes with options, of which one is kept in reserve
   */
  ReceiveWindow(int bufferBytes, int segmentBytes, int scale, int ownSegmentBytes) {
    this.bufferBytes = bufferBytes;
    this.scale = scale;
    int space = bufferBytes / 2;
    size = Math.min(space > segmentBytes ? space / segmentBytes * segmentBytes : space, 65_535);
    int largest = Math.min(space, MAXIMUM_UNSCALED << scale);
    clamp = Math.max(2 * ownSegmentBytes, Math.min(largest, space - ownSegmentBytes));
    threshold = Math.min(size, clamp);
  }

  /** Starts at the sequence number behind the peer's SYN. */
  void start(int firstSequence) {
    next = firstSequence;
    toldAt = firstSequence;
  }

  /** The peer does not scale windows. */
  void stopScaling() {
    scale = 0;
    clamp = Math.min(clamp, MAXIMUM_UNSCALED);
  }

  int next() {
    return next;
  }

  int toldAt() {
    return toldAt;
  }

  void advance(int newNext) {
    next = newNext;
  }

  /** What is left of the window that was told last (tcp_receive_window). */
  int left() {
    return Math.max(0, toldAt + size - next);
  }

  /** The window of a SYN or SYN-ACK, which is never scaled. */
  int unscaled() {
    return Math.min(size, MAXIMUM_UNSCALED);
  }

  int scale() {
    return scale;
  }

  /** The window as told last. */
  int size() {
    return size;
  }

  /** Half of the buffer counts as window (tcp_adv_win_scale 1). */
  int clamp() {
    return clamp;
  }

  /** Whether a segment lies at least partly in the window (tcp_sequence). */
  boolean accepts(int sequence, int endSequence) {
    return !Sequence.before(endSequence, toldAt) && !Sequence.after(sequence, next + left());
  }

  /** Data was queued for the program, or beyond a gap. */
  void queued(int bytes, int newRuns) {
    queuedBytes += bytes + newRuns * BUFFER_OVERHEAD;
  }

  /** The program has read data, or a gap was closed. */
  void released(int bytes, int endedRuns) {
    queuedBytes -= bytes + endedRuns * BUFFER_OVERHEAD;
  }

  boolean nothingQueued() {
    return queuedBytes <= 0;
  }

  /** Whether the receive buffer is full (tcp_try_rmem_schedule). */
  boolean full() {
    return queuedBytes > bufferBytes;
  }

  /** Whether more than half of the buffer is in use, when quick acknowledgments end. */
  boolean underPressure() {
    return freeBytes() < Math.min(clamp, bufferBytes / 2) >> 1;
  }

  /** What could be told now. */
  int offer(int peerSegmentBytes) {
    int space = bufferBytes / 2;
    int free = freeBytes();
    if (underPressure()) {
      free = free >> scale << scale;
      if (free < space >> 4 || free < Math.min(peerSegmentBytes, Math.min(clamp, space))) {
        return 0;
      }
    }
    free = Math.min(free, threshold);
    return scale > 0 ? alignUp(free) : wholeSegments(free, peerSegmentBytes);
  }

  /** Chooses the window for a segment that is sent now; returns the header's field. */
  int tell(int peerSegmentBytes) {
    int offer = offer(peerSegmentBytes);
    int left = left();
    size = offer < left ? alignUp(left) : offer;
    toldAt = next;
    return Math.min(size, MAXIMUM_UNSCALED << scale) >>> scale;
  }

  private int freeBytes() {
    return (bufferBytes - queuedBytes) / 2;
  }

  private int alignUp(int bytes) {
    int unit = 1 << scale;
    return bytes + unit - 1 & -unit;
  }

  private int wholeSegments(int free, int segmentBytes) {
    if (size <= free - segmentBytes || size > free) {
      return free / segmentBytes * segmentBytes;
    }
    return size;
  }
}
