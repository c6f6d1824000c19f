package io.lvsim.replay;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A frame that was seen, or is expected to be: its headers, and a sum over the rest.
 *
 * @param atNanos after the replay's beginning
 * @param place by which of the watched interfaces, from 0
 * @param number which frame of its file it is, from 1
 * @param head the frame's beginning
 * @param rest of what is behind it
 */
record Sighting(
    long atNanos,
    int place,
    long number,
    Kinship kinship,
    @SuppressWarnings("ArrayRecordComponent") byte[] head,
    long rest) {
  private static final int HEAD_BYTES = 192;
  private static final int AT = Ethernet.HEADER;

  static Sighting of(long atNanos, int place, long number, Kinship kinship, byte[] frame) {
    int end = AT + (kinship == Kinship.ARP_ANSWER ? Arp.LENGTH : Ipv4.totalLength(frame, AT));
    CRC32 sum = new CRC32();
    sum.update(frame, Math.min(HEAD_BYTES, end), Math.max(0, end - HEAD_BYTES));
    byte[] head = Arrays.copyOf(frame, Math.min(HEAD_BYTES, end));
    return new Sighting(atNanos, place, number, kinship, head, sum.getValue());
  }

  /**
   * What makes it the same packet, wherever it was sent on to: who sent it, and which of his
   * packets it is. Who answers chooses identifications as he likes, so those do not count.
   */
  Key key() {
    if (kinship == Kinship.ARP_ANSWER) {
      return new Key(kinship, Arp.senderIp(head), Arp.targetIp(head), 0, 0);
    }
    int source = Ipv4.source(head, AT);
    int payload = Ipv4.payload(head, AT);
    if (kinship == Kinship.ANSWER) {
      return new Key(kinship, source, Ipv4.destination(head, AT), answered(payload), 0);
    }
    int which = Ipv4.identification(head, AT) << 16 | Ipv4.fragmentOffset(head, AT);
    return new Key(kinship, source, which, ports(payload), sequence(payload));
  }

  /** The packet that an ICMP error is about, or the ports. */
  private long answered(int payload) {
    Flow quoted = Flow.quotedIn(head);
    if (quoted == null) {
      return ports(payload);
    }
    return Ipv4.identification(head, payload + Icmp.HEADER) | (long) quoted.sourcePort() << 16;
  }

  private long ports(int payload) {
    boolean known =
        (isTcp() || Ipv4.protocol(head, AT) == Ipv4.PROTOCOL_UDP)
            && Ipv4.fragmentOffset(head, AT) == 0
            && head.length >= payload + 4;
    return known ? 1L << 32 | Tcp.sourcePort(head, payload) : Ipv4.protocol(head, AT);
  }

  private long sequence(int payload) {
    boolean known = isTcp() && Ipv4.fragmentOffset(head, AT) == 0 && isWholeTcp(payload);
    return known ? (long) Tcp.sequence(head, payload) << 8 | Tcp.flags(head, payload) : 0;
  }

  boolean isTcp() {
    return kinship != Kinship.ARP_ANSWER && Ipv4.protocol(head, AT) == Ipv4.PROTOCOL_TCP;
  }

  private boolean isWholeTcp(int payload) {
    return head.length >= payload + Tcp.HEADER;
  }

  /** Such as {@code TCP 192.168.2.10:20001 -> 192.168.2.188:80}. */
  String text() {
    if (kinship == Kinship.ARP_ANSWER) {
      return "ARP "
          + io.lvsim.wire.Ipv4Address.format(Arp.senderIp(head))
          + " is at "
          + io.lvsim.wire.MacAddress.format(Arp.senderMac(head));
    }
    Flow flow = flow();
    int payload = Ipv4.payload(head, AT);
    boolean flags = isTcp() && Ipv4.fragmentOffset(head, AT) == 0 && isWholeTcp(payload);
    return flow.text() + (flags ? " " + Tcp.flagsText(Tcp.flags(head, payload)) : "");
  }

  private Flow flow() {
    int payload = Ipv4.payload(head, AT);
    boolean ports = ports(payload) >>> 32 != 0;
    return new Flow(
        Ipv4.protocol(head, AT),
        Ipv4.source(head, AT),
        ports ? Tcp.sourcePort(head, payload) : 0,
        Ipv4.destination(head, AT),
        ports ? Tcp.destinationPort(head, payload) : 0);
  }

  /** Which packet it is. */
  record Key(Kinship kinship, int source, int which, long ports, long sequence) {}
}
