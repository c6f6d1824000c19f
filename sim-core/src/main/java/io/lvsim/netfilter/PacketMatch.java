package io.lvsim.netfilter;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.MacAddress;
import java.util.List;
import java.util.stream.Collectors;

/** A match extension of a rule, in the order in which they were given ({@code -m NAME ...}). */
public sealed interface PacketMatch {
  /**
   * Whether a packet fits.
   *
   * @param frame which holds it
   * @param ipAt offset of its IPv4 header
   * @param mark the packet's mark so far
   */
  boolean fits(byte[] frame, int ipAt, int mark);

  /** As iptables-save prints it, such as {@code -m tcp --dport 80}. */
  String text();

  /**
   * The protocol's own match ({@code -m tcp}, {@code -m udp}): one range for each port.
   *
   * @param protocolName tcp or udp
   */
  record Ports(
      String protocolName,
      PortRange source,
      boolean sourceInverted,
      PortRange destination,
      boolean destinationInverted)
      implements PacketMatch {
    @Override
    public boolean fits(byte[] frame, int ipAt, int mark) {
      if (!TransportPorts.readable(frame, ipAt)) {
        return false;
      }
      return source.holds(TransportPorts.source(frame, ipAt)) != sourceInverted
          && destination.holds(TransportPorts.destination(frame, ipAt)) != destinationInverted;
    }

    @Override
    public String text() {
      return "-m "
          + protocolName
          + option("--sport", source, sourceInverted)
          + option("--dport", destination, destinationInverted);
    }

    private static String option(String name, PortRange range, boolean inverted) {
      if (range.isAny() && !inverted) {
        return "";
      }
      return (inverted ? " ! " : " ") + name + " " + range.text();
    }
  }

  /** {@code -m multiport}: up to 15 ports, a range counting as two. */
  record MultiPort(Side side, List<PortRange> ranges, boolean inverted) implements PacketMatch {
    /** Which of a packet's ports are looked at. */
    public enum Side {
      SOURCE("--sports"),
      DESTINATION("--dports"),
      EITHER("--ports");

      private final String option;

      Side(String option) {
        this.option = option;
      }

      /** As on the command line. */
      public String option() {
        return option;
      }
    }

    public MultiPort {
      ranges = List.copyOf(ranges);
    }

    @Override
    public boolean fits(byte[] frame, int ipAt, int mark) {
      if (!TransportPorts.readable(frame, ipAt)) {
        return false;
      }
      int source = TransportPorts.source(frame, ipAt);
      int destination = TransportPorts.destination(frame, ipAt);
      boolean held =
          switch (side) {
            case SOURCE -> holds(source);
            case DESTINATION -> holds(destination);
            case EITHER -> holds(source) || holds(destination);
          };
      return held != inverted;
    }

    private boolean holds(int port) {
      for (int i = 0; i < ranges.size(); i++) {
        if (ranges.get(i).holds(port)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String text() {
      String list = ranges.stream().map(PortRange::text).collect(Collectors.joining(","));
      return "-m multiport " + (inverted ? "! " : "") + side.option() + " " + list;
    }
  }

  /** {@code -m mark}: (mark and mask) equals value. */
  record Mark(int value, int mask, boolean inverted) implements PacketMatch {
    @Override
    public boolean fits(byte[] frame, int ipAt, int mark) {
      return ((mark & mask) == value) != inverted;
    }

    @Override
    public String text() {
      String whole = mask == -1 ? "" : "/0x" + Integer.toHexString(mask);
      return "-m mark " + (inverted ? "! " : "") + "--mark 0x" + Integer.toHexString(value) + whole;
    }
  }

  /** {@code -m mac}: the frame's source MAC; only where a packet came in. */
  record SourceMac(long mac, boolean inverted) implements PacketMatch {
    @Override
    public boolean fits(byte[] frame, int ipAt, int mark) {
      return (Ethernet.source(frame) == mac) != inverted;
    }

    @Override
    public String text() {
      return "-m mac " + (inverted ? "! " : "") + "--mac-source " + MacAddress.format(mac);
    }
  }

  /**
   * The protocol's own match {@code -m icmp}.
   *
   * @param type 255 for any
   * @param code -1 for any
   */
  record IcmpType(int type, int code, boolean inverted) implements PacketMatch {
    private static final int ANY = 255;

    @Override
    public boolean fits(byte[] frame, int ipAt, int mark) {
      if (!TransportPorts.readable(frame, ipAt)) {
        return false;
      }
      int at = Ipv4.payload(frame, ipAt);
      boolean sameType = type == ANY || Bytes.u8(frame, at) == type;
      return (sameType && (code < 0 || Bytes.u8(frame, at + 1) == code)) != inverted;
    }

    @Override
    public String text() {
      String name = type == ANY ? "any" : Integer.toString(type);
      String number = code < 0 ? name : name + "/" + code;
      return "-m icmp " + (inverted ? "! " : "") + "--icmp-type " + number;
    }
  }

  /** {@code -m comment}: fits everything. */
  record Comment(String comment) implements PacketMatch {
    @Override
    public boolean fits(byte[] frame, int ipAt, int mark) {
      return true;
    }

    @Override
    public String text() {
      String quoted =
          comment.matches("[A-Za-z0-9_.:/-]+")
              ? comment
              : '"' + comment.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      return "-m comment --comment " + quoted;
    }
  }

  /** Ports of TCP, UDP and their kin: the first four bytes behind the IPv4 header. */
  final class TransportPorts {
    private TransportPorts() {}

    /** Only a first fragment has ports. */
    static boolean readable(byte[] frame, int ipAt) {
      return Ipv4.fragmentOffset(frame, ipAt) == 0
          && Ipv4.payloadLength(frame, ipAt) >= 4
          && Ipv4.payload(frame, ipAt) + 4 <= frame.length;
    }

    static int source(byte[] frame, int ipAt) {
      return Bytes.u16(frame, Ipv4.payload(frame, ipAt));
    }

    static int destination(byte[] frame, int ipAt) {
      return Bytes.u16(frame, Ipv4.payload(frame, ipAt) + 2);
    }
  }
}
