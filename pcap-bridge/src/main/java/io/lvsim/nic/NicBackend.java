package io.lvsim.nic;

import java.util.List;
import java.util.Locale;

/** The ways to a NIC, the fastest first. */
public enum NicBackend {
  /** Linux's packet sockets with a ring (TPACKET_V3), through java.lang.foreign. */
  AF_PACKET,
  /** libpcap through java.lang.foreign. */
  LIBPCAP,
  /** libpcap through pcap4j. */
  PCAP4J,
  /** libpcap through jnetpcap-wrapper, in builds with the profile jnetpcap. */
  JNETPCAP;

  /** As it is named on the command line, such as {@code af-packet}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All of them, in the order in which they are tried. */
  public static List<NicBackend> inOrder() {
    return List.of(values());
  }
}
