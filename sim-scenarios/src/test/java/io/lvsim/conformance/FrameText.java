package io.lvsim.conformance;

import static io.lvsim.wire.Ipv4Address.format;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;

/** A frame in one line, as the recordings tell it. */
final class FrameText {
  private static final String FLAGS = "FSRPA";

  private FrameText() {}

  static String of(byte[] frame) {
    return switch (Ethernet.type(frame)) {
      case Ethernet.TYPE_ARP -> "arp " + arp(frame);
      case Ethernet.TYPE_IPV4 -> mac(Ethernet.destination(frame)) + " " + ipv4(frame);
      default -> "other";
    };
  }

  private static String arp(byte[] frame) {
    String to = mac(Ethernet.destination(frame));
    return Arp.operation(frame) == Arp.REQUEST
        ? "%s who-has %s tell %s"
            .formatted(to, format(Arp.targetIp(frame)), format(Arp.senderIp(frame)))
        : "%s %s is-at %s".formatted(to, format(Arp.senderIp(frame)), mac(Arp.senderMac(frame)));
  }

  private static String ipv4(byte[] frame) {
    int at = Ethernet.HEADER;
    StringBuilder text =
        new StringBuilder(
            "%s > %s ttl %d tos 0x%x len %d"
                .formatted(
                    format(Ipv4.source(frame, at)),
                    format(Ipv4.destination(frame, at)),
                    Ipv4.ttl(frame, at),
                    Ipv4.tos(frame, at),
                    Ipv4.totalLength(frame, at)));
    if (Ipv4.dontFragment(frame, at)) {
      text.append(" DF");
    }
    if (Ipv4.isFragment(frame, at)) {
      boolean more = (Ipv4.flagsAndOffset(frame, at) & Ipv4.MORE_FRAGMENTS) != 0;
      text.append(" frag ").append(Ipv4.fragmentOffset(frame, at)).append(more ? "+" : "");
    }
    if (Ipv4.fragmentOffset(frame, at) == 0) {
      appendTransport(text, frame, at);
    }
    return text.toString();
  }

  private static void appendTransport(StringBuilder text, byte[] frame, int ipAt) {
    int at = Ipv4.payload(frame, ipAt);
    switch (Ipv4.protocol(frame, ipAt)) {
      case Ipv4.PROTOCOL_UDP ->
          text.append(" udp ")
              .append(Udp.sourcePort(frame, at))
              .append(" > ")
              .append(Udp.destinationPort(frame, at));
      case Ipv4.PROTOCOL_TCP -> {
        text.append(" tcp ").append(Tcp.sourcePort(frame, at)).append(" > ");
        text.append(Tcp.destinationPort(frame, at)).append(' ');
        for (int bit = 0; bit < FLAGS.length(); bit++) {
          text.append((Tcp.flags(frame, at) >> bit & 1) != 0 ? FLAGS.substring(bit, bit + 1) : "");
        }
      }
      case Ipv4.PROTOCOL_ICMP -> appendIcmp(text, frame, ipAt, at);
      default -> text.append(" proto ").append(Ipv4.protocol(frame, ipAt));
    }
  }

  private static void appendIcmp(StringBuilder text, byte[] frame, int ipAt, int at) {
    int type = Icmp.type(frame, at);
    text.append(" icmp ").append(type).append('/').append(Icmp.code(frame, at));
    if (Icmp.isError(type)) {
      int quoted = Ipv4.payloadLength(frame, ipAt) - Icmp.HEADER;
      text.append(' ').append(format(Icmp.rest(frame, at))).append(" quotes ").append(quoted);
    }
  }

  private static String mac(long mac) {
    return MacAddress.format(mac);
  }
}
