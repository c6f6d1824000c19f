package io.lvsim.transport;

/** What both ends of a connection use: offered by our SYN at first, then what the peer's allows. */
final class TcpAgreement {
  /** Without an MSS option (RFC 9293 section 3.7.1). */
  static final int DEFAULT_SEGMENT_BYTES = 536;

  /** Linux sends no smaller segments, whatever the peer says (sysctl tcp_min_snd_mss). */
  private static final int SMALLEST_SEGMENT_BYTES = 48;

  boolean timestamps;
  boolean sack;
  boolean scaling;
  int peerScale;
  int peerSegmentBytes = DEFAULT_SEGMENT_BYTES;

  /** What is added to the clock in our timestamps. */
  final int timestampOffset;

  /** The peer's timestamp that we echo; 0 before one has come. */
  int recentTimestamp;

  /** When it came. */
  long recentAtNanos;

  /** What a host offers. */
  TcpAgreement(TcpSettings settings, int timestampOffset) {
    timestamps = settings.timestamps != 0;
    sack = settings.sack != 0;
    scaling = settings.windowScaling != 0;
    this.timestampOffset = timestampOffset;
  }

  /** Keeps only what a SYN cookie can hold. */
  void dropOptions() {
    timestamps = false;
    sack = false;
    scaling = false;
    peerScale = 0;
  }

  /** Takes the options of the peer's SYN or SYN-ACK. */
  void agree(TcpSegment syn, long nowNanos) {
    timestamps &= syn.hasTimestamps;
    sack &= syn.sackPermitted;
    scaling &= syn.windowScale >= 0;
    peerScale = scaling ? syn.windowScale : 0;
    peerSegmentBytes =
        syn.mss == 0 ? DEFAULT_SEGMENT_BYTES : Math.max(syn.mss, SMALLEST_SEGMENT_BYTES);
    if (timestamps) {
      recentTimestamp = syn.timestamp;
      recentAtNanos = nowNanos;
    }
  }
}
