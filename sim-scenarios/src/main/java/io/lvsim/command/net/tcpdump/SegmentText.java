package io.lvsim.command.net.tcpdump;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What tcpdump says of a TCP segment: flags, sequence numbers counted from the start of each
 * connection that it has seen, window, options, the first line of HTTP.
 */
final class SegmentText {
  private static final int AT = Ethernet.HEADER;

  /** Where the numbers of each connection begin, as its first segment with an ACK says. */
  private final Map<Ends, Origin> origins = new LinkedHashMap<>();

  private final boolean verbose;

  /**
   * @param verbose whether it tells checksums too
   */
  SegmentText(boolean verbose) {
    this.verbose = verbose;
  }

  private record Ends(int from, int fromPort, int to, int toPort) {
    Ends reversed() {
      return new Ends(to, toPort, from, fromPort);
    }
  }

  /** The number before the first byte, of the one direction and of the other. */
  private record Origin(int sequence, int acknowledged) {}

  String text(byte[] frame) {
    int at = Ipv4.payload(frame, AT);
    int flags = Tcp.flags(frame, at);
    int length = Ipv4.payloadLength(frame, AT) - Tcp.headerLength(frame, at);
    Origin origin = origin(frame, at, flags);
    StringBuilder text = new StringBuilder("Flags [" + Tcp.flagsText(flags) + "]");
    if (verbose) {
      text.append(checksum(frame, at));
    }
    if (length > 0 || (flags & (Tcp.SYN | Tcp.FIN | Tcp.RST)) != 0) {
      int sequence = Tcp.sequence(frame, at) - origin.sequence;
      text.append(", seq ").append(Integer.toUnsignedLong(sequence));
      text.append(length > 0 ? ":" + Integer.toUnsignedLong(sequence + length) : "");
    }
    if ((flags & Tcp.ACK) != 0) {
      int acknowledged = Tcp.acknowledgment(frame, at) - origin.acknowledged;
      text.append(", ack ").append(Integer.toUnsignedLong(acknowledged));
    }
    text.append(", win ").append(Tcp.window(frame, at));
    appendOptions(text, frame, at);
    return text.append(", length ").append(length).append(http(frame, at, length)).toString();
  }

  private static String checksum(byte[] frame, int at) {
    int length = Ipv4.payloadLength(frame, AT);
    boolean right =
        Tcp.checksumIsRight(frame, at, length, Ipv4.source(frame, AT), Ipv4.destination(frame, AT));
    int written = Bytes.u16(frame, at + 16);
    return String.format(
        Locale.ROOT, ", cksum 0x%04x (%s)", written, right ? "correct" : "incorrect");
  }

  /** Zero for segments without ACK, and for the first with it (print-tcp.c of tcpdump). */
  private Origin origin(byte[] frame, int at, int flags) {
    Origin none = new Origin(0, 0);
    if ((flags & Tcp.ACK) == 0) {
      return none;
    }
    Ends ends =
        new Ends(
            Ipv4.source(frame, AT),
            Tcp.sourcePort(frame, at),
            Ipv4.destination(frame, AT),
            Tcp.destinationPort(frame, at));
    Origin known = origins.get(ends);
    if (known != null && (flags & Tcp.SYN) == 0) {
      return known;
    }
    int sequence = Tcp.sequence(frame, at);
    int acknowledged = Tcp.acknowledgment(frame, at) - 1;
    origins.put(ends, new Origin(sequence, acknowledged));
    origins.put(ends.reversed(), new Origin(acknowledged, sequence));
    return none;
  }

  private static void appendOptions(StringBuilder text, byte[] frame, int at) {
    int end = at + Tcp.headerLength(frame, at);
    int option = at + Tcp.HEADER;
    if (option >= end) {
      return;
    }
    StringBuilder options = new StringBuilder();
    while (option < end && frame[option] != Tcp.OPTION_END) {
      int kind = Bytes.u8(frame, option);
      int size = kind == Tcp.OPTION_NOP || option + 1 >= end ? 1 : Bytes.u8(frame, option + 1);
      if (size < 1 || option + size > end) {
        break;
      }
      options.append(options.isEmpty() ? "" : ",").append(option(frame, option, kind));
      option += size;
    }
    text.append(", options [").append(options).append(']');
  }

  private static String option(byte[] frame, int at, int kind) {
    return switch (kind) {
      case Tcp.OPTION_NOP -> "nop";
      case Tcp.OPTION_MSS -> "mss " + Bytes.u16(frame, at + 2);
      case Tcp.OPTION_WINDOW_SCALE -> "wscale " + Bytes.u8(frame, at + 2);
      case Tcp.OPTION_SACK_PERMITTED -> "sackOK";
      case Tcp.OPTION_TIMESTAMPS ->
          "TS val "
              + Integer.toUnsignedLong(Bytes.i32(frame, at + 2))
              + " ecr "
              + Integer.toUnsignedLong(Bytes.i32(frame, at + 6));
      case Tcp.OPTION_SACK -> "sack";
      default -> "unknown-" + kind;
    };
  }

  private static String http(byte[] frame, int at, int length) {
    boolean web = Tcp.sourcePort(frame, at) == 80 || Tcp.destinationPort(frame, at) == 80;
    if (!web || length == 0) {
      return "";
    }
    int from = at + Tcp.headerLength(frame, at);
    String data = new String(frame, from, length, StandardCharsets.ISO_8859_1);
    String line = data.lines().findFirst().orElse("");
    return line.matches("(GET|HEAD|POST|PUT|DELETE|OPTIONS) .*|HTTP/.*")
        ? ": HTTP: " + line
        : ": HTTP";
  }
}
