package io.lvsim.nic;

/**
 * How a NIC is opened.
 *
 * @param filter in libpcap's language, set in the kernel; empty lets everything in. Frames that
 *     this machine itself sends by the NIC are never received.
 * @param promiscuous whether frames for other MAC addresses are received too
 * @param immediate whether each frame is handed over as it comes; else they may wait for others, up
 *     to a millisecond, which costs less With libpcap and pcap4j, immediate means also that of
 *     frames longer than the MTU allows only the beginning is kept, see {@link #libpcapSnapLength}
 * @param snapLength the longest frame in bytes
 * @param ringBytes how much memory waits for frames that come faster than they are taken
 * @param fanoutGroup 0 for none; NICs of the same name opened with the same number share the frames
 *     that come, by flow (AF_PACKET only)
 */
public record NicOptions(
    String filter,
    boolean promiscuous,
    boolean immediate,
    int snapLength,
    int ringBytes,
    int fanoutGroup) {
  private static final int SLOT_BYTES = 1900;
  private static final int AROUND_MTU = 64;

  /** Whole frames, as they come, of all that the kernel would take. */
  public static NicOptions standard() {
    return new NicOptions("", false, true, 65_536, 8 << 20, 0);
  }

  public NicOptions withFilter(String other) {
    return new NicOptions(other, promiscuous, immediate, snapLength, ringBytes, fanoutGroup);
  }

  public NicOptions withPromiscuous(boolean other) {
    return new NicOptions(filter, other, immediate, snapLength, ringBytes, fanoutGroup);
  }

  /**
   * The snap length for libpcap. In immediate mode its ring has slots as long as the longest frame;
   * with 64 KiB each there would be few, and bursts would be lost. So there it is what the MTU asks
   * for, which FrameChecks refuses anything longer than.
   */
  int libpcapSnapLength(int mtu) {
    return immediate ? Math.min(snapLength, Math.max(SLOT_BYTES, mtu + AROUND_MTU)) : snapLength;
  }
}
