package io.lvsim.command.net.ip;

import io.lvsim.host.Interface;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How ip prints a link (print_linkinfo of ipaddress.c). */
final class LinkText {
  private static final String QUEUE_LENGTH = " qlen 1000";

  private LinkText() {}

  /**
   * Index, name, flags, state.
   *
   * @param mode " mode DEFAULT" for ip link, empty for ip address
   */
  static String firstLine(Interface link, OperatingSystem os, String mode) {
    return link.index()
        + ": "
        + link.name()
        + ": <"
        + flags(link)
        + "> mtu "
        + link.mtu()
        + " qdisc "
        + queueing(link, os)
        + " state "
        + state(link)
        + mode
        + " group default"
        + QUEUE_LENGTH;
  }

  /** The MACs. */
  static String secondLine(Interface link) {
    return link.isLoopback()
        ? "    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00"
        : "    link/ether " + MacAddress.format(link.mac()) + " brd ff:ff:ff:ff:ff:ff";
  }

  /** Name and state, padded as -br does. */
  static String briefStart(Interface link) {
    return String.format(Locale.ROOT, "%-16s %-14s ", link.name(), state(link));
  }

  static String flags(Interface link) {
    List<String> flags = new ArrayList<>();
    if (link.isUp() && !link.carrier()) {
      flags.add("NO-CARRIER");
    }
    if (link.isLoopback()) {
      flags.add("LOOPBACK");
    } else {
      flags.add("BROADCAST");
    }
    if (!link.isLoopback() && !link.isDummy()) {
      flags.add("MULTICAST");
    }
    if (!link.isLoopback() && !link.arpEnabled()) {
      flags.add("NOARP");
    }
    if (link.isUp()) {
      flags.add("UP");
    }
    if (link.isUp() && link.carrier()) {
      flags.add("LOWER_UP");
    }
    return String.join(",", flags);
  }

  /** IF_OPER_* by name. */
  static String state(Interface link) {
    if (!link.isUp()) {
      return "DOWN";
    }
    if (link.isLoopback() || link.isDummy()) {
      return "UNKNOWN";
    }
    return link.carrier() ? "UP" : "DOWN";
  }

  /** The queueing discipline: systemd makes it fq_codel, the kernel's own is pfifo_fast. */
  private static String queueing(Interface link, OperatingSystem os) {
    if (link.isLoopback()) {
      return "noqueue";
    }
    if (link.isDummy()) {
      return link.isUp() ? "noqueue" : "noop";
    }
    return os == OperatingSystem.CENTOS_7 ? "pfifo_fast" : "fq_codel";
  }

  /** The counters of -s. */
  static String statistics(Interface link) {
    return "    RX:  bytes packets errors dropped  missed   mcast           \n"
        + counters(link.receivedBytes(), link.receivedFrames())
        + "    TX:  bytes packets errors dropped carrier collsns           \n"
        + counters(link.sentBytes(), link.sentFrames());
  }

  private static String counters(long bytes, long packets) {
    return String.format(
        Locale.ROOT, "    %10d %7d %6d %7d %7d %7d \n", bytes, packets, 0, 0, 0, 0);
  }
}
