package io.lvsim.replay;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;

/**
 * Fits a captured client's segments to the server that answers now: another one chose other
 * sequence numbers and timestamps than were captured, so what the client acknowledges (ACK, SACK)
 * and echoes (TSecr) is moved by the difference. The captured numbers follow from the client's
 * first acknowledgment, which is of the SYN-ACK and echoes it.
 */
final class PeerNumbers {
  private static final int AT = Ethernet.HEADER;

  private boolean firstSeen;
  private int firstAck;
  private int firstEcho;
  private boolean peerSeen;
  private int peerAck;
  private int peerStamp;
  private int peerNext;

  /** The server has answered the SYN. */
  void peerAnswered(byte[] synAck) {
    int tcp = Ipv4.payload(synAck, AT);
    peerSeen = true;
    peerAck = Tcp.sequence(synAck, tcp) + 1;
    int stamps = Tcp.option(synAck, tcp, Tcp.OPTION_TIMESTAMPS);
    peerStamp = stamps < 0 ? 0 : Bytes.i32(synAck, stamps);
    peerNext = peerAck;
  }

  /** The server has sent a segment that ends before this number. */
  void peerSent(int endSequence) {
    if (peerSeen && endSequence - peerNext > 0) {
      peerNext = endSequence;
    }
  }

  /** Whether the server has sent all that a segment with ACK acknowledges. */
  boolean hasSentWhatIsAcknowledgedBy(byte[] frame) {
    int acknowledged = Tcp.acknowledgment(frame, Ipv4.payload(frame, AT));
    int first = firstSeen ? firstAck : acknowledged;
    return peerSeen && acknowledged - first + peerAck - peerNext <= 0;
  }

  /**
   * Changes a segment with ACK in place, its checksum too. It never acknowledges more than the
   * server has sent. Before the server has answered, the segment stays as it is.
   */
  void fit(byte[] frame) {
    int tcp = Ipv4.payload(frame, AT);
    int stamps = Tcp.option(frame, tcp, Tcp.OPTION_TIMESTAMPS);
    if (!firstSeen) {
      firstSeen = true;
      firstAck = Tcp.acknowledgment(frame, tcp);
      firstEcho = stamps < 0 ? 0 : Bytes.i32(frame, stamps + 4);
    }
    if (!peerSeen) {
      return;
    }
    move(frame, tcp + 8, peerAck - firstAck);
    if (Tcp.acknowledgment(frame, tcp) - peerNext > 0) {
      Bytes.put32(frame, tcp + 8, peerNext);
    }
    if (stamps >= 0) {
      move(frame, stamps + 4, peerStamp - firstEcho);
    }
    moveSack(frame, tcp);
    int length = Ipv4.payloadLength(frame, AT);
    Tcp.writeChecksum(frame, tcp, length, Ipv4.source(frame, AT), Ipv4.destination(frame, AT));
  }

  private void moveSack(byte[] frame, int tcp) {
    int sack = Tcp.option(frame, tcp, Tcp.OPTION_SACK);
    if (sack < 0) {
      return;
    }
    int end = sack + Bytes.u8(frame, sack - 1) - 2;
    for (int edge = sack; edge + 4 <= end; edge += 4) {
      move(frame, edge, peerAck - firstAck);
    }
  }

  private static void move(byte[] frame, int at, int by) {
    Bytes.put32(frame, at, Bytes.i32(frame, at) + by);
  }
}
