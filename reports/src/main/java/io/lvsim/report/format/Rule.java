package io.lvsim.report.format;

import io.lvsim.scenario.Check;
import java.util.Locale;

/** What can be broken in a run; the ids are stable, for tools remember them. */
enum Rule {
  OUTPUT_DIFFERS(
      "What a machine shows differs from what the scenario expects.",
      "Rows with ! differ. The decisions behind the step say which machine did what, and why."),
  EXIT_STATUS(
      "The last command's exit status is another than the scenario expects.",
      "The transcript of the step shows what the command said."),
  NOT_ENDED(
      "A command did not end within its time.",
      "A step's timeout is virtual time; a longer one is set with timeout: in the scenario."),
  CHECK_NEIGHBOR(
      "A neighbour cache holds another MAC address than the scenario expects.",
      "The decisions behind the step say whose ARP answer was believed, and which setting of"
          + " arp_ignore or arp_announce allowed it."),
  CHECK_SERVED(
      "Real servers answered other numbers of requests than the scenario expects.",
      "The decisions behind the step say which real server was chosen for each, and why."),
  CHECK_BYPASSED(
      "Frames for the VIP reached a real server without the director, or did not.",
      "Look for who answered ARP for the VIP."),
  CHECK_CONNECTIONS(
      "The director holds other connections or templates than the scenario expects.",
      "ipvsadm -L -n -c on the director shows them."),
  CHECK_SERVERS(
      "A virtual service has other real servers or weights than the scenario expects.",
      "ipvsadm -L -n on the director shows them."),
  CHECK_ARP_ANSWERED(
      "Others answered ARP requests than the scenario expects.",
      "arp_ignore on a machine with the address says whether it answers."),
  CHECK_SWITCH_TABLE(
      "A switch has learned stations behind other ports than the scenario expects.",
      "The decisions behind the step say which frame taught it."),
  CHECK_FILE(
      "A file holds something else than the scenario expects.",
      "The message shows the end of the file."),
  CHECK_SYSCTL(
      "A kernel parameter is set to something else than the scenario expects.",
      "sysctl on the machine shows it."),
  NOT_RUN(
      "The scenario could not be run to its end.",
      "The message says what is missing or which limit was exceeded.");

  private final String title;
  private final String advice;

  Rule(String title, String advice) {
    this.title = title;
    this.advice = advice;
  }

  /** Such as {@code check-arp-answered}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is wrong, a sentence. */
  String title() {
    return title;
  }

  /** Where to look next, a sentence or two. */
  String advice() {
    return advice;
  }

  static Rule of(Check check) {
    return switch (check) {
      case Check.Neighbor c -> CHECK_NEIGHBOR;
      case Check.Served c -> CHECK_SERVED;
      case Check.Bypassed c -> CHECK_BYPASSED;
      case Check.Connections c -> CHECK_CONNECTIONS;
      case Check.Servers c -> CHECK_SERVERS;
      case Check.ArpAnswered c -> CHECK_ARP_ANSWERED;
      case Check.SwitchTable c -> CHECK_SWITCH_TABLE;
      case Check.FileText c -> CHECK_FILE;
      case Check.SysctlValue c -> CHECK_SYSCTL;
    };
  }
}
