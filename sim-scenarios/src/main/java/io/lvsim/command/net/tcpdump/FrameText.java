package io.lvsim.command.net.tcpdump;

import io.lvsim.lab.NameService;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Igmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Udp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line a frame, as tcpdump 4.99 prints it. */
final class FrameText {
  private static final int AT = Ethernet.HEADER;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final TcpdumpOptions options;
  private final Instant epoch;
  private final NameService names;
  private final SegmentText segments;

  FrameText(Invocation call, TcpdumpOptions options) {
    this(options, call.machine().lab().epoch(), new NameService(call.files()));
  }

  /**
   * @param epoch the time of day when the clock was 0
   */
  FrameText(TcpdumpOptions options, Instant epoch, NameService names) {
    this.options = options;
    this.epoch = epoch;
    this.names = names;
    segments = new SegmentText(options.verbose);
  }

  String line(long atNanos, byte[] frame) {
    String time = options.hideTime == 1 ? "" : CLOCK.format(epoch.plusNanos(atNanos)) + " ";
    return time + (options.linkLayer ? link(frame) : "") + network(frame);
  }

  /** With -v, the packet that an ICMP error is about, if the error holds all of it. */
  private String quoted(byte[] frame) {
    int at = Ipv4.payload(frame, AT);
    boolean quotes =
        options.verbose
            && Ipv4.protocol(frame, AT) == Ipv4.PROTOCOL_ICMP
            && Icmp.isError(Icmp.type(frame, at));
    if (!quotes) {
      return "";
    }
    int from = at + Icmp.HEADER;
    byte[] packet = new byte[AT + frame.length - from];
    System.arraycopy(frame, 0, packet, 0, AT);
    System.arraycopy(frame, from, packet, AT, frame.length - from);
    boolean whole =
        Ipv4.isWellFormed(packet, AT) && AT + Ipv4.totalLength(packet, AT) <= packet.length;
    return whole ? "\n\t" + Ipv4HeaderText.of(packet, AT) + "\n    " + ipv4(packet) : "";
  }

  private static String link(byte[] frame) {
    int type = Ethernet.type(frame);
    String name =
        type == Ethernet.TYPE_ARP ? "ARP" : type == Ethernet.TYPE_IPV4 ? "IPv4" : "Unknown";
    return String.format(
        Locale.ROOT,
        "%s > %s, ethertype %s (0x%04x), length %d: ",
        MacAddress.format(Ethernet.source(frame)),
        destination(Ethernet.destination(frame)),
        name,
        type,
        frame.length);
  }

  private static String destination(long mac) {
    return mac == MacAddress.BROADCAST ? "ff:ff:ff:ff:ff:ff" : MacAddress.format(mac);
  }

  private String network(byte[] frame) {
    if (FrameFields.isArp(frame)) {
      String verbose = options.verbose ? "Ethernet (len 6), IPv4 (len 4), " : "";
      return (options.linkLayer ? "" : "ARP, ") + verbose + arp(frame);
    }
    if (FrameFields.isIpv4(frame)) {
      String verbose = options.verbose ? Ipv4HeaderText.of(frame, AT) + "\n    " : "";
      return (options.linkLayer ? "" : "IP ") + verbose + ipv4(frame) + quoted(frame);
    }
    return "unknown, length " + (frame.length - AT);
  }

  private String arp(byte[] frame) {
    int length = frame.length - AT;
    String sender = host(Arp.senderIp(frame));
    if (Arp.operation(frame) == Arp.REPLY) {
      String mac = MacAddress.format(Arp.senderMac(frame));
      return "Reply " + sender + " is-at " + mac + ", length " + length;
    }
    long mac = Arp.targetMac(frame);
    String known = mac == 0 ? "" : " (" + destination(mac) + ")";
    String target = host(Arp.targetIp(frame));
    return "Request who-has " + target + known + " tell " + sender + ", length " + length;
  }

  private String ipv4(byte[] frame) {
    int from = Ipv4.source(frame, AT);
    int to = Ipv4.destination(frame, AT);
    int payload = Ipv4.payload(frame, AT);
    int length = Ipv4.payloadLength(frame, AT);
    if (Ipv4.fragmentOffset(frame, AT) > 0) {
      return host(from) + " > " + host(to) + ": ip-proto-" + Ipv4.protocol(frame, AT);
    }
    return switch (Ipv4.protocol(frame, AT)) {
      case Ipv4.PROTOCOL_TCP -> ends(frame, "tcp") + ": " + segments.text(frame);
      case Ipv4.PROTOCOL_UDP ->
          ends(frame, "udp") + ": UDP, length " + (Udp.length(frame, payload) - Udp.HEADER);
      case Ipv4.PROTOCOL_ICMP ->
          host(from) + " > " + host(to) + ": ICMP " + icmp(frame, payload) + ", length " + length;
      case Igmp.PROTOCOL -> host(from) + " > " + host(to) + ": " + igmp(frame, payload, length);
      default ->
          host(from) + " > " + host(to) + ": ip-proto-" + Ipv4.protocol(frame, AT) + " " + length;
    };
  }

  private String ends(byte[] frame, String protocol) {
    String from =
        host(Ipv4.source(frame, AT)) + "." + port(FrameFields.sourcePort(frame), protocol);
    int port = FrameFields.destinationPort(frame);
    return from + " > " + host(Ipv4.destination(frame, AT)) + "." + port(port, protocol);
  }

  private static String igmp(byte[] frame, int at, int length) {
    return length >= 8 && Igmp.type(frame, at) == Igmp.REPORT
        ? "igmp v3 report, " + Igmp.records(frame, at) + " group record(s)"
        : "igmp, length " + length;
  }

  private String icmp(byte[] frame, int at) {
    int type = Icmp.type(frame, at);
    int quoted = at + Icmp.HEADER;
    if (type == Icmp.ECHO_REQUEST || type == Icmp.ECHO_REPLY) {
      String what = type == Icmp.ECHO_REQUEST ? "echo request" : "echo reply";
      return what + ", id " + Bytes.u16(frame, at + 4) + ", seq " + Bytes.u16(frame, at + 6);
    }
    if (type == Icmp.TIME_EXCEEDED) {
      return "time exceeded in-transit";
    }
    if (type == Icmp.REDIRECT) {
      String to = host(Ipv4.destination(frame, quoted));
      return "redirect " + to + " to host " + host(Icmp.rest(frame, at));
    }
    return type == Icmp.UNREACHABLE ? unreachable(frame, at, quoted) : "type-#" + type;
  }

  private String unreachable(byte[] frame, int at, int quoted) {
    String target = host(Ipv4.destination(frame, quoted));
    return switch (Icmp.code(frame, at)) {
      case Icmp.NET_UNREACHABLE -> "net " + target + " unreachable";
      case Icmp.HOST_UNREACHABLE -> "host " + target + " unreachable";
      case Icmp.PROTOCOL_UNREACHABLE ->
          target + " protocol " + Ipv4.protocol(frame, quoted) + " unreachable";
      case Icmp.PORT_UNREACHABLE -> portUnreachable(frame, quoted, target);
      case Icmp.FRAGMENTATION_NEEDED ->
          target + " unreachable - need to frag (mtu " + (Icmp.rest(frame, at) & 0xFFFF) + ")";
      default -> target + " unreachable - #" + Icmp.code(frame, at);
    };
  }

  private String portUnreachable(byte[] frame, int quoted, String target) {
    int port = Bytes.u16(frame, Ipv4.payload(frame, quoted) + 2);
    String protocol = Ipv4.protocol(frame, quoted) == Ipv4.PROTOCOL_TCP ? "tcp" : "udp";
    return target + " " + protocol + " port " + port(port, protocol) + " unreachable";
  }

  private String host(int address) {
    String name = options.numeric ? null : names.host(address);
    return name == null ? Ipv4Address.format(address) : name;
  }

  private String port(int port, String protocol) {
    int number = protocol.equals("tcp") ? Ipv4.PROTOCOL_TCP : Ipv4.PROTOCOL_UDP;
    @Nullable String name = options.numeric ? null : names.service(port, number);
    return name == null ? String.valueOf(port) : name;
  }
}
