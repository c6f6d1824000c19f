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

  /** The server has answered the SYN. */
  void peerAnswered(byte[] synAck) {
    int tcp = Ipv4.payload(synAck, AT);
    peerSeen = true;
    peerAck = Tcp.sequence(synAck, tcp) + 1;
    int stamps = Tcp.option(synAck, tcp, Tcp.OPTION_TIMESTAMPS);
    peerStamp = stamps < 0 ? 0 : Bytes.i32(synAck, stamps);
  }

  /**
   * Changes a segment with ACK in place, its checksum too.
   *
   * @return false if the server has not answered yet, and the segment stays as it is
   */
  boolean fit(byte[] frame) {
    int tcp = Ipv4.payload(frame, AT);
    int stamps = Tcp.option(frame, tcp, Tcp.OPTION_TIMESTAMPS);
    if (!firstSeen) {
      firstSeen = true;
      firstAck = Tcp.acknowledgment(frame, tcp);
      firstEcho = stamps < 0 ? 0 : Bytes.i32(frame, stamps + 4);
    }
    if (!peerSeen) {
      return false;
    }
    move(frame, tcp + 8, peerAck - firstAck);
    if (stamps >= 0) {
      move(frame, stamps + 4, peerStamp - firstEcho);
    }
    moveSack(frame, tcp);
    int length = Ipv4.payloadLength(frame, AT);
    Tcp.writeChecksum(frame, tcp, length, Ipv4.source(frame, AT), Ipv4.destination(frame, AT));
    return true;
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
