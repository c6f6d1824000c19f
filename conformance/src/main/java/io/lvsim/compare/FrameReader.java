package io.lvsim.compare;

import io.lvsim.compare.RunRecord.SeenFrame;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Says of a run's frames, in their order, which conversation each belongs to and what it says
 * there, each direction by itself (which of two frames that cross on a wire is first depends on
 * nothing but how long the wire is), with everything that is chosen at random made the same:
 * sequence numbers are counted from a conversation's first, ports are the simulator's, IP
 * identifications and time stamps are left out.
 */
final class FrameReader {
  /** Messages of the synchronisation daemon hold ports that clients chose. */
  private static final int SYNC_PORT = 8848;

  private static final int OPTION_MSS = 2;
  private static final int OPTION_WINDOW_SCALE = 3;
  private static final int OPTION_SACK_PERMITTED = 4;
  private static final int OPTION_TIMESTAMPS = 8;
  private static final String TO_ALL = "> ff:ff:ff:ff:ff:ff ";
  private static final int[] OPTIONS = {
    OPTION_MSS, OPTION_WINDOW_SCALE, OPTION_SACK_PERMITTED, OPTION_TIMESTAMPS
  };
  private static final String[] OPTION_NAMES = {"mss", "wscale", "sackOK", "TS"};

  private final @Nullable Ports ports;

  /** The first sequence numbers of all conversations in a direction. */
  private final Map<String, List<Integer>> beginnings = new LinkedHashMap<>();

  /**
   * A frame as a line of its conversation.
   *
   * @param probe whether it is an ARP request to one machine, as known neighbours are probed
   */
  record Line(String conversation, String text, boolean probe) {
    Line(String conversation, String text) {
      this(conversation, text, false);
    }
  }

  /**
   * @param ports what stands for the run's ports; null if they are kept
   * @param frames all that will be read: which of two frames at the same instant is first is not
   *     known, so conversations' beginnings are looked for before
   */
  FrameReader(@Nullable Ports ports, List<SeenFrame> frames) {
    this.ports = ports;
    frames.forEach(seen -> lookForBeginning(seen.bytes(), Ethernet.HEADER));
  }

  private void lookForBeginning(byte[] frame, int at) {
    if (Ethernet.type(frame) != Ethernet.TYPE_IPV4
        || !Ipv4.isWellFormed(frame, at)
        || Ipv4.protocol(frame, at) != Ipv4.PROTOCOL_TCP
        || Ipv4.isFragment(frame, at)) {
      return;
    }
    int tcp = Ipv4.payload(frame, at);
    if ((Tcp.flags(frame, tcp) & Tcp.SYN) != 0) {
      String from = end(Ipv4.source(frame, at), Tcp.sourcePort(frame, tcp));
      String to = end(Ipv4.destination(frame, at), Tcp.destinationPort(frame, tcp));
      beginnings
          .computeIfAbsent(from + " " + to, key -> new ArrayList<>())
          .add(Tcp.sequence(frame, tcp));
    }
  }

  Line read(SeenFrame seen) {
    byte[] frame = seen.bytes();
    String macs =
        MacAddress.format(Ethernet.source(frame))
            + " > "
            + MacAddress.format(Ethernet.destination(frame))
            + " ";
    Line line =
        switch (Ethernet.type(frame)) {
          case Ethernet.TYPE_ARP -> arp(frame);
          case Ethernet.TYPE_IPV4 -> ipv4(frame, Ethernet.HEADER);
          default -> other(frame);
        };
    boolean probe = line.text().startsWith("who has") && !macs.endsWith(TO_ALL);
    return new Line(seen.interfaceName() + ", " + line.conversation(), macs + line.text(), probe);
  }

  private static Line other(byte[] frame) {
    return new Line("other", "type 0x%04x length %d".formatted(Ethernet.type(frame), frame.length));
  }

  private static Line arp(byte[] frame) {
    if (!Arp.isWellFormed(frame)) {
      return new Line("ARP", "malformed");
    }
    String sender = Ipv4Address.format(Arp.senderIp(frame));
    String target = Ipv4Address.format(Arp.targetIp(frame));
    boolean asks = Arp.operation(frame) == Arp.REQUEST;
    String text =
        asks
            ? "who has " + target + " tell " + sender + " at "
            : "reply to " + target + ": " + sender + " is at ";
    String conversation = "ARP " + pair(sender, target);
    String receiver = asks ? "" : " for " + MacAddress.format(Arp.targetMac(frame));
    return new Line(conversation, text + MacAddress.format(Arp.senderMac(frame)) + receiver);
  }

  private static String pair(String one, String other) {
    return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
  }

  private Line ipv4(byte[] frame, int at) {
    if (!Ipv4.isWellFormed(frame, at)) {
      return new Line("IPv4", "malformed");
    }
    int source = Ipv4.source(frame, at);
    int destination = Ipv4.destination(frame, at);
    String head =
        "ttl "
            + Ipv4.ttl(frame, at)
            + (Ipv4.dontFragment(frame, at) ? " DF " : " ")
            + (Ipv4.tos(frame, at) == 0 ? "" : "tos " + Ipv4.tos(frame, at) + " ");
    String hosts = pair(Ipv4Address.format(source), Ipv4Address.format(destination));
    int data = Ipv4.payload(frame, at);
    int length = Ipv4.payloadLength(frame, at);
    if (Ipv4.isFragment(frame, at)) {
      String more = (Ipv4.flagsAndOffset(frame, at) & Ipv4.MORE_FRAGMENTS) != 0 ? "+" : "";
      String text =
          head + "fragment at " + Ipv4.fragmentOffset(frame, at) + " length " + length + more;
      return new Line("IPv4 " + hosts, text);
    }
    return switch (Ipv4.protocol(frame, at)) {
      case Ipv4.PROTOCOL_TCP -> tcp(frame, data, length, source, destination, head);
      case Ipv4.PROTOCOL_UDP -> udp(frame, data, length, source, destination, head);
      case Ipv4.PROTOCOL_ICMP -> icmp(frame, data, length, source, destination, head);
      default ->
          new Line("protocol " + Ipv4.protocol(frame, at) + " " + hosts, head + "length " + length);
    };
  }

  private String end(int address, int port) {
    int shown = ports == null ? port : ports.simulators(address, port);
    return Ipv4Address.format(address) + ":" + shown;
  }

  private Line tcp(byte[] frame, int at, int length, int source, int destination, String head) {
    String from = end(source, Tcp.sourcePort(frame, at));
    String to = end(destination, Tcp.destinationPort(frame, at));
    int flags = Tcp.flags(frame, at);
    int payload = length - Tcp.headerLength(frame, at);
    int sequence = relative(from + " " + to, Tcp.sequence(frame, at));
    StringBuilder text = new StringBuilder(head);
    text.append(Tcp.flagsText(flags)).append(" seq ").append(sequence);
    if ((flags & Tcp.ACK) != 0) {
      int acknowledged = Tcp.acknowledgment(frame, at);
      text.append(" ack ").append(relative(to + " " + from, acknowledged));
    }
    text.append(" len ").append(payload);
    if (payload > 0) {
      text.append(" sum ").append(sum(frame, at + length - payload, payload));
    }
    for (int i = 0; i < OPTIONS.length; i++) {
      int option = Tcp.option(frame, at, OPTIONS[i]);
      if (option >= 0 && (flags & Tcp.SYN) != 0) {
        text.append(' ').append(OPTION_NAMES[i]);
        if (OPTIONS[i] == OPTION_MSS) {
          text.append(' ').append(Bytes.u16(frame, option));
        }
      }
    }
    return new Line("TCP " + from + " > " + to, text.toString());
  }

  /** From the first sequence number of the conversation at hand, the closest before it. */
  private int relative(String direction, int sequence) {
    int closest = sequence - beginnings.getOrDefault(direction, List.of(sequence)).getFirst();
    for (int beginning : beginnings.getOrDefault(direction, List.of())) {
      if (Integer.compareUnsigned(sequence - beginning, closest) < 0) {
        closest = sequence - beginning;
      }
    }
    return closest;
  }

  private Line udp(byte[] frame, int at, int length, int source, int destination, String head) {
    String from = end(source, Udp.sourcePort(frame, at));
    String to = end(destination, Udp.destinationPort(frame, at));
    boolean sync = Udp.destinationPort(frame, at) == SYNC_PORT;
    String sum = sync ? "" : " sum " + sum(frame, at + Udp.HEADER, length - Udp.HEADER);
    String text = head + "length " + length + sum;
    return new Line("UDP " + from + " > " + to, text);
  }

  private static long sum(byte[] frame, int at, int length) {
    CRC32 sum = new CRC32();
    sum.update(frame, at, length);
    return sum.getValue();
  }

  private Line icmp(byte[] frame, int at, int length, int source, int destination, String head) {
    String from = Ipv4Address.format(source);
    String to = Ipv4Address.format(destination);
    int type = Icmp.type(frame, at);
    String text = head + "ICMP " + type + "/" + Icmp.code(frame, at) + " length " + length;
    text += rest(type, Icmp.code(frame, at), Icmp.rest(frame, at));
    int inner = at + Icmp.HEADER;
    if (Icmp.isError(type) && Ipv4.isWellFormed(frame, inner)) {
      text +=
          " about "
              + Ipv4Address.format(Ipv4.source(frame, inner))
              + " > "
              + Ipv4Address.format(Ipv4.destination(frame, inner))
              + " protocol "
              + Ipv4.protocol(frame, inner);
      text += innerPorts(frame, inner);
    }
    return new Line("ICMP " + from + " > " + to, text);
  }

  /** What the second word says; an echo's identifier is a number of a process. */
  private static String rest(int type, int code, int word) {
    return switch (type) {
      case Icmp.ECHO_REQUEST, Icmp.ECHO_REPLY -> " seq " + (word & 0xFFFF);
      case Icmp.REDIRECT -> " to " + Ipv4Address.format(word);
      case Icmp.UNREACHABLE -> code == Icmp.FRAGMENTATION_NEEDED ? " mtu " + word : "";
      default -> "";
    };
  }

  private String innerPorts(byte[] frame, int ip) {
    int data = Ipv4.payload(frame, ip);
    boolean has =
        (Ipv4.protocol(frame, ip) == Ipv4.PROTOCOL_TCP
                || Ipv4.protocol(frame, ip) == Ipv4.PROTOCOL_UDP)
            && data + Udp.HEADER <= frame.length;
    return has
        ? " "
            + end(Ipv4.source(frame, ip), Udp.sourcePort(frame, data))
            + " > "
            + end(Ipv4.destination(frame, ip), Udp.destinationPort(frame, data))
        : "";
  }
}
