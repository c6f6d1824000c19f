package io.lvsim.replay;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;
import java.util.ArrayList;
import java.util.List;

/** A flow that is replayed into a lab, and what comes back. */
public final class Conversation {
  private static final int AT = Ethernet.HEADER;

  private final Flow flow;
  private final long beganNanos;
  private final boolean fromItsSyn;
  private final int synSequence;
  private final PeerNumbers numbers = new PeerNumbers();
  private final List<Long> answeredBy = new ArrayList<>();
  private boolean onlySyns = true;
  private int sent;
  private int tooEarly;
  private int answers;
  private long answerBytes;
  private int resets;
  private int errors;

  Conversation(Flow flow, long beganNanos, byte[] first) {
    this.flow = flow;
    this.beganNanos = beganNanos;
    fromItsSyn = isSyn(flow, first);
    synSequence = fromItsSyn ? Tcp.sequence(first, Ipv4.payload(first, AT)) : 0;
  }

  /** Whether a frame begins a connection. */
  static boolean isSyn(Flow flow, byte[] frame) {
    return flow.protocol() == Ipv4.PROTOCOL_TCP && (flags(frame) & (Tcp.SYN | Tcp.ACK)) == Tcp.SYN;
  }

  private static int flags(byte[] frame) {
    return Tcp.flags(frame, Ipv4.payload(frame, AT));
  }

  /** Whether a frame of the same flow is of another connection: a SYN, and not the same again. */
  boolean isOver(byte[] frame) {
    boolean again =
        onlySyns && fromItsSyn && Tcp.sequence(frame, Ipv4.payload(frame, AT)) == synSequence;
    return isSyn(flow, frame) && !again;
  }

  /** Counts a frame that goes out, and fits it to the peer if asked. */
  byte[] sending(byte[] frame, boolean verbatim) {
    sent++;
    onlySyns &= isSyn(flow, frame);
    if (verbatim || !fromItsSyn || (flags(frame) & Tcp.ACK) == 0 || !hasWholeHeader(frame)) {
      return frame;
    }
    byte[] fitted = frame.clone();
    if (!numbers.fit(fitted)) {
      tooEarly++;
    }
    return fitted;
  }

  private static boolean hasWholeHeader(byte[] frame) {
    int header = Tcp.headerLength(frame, Ipv4.payload(frame, AT));
    return header >= Tcp.HEADER && header <= Ipv4.payloadLength(frame, AT);
  }

  /** Notes a frame that came back. */
  void answered(byte[] frame) {
    answers++;
    long mac = Ethernet.source(frame);
    if (!answeredBy.contains(mac)) {
      answeredBy.add(mac);
    }
    answerBytes += dataBytes(frame);
    if (flow.protocol() == Ipv4.PROTOCOL_TCP && hasWholeHeader(frame)) {
      int flags = flags(frame);
      resets += (flags & Tcp.RST) != 0 ? 1 : 0;
      if ((flags & (Tcp.SYN | Tcp.ACK)) == (Tcp.SYN | Tcp.ACK)) {
        numbers.peerAnswered(frame);
      }
    }
  }

  /** Notes an ICMP error about it. */
  void failed() {
    errors++;
  }

  private int dataBytes(byte[] frame) {
    int payload = Ipv4.payloadLength(frame, AT);
    int header =
        flow.protocol() == Ipv4.PROTOCOL_TCP
            ? Tcp.headerLength(frame, Ipv4.payload(frame, AT))
            : Udp.HEADER;
    return Math.max(0, payload - header);
  }

  /** Such as {@code TCP 192.168.2.10:20001 -> 192.168.2.188:80}, as decisions name it. */
  public String flow() {
    return flow.text();
  }

  /** When its first frame was sent. */
  public long beganNanos() {
    return beganNanos;
  }

  /** How many of its frames were sent. */
  public int sent() {
    return sent;
  }

  /**
   * How many of its frames acknowledge an answer that had not come yet; they were sent as captured.
   */
  public int tooEarly() {
    return tooEarly;
  }

  /** How many frames came back. */
  public int answers() {
    return answers;
  }

  /** How many bytes of data they held. */
  public long answerBytes() {
    return answerBytes;
  }

  /** How many of them reset the connection. */
  public int resets() {
    return resets;
  }

  /** How many ICMP errors about it came back. */
  public int errors() {
    return errors;
  }

  /** The source MACs of what came back, each once. */
  public List<Long> answeredBy() {
    return List.copyOf(answeredBy);
  }
}
