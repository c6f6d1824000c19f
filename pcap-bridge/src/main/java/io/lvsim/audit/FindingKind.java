package io.lvsim.audit;

import java.util.Locale;

/** What can be found: each kind has a stable code, a severity and the advice. */
public enum FindingKind {
  ARP_POISONING(
      Severity.ERROR,
      "A machine that is not the director claims the virtual address",
      "On that machine type 'sysctl -w net.ipv4.conf.all.arp_ignore=1"
          + " net.ipv4.conf.all.arp_announce=2' and keep the virtual address on lo, as /32:"
          + " then it does not answer for it. Who has heard the wrong answer keeps it until"
          + " 'ip neigh flush to VIP', or until it asks anew."),
  ARP_REQUEST_FROM_VIP(
      Severity.ERROR,
      "A machine that is not the director asks in the name of the virtual address",
      "On that machine type 'sysctl -w net.ipv4.conf.all.arp_announce=2': whoever"
          + " hears such a request takes the virtual address to be there."),
  DIRECTOR_BYPASSED(
      Severity.ERROR,
      "Frames for the virtual address went to a real server round the director",
      "The sender believes that the virtual address is at that server's MAC. On the"
          + " real servers type 'sysctl -w net.ipv4.conf.all.arp_ignore=1"
          + " net.ipv4.conf.all.arp_announce=2', then on the sender 'ip neigh flush to"
          + " VIP'."),
  SERVER_NOT_IN_RULES(
      Severity.ERROR,
      "The director forwarded to a server that the service does not have",
      "Compare 'ipvsadm -Ln' on the director with the rules file; to load the file"
          + " again type 'ipvsadm -C; ipvsadm-restore < FILE'."),
  SERVICE_NOT_IN_RULES(
      Severity.WARNING,
      "The director forwarded what no service of the rules takes",
      "Compare ipvsadm -Ln (and the MARK rules of iptables) on the director with the rules file."),
  SERVER_WEIGHT_0(
      Severity.WARNING,
      "A server of weight 0 got a new connection",
      "Compare the weights of ipvsadm -Ln with the rules; health checks (ldirectord)"
          + " may have changed them since the rules were saved."),
  PERSISTENCE_BROKEN(
      Severity.ERROR,
      "A client changed its real server within the time of persistence",
      "Compare the service's -p and -M with the rules; look for a second director without a sync"
          + " daemon, for ipvsadm -C or -E, and for a real server that was taken out."),
  SHARE_OFF(
      Severity.WARNING,
      "The servers' shares are far from what the weights say",
      "Compare scheduler and weights of ipvsadm -Ln with the rules; a few heavy clients behind"
          + " persistence do this too."),
  PICK_OUT_OF_TURN(
      Severity.WARNING,
      "rr or wrr chose a server whose turn it was not",
      "Compare scheduler and weights of ipvsadm -Ln with the rules. A single one may be a frame"
          + " that the capture lacks, or rules that were changed meanwhile: each ipvsadm -e begins"
          + " the turn anew."),
  PICK_NOT_BY_HASH(
      Severity.WARNING,
      "A connection went to another server than its addresses and the weights say",
      "Compare scheduler (-s), its flags (-b) and weights of ipvsadm -Ln with the rules: each"
          + " change of a weight moves clients to other servers, also when health checks take a"
          + " server out."),
  CONNECTION_MOVED(
      Severity.ERROR,
      "A connection's packets were forwarded to two real servers",
      "The director lost the connection's entry: run the sync daemon between directors, and raise"
          + " ipvsadm --set above the pauses of the connections."),
  REPLY_THROUGH_DIRECTOR(
      Severity.WARNING,
      "A real server's replies pass the director",
      "On the real server let the default gateway be the router: 'ip route replace"
          + " default via ROUTER'. The director drops such replies unless it routes, and"
          + " when it does they load it for nothing."),
  NO_SERVICE(
      Severity.NOTE,
      "The director refused what no service takes",
      "If the port was meant to be served, add a service for it: ipvsadm -A, or a MARK rule."),
  NO_SERVER(
      Severity.ERROR,
      "The director has the service but no real server to give",
      "Look at 'ipvsadm -Ln': all servers are gone, or have weight 0, or are over"
          + " their thresholds (-x). 'ipvsadm -a' adds one, 'ipvsadm -e -w' gives it"
          + " weight."),
  REFUSED_BY_DIRECTOR(
      Severity.ERROR,
      "The director refused a connection for which the rules have a service",
      "The rules are not loaded: look at 'ipvsadm -Ln', type 'ipvsadm-restore <"
          + " FILE', and check that packets get their mark with 'iptables -t mangle -L -v'."),
  CONNECTION_LOST(
      Severity.ERROR,
      "The director no longer knew a connection, and reset it",
      "Raise ipvsadm --set TCP TCPFIN UDP above the pauses of the connections, use TCP keepalives,"
          + " and run the sync daemon where directors take over."),
  REFUSED_BY_SERVER(
      Severity.ERROR,
      "A real server refused a connection",
      "On the real server start the program, and let it listen on the virtual address"
          + " or on all: 'ss -ltn' shows where it listens. Let health checks take such a"
          + " server out."),
  RESET_BY_SERVER(
      Severity.NOTE,
      "A real server reset a connection",
      "Look at the program on the real server: it closed with data unread, or died."),
  RESET_UNKNOWN_TO_SERVER(
      Severity.ERROR,
      "A real server reset a connection that another machine had accepted",
      "Packets of one connection reached two servers: look for ARP trouble and for directors that"
          + " do not share their connections."),
  RESET_BY_CLIENT(
      Severity.NOTE,
      "A client reset a connection",
      "Nothing has to be done; many of them mean impatient clients or health checks that hang up."),
  SERVER_UNREACHABLE(
      Severity.ERROR,
      "The director cannot reach a real server",
      "The real server does not answer ARP: it is down or its cable is out. Take it"
          + " out with 'ipvsadm -d', or let health checks do so."),
  SERVER_SILENT(
      Severity.ERROR,
      "A real server does not answer connections that were forwarded to it",
      "Look at the server: is it up, has it the virtual address ('ip addr add VIP/32"
          + " dev lo'), does it filter packets ('iptables -L'), has it a way back to the"
          + " client ('ip route get CLIENT', rp_filter)?"),
  SYN_UNANSWERED(
      Severity.ERROR,
      "Connections got no answer",
      "Look whether they reach the director, whether its firewall drops them, and whether IPVS has"
          + " the service."),
  ONE_SIDED(
      Severity.WARNING,
      "Only one side of a connection is to be seen",
      "The other direction takes another way, or is lost; capture where both pass."),
  ONE_SIDED_CAPTURE(
      Severity.NOTE,
      "The captures hold no replies at all",
      "In direct routing replies do not pass the director: add a capture of the clients' or the"
          + " real servers' side to have answers judged."),
  RETRANSMISSIONS(
      Severity.WARNING,
      "Segments were sent again",
      "Look for packet loss between the places captured, for queues that overflow, and for MTU"
          + " trouble."),
  DIRECTOR_UNKNOWN(
      Severity.NOTE,
      "The captures do not show which machine is the director",
      "Say it with --director MAC or --director ADDRESS, or add a capture of the"
          + " director's interface (with two interfaces, of both). Without it ways and real"
          + " servers are not judged."),
  CAPTURE_DAMAGED(
      Severity.NOTE,
      "A capture file is damaged or cut short",
      "What could be read was used; take the capture again if more is needed."),
  NO_MAC_ADDRESSES(
      Severity.NOTE,
      "Frames were captured without all their MAC addresses",
      "Connections, resets and retransmissions were judged; which machine got a frame (ways round"
          + " the director, real servers, persistence) cannot be. Capture on the Ethernet interface"
          + " itself: tcpdump -i eth0, not -i any."),
  NOT_ETHERNET(
      Severity.NOTE,
      "Frames of a link layer that is not looked into were passed over",
      "Capture on the Ethernet interface itself: tcpdump -i eth0.");

  private final Severity severity;
  private final String title;
  private final String advice;

  FindingKind(Severity severity, String title, String advice) {
    this.severity = severity;
    this.title = title;
    this.advice = advice;
  }

  /** The stable code: {@code arp-poisoning}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How bad it is, where a finding does not say otherwise. */
  public Severity severity() {
    return severity;
  }

  /** One line that says what it is. */
  public String title() {
    return title;
  }

  /** What to do, and which setting to change. */
  public String advice() {
    return advice;
  }
}
