package io.lvsim.wire;

/**
 * IGMP version 3 membership reports (RFC 3376 section 4.2), without sources, as Linux puts them on
 * the wire (igmpv3_newpack, add_grhead): to 224.0.0.22, time to live 1, with the router alert
 * option. Offsets are of the IGMP header.
 */
public final class Igmp {
  public static final int PROTOCOL = 2;

  /** All IGMPv3-capable routers, 224.0.0.22. */
  public static final int ALL_ROUTERS = 0xE000_0016;

  /** The type of a version 3 membership report. */
  public static final int REPORT = 0x22;

  /** A group's record says that it is not listened to any more. */
  public static final int CHANGE_TO_INCLUDE = 3;

  /** A group's record says that it is listened to, whoever sends. */
  public static final int CHANGE_TO_EXCLUDE = 4;

  private static final int IP_HEADER = 24;
  private static final int ROUTER_ALERT = 0x9404_0000;
  private static final int INTERNETWORK_CONTROL = 0xC0;
  private static final int REPORT_HEADER = 8;
  private static final int RECORD = 8;

  private Igmp() {}

  /**
   * A frame with a report, but for the MACs.
   *
   * @param source the reporting host's address, or 0
   * @param types what each group's record says
   * @param groups as many groups, from 1
   */
  public static byte[] report(int source, int[] types, int[] groups) {
    int length = REPORT_HEADER + RECORD * groups.length;
    byte[] frame = Ethernet.allocate(IP_HEADER + length);
    int at = Ethernet.HEADER + IP_HEADER;
    Bytes.put8(frame, at, REPORT);
    Bytes.put16(frame, at + 6, groups.length);
    for (int i = 0; i < groups.length; i++) {
      Bytes.put8(frame, at + REPORT_HEADER + RECORD * i, types[i]);
      Bytes.put32(frame, at + REPORT_HEADER + RECORD * i + 4, groups[i]);
    }
    Bytes.put16(frame, at + 2, InternetChecksum.of(frame, at, length));
    writeIp(frame, IP_HEADER + length, source);
    return frame;
  }

  /** Type of a message: {@link #REPORT}. */
  public static int type(byte[] bytes, int at) {
    return Bytes.u8(bytes, at);
  }

  /** How many records a report says it has. */
  public static int records(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 6);
  }

  /** What the n-th record of a report without sources says. */
  public static int recordType(byte[] bytes, int at, int which) {
    return Bytes.u8(bytes, at + REPORT_HEADER + RECORD * which);
  }

  /** The n-th record's group, in a report without sources. */
  public static int recordGroup(byte[] bytes, int at, int which) {
    return Bytes.i32(bytes, at + REPORT_HEADER + RECORD * which + 4);
  }

  private static void writeIp(byte[] frame, int totalLength, int source) {
    int at = Ethernet.HEADER;
    Bytes.put8(frame, at, 4 << 4 | IP_HEADER / 4);
    Bytes.put8(frame, at + 1, INTERNETWORK_CONTROL);
    Bytes.put16(frame, at + 2, totalLength);
    Bytes.put16(frame, at + 6, Ipv4.DONT_FRAGMENT);
    Bytes.put8(frame, at + 8, 1);
    Bytes.put8(frame, at + 9, PROTOCOL);
    Bytes.put32(frame, at + 12, source);
    Bytes.put32(frame, at + 16, ALL_ROUTERS);
    Bytes.put32(frame, at + 20, ROUTER_ALERT);
    Bytes.put16(frame, at + 10, InternetChecksum.of(frame, at, IP_HEADER));
  }
}
