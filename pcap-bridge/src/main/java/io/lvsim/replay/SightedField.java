package io.lvsim.replay;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.InternetChecksum;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is compared of a frame that is expected and the one that came. */
public enum SightedField {
  DESTINATION_MAC("dst-mac", "destination MAC"),
  SOURCE_MAC("src-mac", "source MAC"),
  TTL("ttl", "TTL"),
  TOS("tos", "TOS"),
  IDENTIFICATION("id", "identification"),
  FRAGMENT("fragment", "fragment bits"),
  LENGTH("length", "length"),
  DESTINATION("dst", "destination"),
  HEADER_CHECKSUM("checksum", "header checksum"),
  PAYLOAD("payload", "payload"),
  ANSWER("answer", "answer");

  private static final int AT = Ethernet.HEADER;

  private final String optionName;
  private final String words;

  SightedField(String optionName, String words) {
    this.optionName = optionName;
    this.words = words;
  }

  /** As the user names it. */
  public String optionName() {
    return optionName;
  }

  /** As people are told of it. */
  String words() {
    return words;
  }

  /** Those that are there in a frame of such a kind. */
  static List<SightedField> of(Kinship kinship) {
    return switch (kinship) {
      case FORWARDED -> Stream.of(values()).filter(f -> f != ANSWER).toList();
      case ANSWER -> List.of(DESTINATION_MAC, SOURCE_MAC, TTL, TOS, HEADER_CHECKSUM, ANSWER);
      case ARP_ANSWER -> List.of(DESTINATION_MAC, SOURCE_MAC, ANSWER);
    };
  }

  /** Its value in a frame, in words; equal if and only if the words are. */
  String in(Sighting seen) {
    byte[] head = seen.head();
    return switch (this) {
      case DESTINATION_MAC -> MacAddress.format(Ethernet.destination(head));
      case SOURCE_MAC -> MacAddress.format(Ethernet.source(head));
      case TTL -> String.valueOf(Ipv4.ttl(head, AT));
      case TOS -> "0x%02x".formatted(Ipv4.tos(head, AT));
      case IDENTIFICATION -> String.valueOf(Ipv4.identification(head, AT));
      case FRAGMENT -> "0x%04x".formatted(Ipv4.flagsAndOffset(head, AT));
      case LENGTH -> String.valueOf(Ipv4.totalLength(head, AT));
      case DESTINATION -> Ipv4Address.format(Ipv4.destination(head, AT));
      case HEADER_CHECKSUM ->
          InternetChecksum.of(head, AT, Ipv4.headerLength(head, AT)) == 0 ? "right" : "wrong";
      case PAYLOAD -> payload(seen);
      case ANSWER -> answer(seen);
    };
  }

  private static String payload(Sighting seen) {
    int from = Ipv4.payload(seen.head(), AT);
    int hash = Arrays.hashCode(Arrays.copyOfRange(seen.head(), from, seen.head().length));
    return "%08x%08x".formatted(hash, seen.rest());
  }

  private static String answer(Sighting seen) {
    byte[] head = seen.head();
    if (seen.kinship() == Kinship.ARP_ANSWER) {
      return Ipv4Address.format(Arp.senderIp(head))
          + " is at "
          + MacAddress.format(Arp.senderMac(head));
    }
    int payload = Ipv4.payload(head, AT);
    if (seen.isTcp() && head.length >= payload + Tcp.HEADER) {
      return "TCP "
          + Tcp.flagsText(Tcp.flags(head, payload))
          + ", sequence number "
          + Integer.toUnsignedString(Tcp.sequence(head, payload))
          + ", acknowledges "
          + Integer.toUnsignedString(Tcp.acknowledgment(head, payload));
    }
    if (Ipv4.protocol(head, AT) == Ipv4.PROTOCOL_ICMP && head.length >= payload + Icmp.HEADER) {
      return "ICMP type "
          + Icmp.type(head, payload)
          + " code "
          + Icmp.code(head, payload)
          + " with "
          + Integer.toHexString(Icmp.rest(head, payload));
    }
    return "protocol " + Ipv4.protocol(head, AT);
  }
}
