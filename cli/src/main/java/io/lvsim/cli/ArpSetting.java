package io.lvsim.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What is set on both real servers.
 *
 * @param on where: {@code all}, {@code eth0} or the VIP's own device
 * @param ignore arp_ignore
 * @param announce arp_announce
 * @param vipOn the device that has the VIP: lo, eth0 or dummy0
 */
record ArpSetting(String on, int ignore, int announce, String vipOn) {
  /** 4 stands for 4 to 7, which are reserved and act alike. */
  private static final List<Integer> IGNORE_LEVELS = List.of(0, 1, 2, 3, 4, 8);

  private static final List<Integer> ANNOUNCE_LEVELS = List.of(0, 1, 2);

  /** Every level of one with every level of the other, in every place where they can be set. */
  static List<ArpSetting> all(String vipOn) {
    List<String> places =
        vipOn.equals("eth0") ? List.of("all", "eth0") : List.of("all", "eth0", vipOn);
    List<ArpSetting> settings = new ArrayList<>();
    for (String on : places) {
      for (int ignore : IGNORE_LEVELS) {
        for (int announce : ANNOUNCE_LEVELS) {
          settings.add(new ArpSetting(on, ignore, announce, vipOn));
        }
      }
    }
    return settings;
  }

  /**
   * A scenario with this setting: a first client that knows nobody sends ten requests, and a second
   * client, which has sent one before, has an entry for the VIP that can be overwritten.
   */
  String scenario() {
    return """
    name: arp_ignore %d and arp_announce %d on %s
    topology:
      preset: dr-lan
      arp: default
      vip: 192.168.2.188
      director: 192.168.2.190
      real-servers: [192.168.2.191, 192.168.2.192]
      clients: [192.168.2.10, 192.168.2.11]
    steps:
      - { on: rs1, run: "%s" }
      - { on: rs2, run: "%s" }
      - on: director
        run: |
          ipvsadm -A -t 192.168.2.188:80 -s rr
          ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -g
          ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.192 -g
      - { on: client2, run: curl -s -m 2 192.168.2.188 }
      - wait: 2s
      - { on: client1, run: "for i in $(seq %d); do curl -s -m 2 192.168.2.188; done" }
    """
        .formatted(ignore, announce, on, serverSetup(), serverSetup(), ArpMatrixRow.REQUESTS - 1);
  }

  private String serverSetup() {
    String setting = "sysctl -q -w net.ipv4.conf." + on + ".arp_";
    return moveVip() + setting + "ignore=" + ignore + "; " + setting + "announce=" + announce;
  }

  private String moveVip() {
    return switch (vipOn) {
      case "lo" -> "";
      case "eth0" -> "ip addr del 192.168.2.188/32 dev lo; ip addr add 192.168.2.188/32 dev eth0; ";
      default ->
          "ip addr del 192.168.2.188/32 dev lo; ip link add dummy0 type dummy; "
              + "ip link set dummy0 up; ip addr add 192.168.2.188/32 dev dummy0; ";
    };
  }
}
