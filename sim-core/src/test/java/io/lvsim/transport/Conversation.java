package io.lvsim.transport;

import io.lvsim.engine.Simulation;
import io.lvsim.link.Port;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What passes a port, in the notation of the recordings: direction seen from the port's host,
 * flags, numbers relative to the first SYN of each side, options, and whether the IPv4 id is zero.
 */
final class Conversation {
  /** One packet. */
  record Packet(long atNanos, String text) {
    double millis() {
      return atNanos / 1e6;
    }
  }

  private final Simulation simulation;
  private final Map<String, Integer> initial = new HashMap<>();
  private final List<Packet> packets = new ArrayList<>();
  private long startedAt = -1;

  Conversation(Simulation simulation, Port port) {
    this.simulation = simulation;
    port.addTap(this::frame);
  }

  List<Packet> packets() {
    return packets;
  }

  List<String> lines() {
    return packets.stream().map(Packet::text).toList();
  }

  /** Forgets what has passed. */
  void restart() {
    packets.clear();
    startedAt = -1;
  }

  private void frame(boolean outgoing, byte[] frame) {
    if (Ethernet.type(frame) != Ethernet.TYPE_IPV4) {
      return;
    }
    if (!Ipv4.isWellFormed(frame, Ethernet.HEADER)) {
      throw new AssertionError("malformed frame");
    }
    if (startedAt < 0) {
      startedAt = simulation.now();
    }
    String text = (outgoing ? "> " : "< ") + describe(frame, Ethernet.HEADER);
    packets.add(new Packet(simulation.now() - startedAt, text));
  }

  private String describe(byte[] frame, int ipAt) {
    int at = Ipv4.payload(frame, ipAt);
    return switch (Ipv4.protocol(frame, ipAt)) {
      case Ipv4.PROTOCOL_ICMP -> "ICMP %d/%d".formatted(Icmp.type(frame, at), Icmp.code(frame, at));
      case Ipv4.PROTOCOL_UDP -> "UDP " + (Ipv4.payloadLength(frame, ipAt) - 8);
      default -> segment(frame, ipAt, at);
    };
  }

  private String segment(byte[] frame, int ipAt, int at) {
    TcpSegment s = new TcpSegment();
    if (!s.read(frame, ipAt)) {
      throw new AssertionError("malformed segment");
    }
    String from = s.source + ":" + s.sourcePort + "-" + s.destination + ":" + s.destinationPort;
    String to = s.destination + ":" + s.destinationPort + "-" + s.source + ":" + s.sourcePort;
    if (s.has(Tcp.SYN)) {
      initial.put(from, s.sequence);
    } else {
      initial.putIfAbsent(from, s.sequence);
    }
    int peer = initial.getOrDefault(to, s.acknowledgment);
    return String.format(
        Locale.ROOT,
        "[%s] seq %d len %d ack %d win %d <%s> %s id %s",
        flags(s.flags),
        s.sequence - initial.getOrDefault(from, 0),
        s.dataLength,
        s.has(Tcp.ACK) ? s.acknowledgment - peer : 0,
        s.window,
        options(frame, at, peer),
        Ipv4.dontFragment(frame, ipAt) ? "DF" : "--",
        Ipv4.identification(frame, ipAt) == 0 ? "0" : "+");
  }

  private static String flags(int flags) {
    StringBuilder text = new StringBuilder();
    text.append((flags & Tcp.SYN) != 0 ? "S" : "");
    text.append((flags & Tcp.FIN) != 0 ? "F" : "");
    text.append((flags & Tcp.RST) != 0 ? "R" : "");
    text.append((flags & Tcp.PSH) != 0 ? "P" : "");
    text.append((flags & Tcp.ACK) != 0 ? "." : "");
    return text.toString();
  }

  private static String options(byte[] frame, int at, int peer) {
    List<String> names = new ArrayList<>();
    int end = at + Tcp.headerLength(frame, at);
    int option = at + Tcp.HEADER;
    while (option < end) {
      int kind = Bytes.u8(frame, option);
      if (kind == Tcp.OPTION_NOP) {
        names.add("nop");
        option++;
        continue;
      }
      names.add(option(frame, option, kind, peer));
      option += Bytes.u8(frame, option + 1);
    }
    return String.join(",", names);
  }

  private static String option(byte[] frame, int at, int kind, int peer) {
    return switch (kind) {
      case Tcp.OPTION_MSS -> "mss " + Bytes.u16(frame, at + 2);
      case Tcp.OPTION_WINDOW_SCALE -> "wscale " + Bytes.u8(frame, at + 2);
      case Tcp.OPTION_SACK_PERMITTED -> "sackOK";
      case Tcp.OPTION_TIMESTAMPS -> Bytes.i32(frame, at + 6) == 0 ? "TS ecr 0" : "TS";
      case Tcp.OPTION_SACK -> sack(frame, at, peer);
      default -> "option " + kind;
    };
  }

  private static String sack(byte[] frame, int at, int peer) {
    StringBuilder text = new StringBuilder("sack");
    for (int block = at + 2; block < at + Bytes.u8(frame, at + 1); block += 8) {
      text.append(' ').append(Bytes.i32(frame, block) - peer);
      text.append(':').append(Bytes.i32(frame, block + 4) - peer);
    }
    return text.toString();
  }
}
