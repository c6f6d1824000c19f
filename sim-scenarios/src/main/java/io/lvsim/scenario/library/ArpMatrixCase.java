package io.lvsim.scenario.library;

import java.util.List;

/**
 * One setting of the ARP matrix as a scenario.
 *
 * @param place where both levels are set on both real servers: all, eth0 or lo
 * @param ignore the level of arp_ignore
 * @param announce the level of arp_announce
 */
record ArpMatrixCase(String place, int ignore, int announce) {
  static final List<String> PLACES = List.of("all", "eth0", "lo");

  String name() {
    return ArpMatrixFamily.NAME + "-ignore" + ignore + "-announce" + announce + "-on-" + place;
  }

  /** What acts on eth0: the larger of all and eth0; what is set on lo is never looked at. */
  private int ignoreOnEth0() {
    return place.equals("lo") ? 0 : ignore;
  }

  private int announceOnEth0() {
    return place.equals("lo") ? 0 : announce;
  }

  /** A real server answers no ARP request at all, not even the director's for its own address. */
  private boolean isMute() {
    return ignoreOnEth0() == 8;
  }

  /** A real server answers for the VIP on its lo. */
  private boolean answersForVip() {
    return ignoreOnEth0() == 0 || ignoreOnEth0() == 3 || ignoreOnEth0() == 4;
  }

  /** A real server that asks for a client's MAC address gives the VIP as its own address. */
  private boolean announcesVip() {
    return announceOnEth0() < 2;
  }

  private boolean works() {
    return !isMute() && !answersForVip() && !announcesVip();
  }

  String text() {
    return heading() + settings() + asking() + poisoning();
  }

  private String title() {
    String outcome =
        works()
            ? "every request goes through the director"
            : isMute() ? "nobody is served" : "requests go round the director";
    return "arp_ignore=" + ignore + ", arp_announce=" + announce + " on " + place + ": " + outcome;
  }

  private String heading() {
    return """
    name: "%s"
    description: |
      Both real servers have arp_ignore=%d and arp_announce=%d on %s; the VIP is on their lo.
      %s
      %s
    topology:
      preset: dr-lan
      arp: default
      clients: [192.168.2.10, 192.168.2.11]
    steps:
    """
        .formatted(title(), ignore, announce, place, ignoreText(), announceText());
  }

  private String ignoreText() {
    if (place.equals("lo")) {
      return "ARP requests arrive on eth0: what is set on lo only does nothing.";
    }
    return switch (ignore) {
      case 0 ->
          "arp_ignore=0: a request for any address of the host is answered, on any interface.";
      case 1 -> "arp_ignore=1: answered only if the address is on the interface that was asked.";
      case 2 -> "arp_ignore=2: as 1, and the asker must be in that address's subnet.";
      case 3 -> "arp_ignore=3: silent for addresses of scope host only; the VIP's scope is global.";
      case 8 -> "arp_ignore=8: nothing is answered, not even for the real server's own address.";
      default -> "arp_ignore=4 to 7 are reserved and act as 0.";
    };
  }

  private String announceText() {
    if (place.equals("lo")) {
      return "The same goes for the requests that a real server sends from eth0 itself.";
    }
    return switch (announce) {
      case 0 ->
          "arp_announce=0: who asks for a MAC address names the source of the waiting packet.";
      case 1 -> "arp_announce=1: the same here, for the VIP lies in the asker's own subnet.";
      default -> "arp_announce=2: who asks for a MAC address names the address of the interface.";
    };
  }

  private String settings() {
    StringBuilder steps = new StringBuilder();
    for (String server : List.of("rs1", "rs2")) {
      steps.append(
          """
            - on: %s
              run: |
                echo %d > /proc/sys/net/ipv4/conf/%s/arp_ignore
                echo %d > /proc/sys/net/ipv4/conf/%s/arp_announce
              expect: ""
          """
              .formatted(server, ignore, place, announce, place));
    }
    return steps
        + """
          - on: director
            run: |
              ipvsadm -A -t 192.168.2.188:80 -s rr
              ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -g
              ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.192 -g
            expect: ""
        """;
  }

  /** Nobody knows anybody: the client asks who has the VIP. */
  private String asking() {
    String who = answersForVip() ? "rs2, rs1, director" : "director";
    String cached = isMute() || works() ? "director" : "rs2";
    return run("client1", "curl 192.168.2.188", answer("share192"), askingNote())
        + """
          - check:
              - arp-answered: { address: 192.168.2.188, by: [%s] }
              - neighbor: { on: client1, address: 192.168.2.188, is: %s }
              - neighbor: { on: client2, address: 192.168.2.188, is: none }
        """
            .formatted(who, cached)
        + run(
            "client1",
            "for ((i=1;i<=2;i++)); do curl 192.168.2.188; done",
            works() ? "share191\nshare192" : answer("share192") + "\n" + answer("share192"),
            "")
        + counts(works() ? 1 : 0, works() ? 2 : 3);
  }

  private String askingNote() {
    if (isMute()) {
      return "The director cannot find a real server, and says so after three unanswered requests.";
    }
    return answersForVip()
        ? "All three answer; the client keeps what it hears first, and its packets go there."
        : announcesVip()
            ? "Only the director answers. But the real server asks for the client in the VIP's name."
            : "Only the director answers, and the real server asks in its own name.";
  }

  /** All knew the director, for more than a second; then a real server has to ask. */
  private String poisoning() {
    String server = answersForVip() ? "rs2" : "rs1";
    String body = answersForVip() ? "share192" : "share191";
    String cached = isMute() || !announcesVip() ? "director" : server;
    return forget()
        + run(
            "client1",
            "curl 192.168.2.188",
            answer(body),
            cached.equals("director")
                ? ""
                : "\"Who has the client, tell the VIP\" is broadcast: it overwrites every cache.")
        + """
          - check:
              - neighbor: { on: client1, address: 192.168.2.188, is: %s }
              - neighbor: { on: client2, address: 192.168.2.188, is: %s }
        """
            .formatted(cached, cached)
        + counts(server.equals("rs1") ? 1 : 0, server.equals("rs2") ? 1 : 0);
  }

  /** With mute real servers, only when the director has given up on them. */
  private String forget() {
    StringBuilder steps = new StringBuilder("  - mark: all know the director\n");
    if (isMute()) {
      steps.append("  - wait: 4s\n");
    }
    for (String host : List.of("director", "rs1", "rs2")) {
      steps.append("  - { on: %s, run: ip neigh flush all }\n".formatted(host));
    }
    for (String client : List.of("client1", "client2")) {
      steps.append(
          """
            - on: %s
              run: |
                ip neigh flush all
                ip neigh replace 192.168.2.188 lladdr 02:00:00:00:01:90 dev eth0 nud reachable
          """
              .formatted(client));
    }
    return steps.append("  - wait: 1200ms\n").toString();
  }

  /** What curl prints; with mute real servers nobody is served. */
  private String answer(String body) {
    return isMute() ? "curl: (7) Failed to connect to 192.168.2.188 port 80 * (glob)" : body;
  }

  private String counts(int rs1, int rs2) {
    boolean goesRound = !isMute() && (answersForVip() || announcesVip());
    boolean knewDirector = rs1 + rs2 == 1;
    boolean bypassed = goesRound && (!knewDirector || announcesVip());
    return """
      - check:
          - served: { rs1: %d, rs2: %d }
          - bypassed: %s
    """
        .formatted(isMute() ? 0 : rs1, isMute() ? 0 : rs2, bypassed ? "\">=1\"" : "0");
  }

  private static String run(String on, String command, String expect, String note) {
    String noteField = note.isEmpty() ? "" : "    note: |\n" + note.indent(6);
    return "  - on: "
        + on
        + "\n"
        + noteField
        + "    run: "
        + command
        + "\n"
        + "    expect: |\n"
        + expect.indent(6);
  }
}
