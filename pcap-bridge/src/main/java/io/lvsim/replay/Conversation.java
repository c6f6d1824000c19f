package io.lvsim.replay;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flow that is replayed into a lab, and what comes back. */
public final class Conversation {
  private static final int AT = Ethernet.HEADER;

  private final Flow flow;
  private final long beganNanos;
  private final boolean fitted;
  private final boolean fromItsSyn;
  private final int synSequence;
  private final PeerNumbers numbers = new PeerNumbers();
  private final List<Long> answeredBy = new ArrayList<>();
  private final ArrayDeque<byte[]> held = new ArrayDeque<>();
  private boolean onlySyns = true;
  private int sent;
  private int heldBack;
  private int heldTimes;
  private int tooEarly;
  private boolean waitsNoMore;
  private boolean kept;
  private int answers;
  private long answerBytes;
  private int resets;
  private int errors;

  /**
   * @param verbatim whether frames stay as they were captured, and wait for nothing
   */
  Conversation(Flow flow, long beganNanos, byte[] first, boolean verbatim) {
    this.flow = flow;
    this.beganNanos = beganNanos;
    fromItsSyn = isSyn(flow, first);
    fitted = fromItsSyn && !verbatim;
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

  /** Whether a frame has to wait until the peer has sent what it acknowledges, or behind others. */
  boolean mustWait(byte[] frame) {
    return !held.isEmpty() || acknowledgesTooEarly(frame);
  }

  private boolean acknowledgesTooEarly(byte[] frame) {
    return !waitsNoMore && isFitted(frame) && !numbers.hasSentWhatIsAcknowledgedBy(frame);
  }

  private boolean isFitted(byte[] frame) {
    return fitted && (flags(frame) & Tcp.ACK) != 0 && hasWholeHeader(frame);
  }

  /** Holds a frame back; whether it is the first one. */
  boolean hold(byte[] frame) {
    heldBack++;
    held.add(frame);
    if (held.size() == 1) {
      heldTimes++;
      return true;
    }
    return false;
  }

  boolean isHolding() {
    return !held.isEmpty();
  }

  /** How often holding back has begun. */
  int heldTimes() {
    return heldTimes;
  }

  /** The next frame that need not wait any more; null if there is none. */
  byte @Nullable [] released() {
    byte[] first = held.peek();
    return first == null || acknowledgesTooEarly(first) ? null : held.remove();
  }

  /** From now on nothing waits: the peer does not seem to send what was captured. */
  void waitNoMore() {
    waitsNoMore = true;
  }

  /** Counts a frame that goes out, and fits it to the peer if asked. */
  byte[] sending(byte[] frame) {
    sent++;
    onlySyns &= isSyn(flow, frame);
    if (!isFitted(frame)) {
      return frame;
    }
    if (!numbers.hasSentWhatIsAcknowledgedBy(frame)) {
      tooEarly++;
    }
    byte[] changed = frame.clone();
    numbers.fit(changed);
    return changed;
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
      } else {
        numbers.peerSent(endOf(frame, flags));
      }
    }
  }

  /** The sequence number behind a segment. */
  private int endOf(byte[] frame, int flags) {
    int begin = Tcp.sequence(frame, Ipv4.payload(frame, AT));
    return begin + dataBytes(frame) + ((flags & Tcp.FIN) != 0 ? 1 : 0);
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

  /** Says that it is told of by itself. */
  void keep() {
    kept = true;
  }

  boolean isKept() {
    return kept;
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

  /** How many of its frames waited until the server had sent what they acknowledge. */
  public int heldBack() {
    return heldBack;
  }

  /**
   * How many of its frames acknowledge what the server had not sent when they had waited as long as
   * frames wait; they acknowledged what it had sent, or went as captured if it had not answered.
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
