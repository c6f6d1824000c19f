package io.lvsim.command.net.ip;

import io.lvsim.host.Bridge;
import io.lvsim.host.Interface;
import io.lvsim.lab.NetworkNamespace;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How ip prints a link (print_linkinfo of ipaddress.c). */
public final class LinkText {
  private static final String QUEUE_LENGTH = " qlen 1000";

  private LinkText() {}

  /**
   * Index, name, flags, state.
   *
   * @param seenFrom the namespace of whoever asks
   * @param mode " mode DEFAULT" for ip link, empty for ip address
   */
  static String firstLine(Interface link, NetworkNamespace seenFrom, String mode) {
    Bridge master = link.master();
    return link.index()
        + ": "
        + fullName(link, seenFrom)
        + ": <"
        + flags(link)
        + "> mtu "
        + link.mtu()
        + " qdisc "
        + queueing(link, seenFrom.machine().os())
        + (master == null ? "" : " master " + master.device().name())
        + " state "
        + state(link)
        + mode
        + " group default"
        + QUEUE_LENGTH;
  }

  /** The name, with the other end of a veth pair: by name if it is here, else by its index. */
  public static String fullName(Interface link, NetworkNamespace seenFrom) {
    Interface peer = link.peer();
    if (peer == null) {
      return link.name();
    }
    boolean here = peer.host() == seenFrom.host();
    return link.name() + "@" + (here ? peer.name() : "if" + peer.index());
  }

  /** The MACs, and where the other end of a veth pair is if it is not here. */
  static String secondLine(Interface link, NetworkNamespace seenFrom) {
    return link.isLoopback()
        ? "    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00"
        : "    link/ether "
            + MacAddress.format(link.mac())
            + " brd ff:ff:ff:ff:ff:ff"
            + elsewhere(link, seenFrom);
  }

  private static String elsewhere(Interface link, NetworkNamespace seenFrom) {
    Interface peer = link.peer();
    if (peer == null || peer.host() == seenFrom.host()) {
      return "";
    }
    NetworkNamespace there = seenFrom.machine().namespaceOf(peer.host());
    int id = seenFrom.idOf(there);
    String name = seenFrom.machine().nameOf(there);
    return name == null ? " link-netnsid " + id : " link-netns " + name;
  }

  /** Name and state, padded as -br does. */
  static String briefStart(Interface link, NetworkNamespace seenFrom) {
    return String.format(Locale.ROOT, "%-16s %-14s ", fullName(link, seenFrom), state(link));
  }

  /** The flags between the angle brackets. */
  public static String flags(Interface link) {
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
    Interface peer = link.peer();
    if (peer != null && peer.host() == link.host() && !peer.isUp()) {
      flags.add("M-DOWN");
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
    Bridge bridge = link.bridge();
    if (bridge != null && !bridge.hadPort()) {
      return "UNKNOWN";
    }
    if (link.carrier()) {
      return "UP";
    }
    Interface peer = link.peer();
    return peer != null && peer.index() != link.index() ? "LOWERLAYERDOWN" : "DOWN";
  }

  /** The queueing discipline: systemd makes it fq_codel, the kernel's own is pfifo_fast. */
  private static String queueing(Interface link, OperatingSystem os) {
    if (link.isVeth() || link.isLoopback() || link.bridge() != null) {
      return link.wasUp() ? "noqueue" : "noop";
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
