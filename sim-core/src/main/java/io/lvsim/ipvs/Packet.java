package io.lvsim.ipvs;

import io.lvsim.ipvs.scheduler.Request;
import io.lvsim.link.LentFrame;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import org.jspecify.annotations.Nullable;

/**
 * The packet at hand, taken apart once (struct ip_vs_iphdr). The director has one, which it fills
 * anew for each packet.
 */
final class Packet implements Request {
  static final int PROTOCOL_ESP = 50;
  static final int PROTOCOL_AH = 51;

  private static final int PORTS = 4;
  private static final int SCTP_HEADER = 12;

  private byte[] frame = {};
  private @Nullable LentFrame lent;
  private int ipAt;
  private int protocol;
  private int source;
  private int destination;
  private int transportAt;
  private int endAt;
  private int ports;
  private int mark;
  private boolean looped;
  private boolean quoted;

  /** Takes a packet whose IPv4 header is sane. */
  void read(byte[] newFrame, int newIpAt, int newMark, boolean fromLoopback) {
    read(newFrame, newFrame.length, newIpAt, newMark, fromLoopback);
  }

  /** The same, of a frame that was lent: only the head is read, until {@link #frame} is asked. */
  void read(LentFrame newFrame, int newIpAt, int newMark) {
    read(newFrame.head(), newFrame.length(), newIpAt, newMark, false);
    lent = newFrame;
  }

  /** Forgets a frame that was lent, with its head. */
  void letGo() {
    lent = null;
  }

  private void read(byte[] newFrame, int length, int newIpAt, int newMark, boolean fromLoopback) {
    frame = newFrame;
    lent = null;
    quoted = false;
    ipAt = newIpAt;
    mark = newMark;
    looped = fromLoopback;
    protocol = Ipv4.protocol(newFrame, newIpAt);
    source = Ipv4.source(newFrame, newIpAt);
    destination = Ipv4.destination(newFrame, newIpAt);
    transportAt = Ipv4.payload(newFrame, newIpAt);
    endAt = Math.min(length, newIpAt + Ipv4.totalLength(newFrame, newIpAt));
    ports = hasPorts() && endAt - transportAt >= PORTS ? Bytes.i32(newFrame, transportAt) : 0;
  }

  /**
   * Takes the packet that an ICMP error quotes, a reply, as if it went the other way: from the
   * client to the virtual address.
   */
  void readQuoted(byte[] newFrame, int quotedAt, int newMark) {
    read(newFrame, quotedAt, newMark, false);
    int from = source;
    source = destination;
    destination = from;
    ports = Integer.rotateLeft(ports, 16);
    quoted = true;
  }

  /** The whole frame; of one that was lent, a copy. */
  byte[] frame() {
    LentFrame asked = lent;
    if (asked != null) {
      frame = asked.copy();
      lent = null;
    }
    return frame;
  }

  /** The frame if it was lent and nobody has asked for the whole of it. */
  @Nullable LentFrame lent() {
    return lent;
  }

  int ipAt() {
    return ipAt;
  }

  int protocol() {
    return protocol;
  }

  int source() {
    return source;
  }

  int destination() {
    return destination;
  }

  @Override
  public int sourceAddress() {
    return source;
  }

  @Override
  public int destinationAddress() {
    return destination;
  }

  @Override
  public int sourcePort() {
    return ports >>> 16;
  }

  int destinationPort() {
    return ports & 0xFFFF;
  }

  int mark() {
    return mark;
  }

  /** Whether the host itself sent it. */
  boolean isLooped() {
    return looped;
  }

  /** Whether it is not at hand itself, but what an ICMP error is about. */
  boolean isQuoted() {
    return quoted;
  }

  /** Bytes of the IP packet. */
  int length() {
    return endAt - ipAt;
  }

  int ttl() {
    return Ipv4.ttl(frame, ipAt);
  }

  boolean isNotToBeFragmented() {
    return Ipv4.dontFragment(frame, ipAt);
  }

  boolean isFragment() {
    return Ipv4.isFragment(frame, ipAt);
  }

  /** Where the packet ends in the frame. */
  int endAt() {
    return endAt;
  }

  /** Where the transport header begins. */
  int transportAt() {
    return transportAt;
  }

  /** Whether so many bytes of the transport header and what follows are there. */
  boolean holds(int transportBytes) {
    return endAt - transportAt >= transportBytes;
  }

  /** Whether it is of a protocol that IPVS balances, and its header is whole. */
  boolean isBalanced() {
    return switch (protocol) {
      case Ipv4.PROTOCOL_TCP -> holds(Tcp.HEADER);
      case Ipv4.PROTOCOL_UDP -> holds(8);
      case Ipv4.PROTOCOL_SCTP -> holds(SCTP_HEADER);
      case PROTOCOL_AH, PROTOCOL_ESP -> true;
      default -> false;
    };
  }

  boolean isTcp() {
    return protocol == Ipv4.PROTOCOL_TCP;
  }

  boolean isUdp() {
    return protocol == Ipv4.PROTOCOL_UDP;
  }

  int tcpFlags() {
    return Tcp.flags(frame, transportAt);
  }

  /**
   * Whether it is SCTP that ends behind the header; such a packet begins nothing and goes nowhere.
   */
  boolean isSctpWithoutChunk() {
    return protocol == Ipv4.PROTOCOL_SCTP && !quoted && sctpChunk(0) < 0;
  }

  /** The type of the n-th SCTP chunk (0 or 1), -1 if there is none. */
  int sctpChunk(int which) {
    int at = SCTP_HEADER;
    if (which == 1) {
      if (!holds(at + 4)) {
        return -1;
      }
      int length = Bytes.u16(frame, transportAt + at + 2);
      at += length < 4 ? 0 : length + 3 & ~3;
    }
    return holds(at + 4) ? Bytes.u8(frame, transportAt + at) : -1;
  }

  /**
   * Whether it asks for a new connection (is_new_conn): a TCP segment with SYN, even with ACK; an
   * SCTP INIT; never UDP.
   */
  boolean isNewConnection() {
    return switch (protocol) {
      case Ipv4.PROTOCOL_TCP -> (tcpFlags() & Tcp.SYN) != 0;
      case Ipv4.PROTOCOL_SCTP -> sctpChunk(0) == SctpStates.CHUNK_INIT;
      default -> false;
    };
  }

  private boolean hasPorts() {
    return protocol == Ipv4.PROTOCOL_TCP
        || protocol == Ipv4.PROTOCOL_UDP
        || protocol == Ipv4.PROTOCOL_SCTP;
  }
}
