package io.lvsim.live;

import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel is asked to let through, in libpcap's language (pcap-filter(7)): the same as
 * {@link Admission}. Packets for the machine's own addresses never match, so its kernel and the
 * simulated node never both answer; frames that the node itself sends never match, so there are no
 * loops.
 */
public final class NicFilter {
  private NicFilter() {}

  /**
   * The filter's text.
   *
   * @param addresses that the node has, and the machine's own kernel has not; at least one
   */
  public static String of(long mac, int[] addresses) {
    String me = MacAddress.format(mac);
    List<String> hosts = new ArrayList<>();
    List<String> arps = new ArrayList<>();
    for (int address : addresses) {
      String text = Ipv4Address.format(address);
      hosts.add("dst host " + text);
      arps.add("arp[24:4] = " + hexadecimal(address) + " or arp[14:4] = " + hexadecimal(address));
    }
    return "not ether src %s and ((ether dst %s and ip and (%s)) or (arp and (%s or (%s))))"
        .formatted(
            me,
            me,
            String.join(" or ", hosts),
            String.join(" or ", arps),
            "arp[6:2] = 2 and ether dst " + me);
  }

  private static String hexadecimal(int address) {
    return "0x%08x".formatted(address);
  }
}
