package io.lvsim.host;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.trace.Ipv4Decision;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * Making, limiting and sending ICMP errors (__icmp_send, icmpv4_xrlim_allow, icmp_global_allow).
 */
final class IcmpErrors {
  private static final int AT = Ethernet.HEADER;

  /** RFC 1812 4.3.2.3: as much of the packet as fits into 576 bytes. */
  private static final int LONGEST = 576;

  /** XRLIM_BURST_FACTOR: so many errors in a row may go to one peer. */
  private static final int BURST = 6;

  private static final int INTERNETWORK_CONTROL = 0xC0;
  private static final int HIGHEST_KNOWN_TYPE = 18;

  private final Host host;
  private final Random random;
  private int credit;
  private long creditAtNanos;

  IcmpErrors(Host host) {
    this.host = host;
    random = host.simulation().random(host.name() + " icmp credit");
    creditAtNanos = -Nanos.PER_SECOND;
  }

  /**
   * Sends an error about a packet.
   *
   * @param speaker the error's source address; 0 lets routing choose
   */
  void send(byte[] about, int ipAt, int type, int code, int info, int speaker) {
    int to = Ipv4.source(about, ipAt);
    String forbidden = whyForbidden(about, ipAt);
    if (forbidden == null) {
      forbidden = whyLimited(to, type, code);
    }
    if (forbidden != null) {
      tellWithheld(to, type, code, forbidden);
      return;
    }
    int from = speaker != 0 ? speaker : host.routes().sourceFor(to);
    if (from != 0) {
      tellSent(to, from, type, code);
      host.ipv4().send(frame(about, ipAt, type, code, info, from, to));
    }
  }

  /** Whether the rate limits let an answer to a request pass (icmp_reply). */
  boolean mayReply(int to, int type, int code) {
    String forbidden = whyLimited(to, type, code);
    if (forbidden != null) {
      tellWithheld(to, type, code, forbidden);
    }
    return forbidden == null;
  }

  private byte[] frame(byte[] about, int ipAt, int type, int code, int info, int from, int to) {
    Route route = host.routes().lookup(to);
    int room = route == null ? LONGEST : Math.min(LONGEST, host.routes().pathMtu(to, route));
    int quoted = Math.min(Ipv4.totalLength(about, ipAt), room - Ipv4.HEADER - Icmp.HEADER);
    int length = Icmp.HEADER + quoted;
    byte[] frame = host.ipv4().allocate(length);
    int icmpAt = AT + Ipv4.HEADER;
    System.arraycopy(about, ipAt, frame, icmpAt + Icmp.HEADER, quoted);
    Icmp.write(frame, icmpAt, length, type, code, info);
    Ipv4.write(
        frame,
        AT,
        Ipv4.HEADER + length,
        host.ipv4().nextIdentification(from, to, Ipv4.PROTOCOL_ICMP),
        0,
        host.settings().defaultTtl,
        Ipv4.PROTOCOL_ICMP,
        from,
        to);
    Ipv4.setTos(frame, AT, Ipv4.tos(about, ipAt) & 0x1E | INTERNETWORK_CONTROL);
    return frame;
  }

  /** What RFC 1122 3.2.2 rules out; null for nothing. */
  private @Nullable String whyForbidden(byte[] about, int ipAt) {
    int source = Ipv4.source(about, ipAt);
    int destination = Ipv4.destination(about, ipAt);
    if (MacAddress.isMulticast(Ethernet.destination(about))
        || Ipv4Address.isMulticast(destination)
        || host.routes().typeOf(destination) == Route.Type.BROADCAST) {
      return "the packet was not for one host alone";
    }
    if (source == 0
        || host.routes().typeOf(source) == Route.Type.BROADCAST
        || Ipv4Address.isMulticast(source)) {
      return "the packet's source is not one host";
    }
    if (Ipv4.fragmentOffset(about, ipAt) != 0) {
      return "the packet is not a first fragment";
    }
    return isAboutError(about, ipAt) ? "the packet is an ICMP error itself" : null;
  }

  private static boolean isAboutError(byte[] about, int ipAt) {
    if (Ipv4.protocol(about, ipAt) != Ipv4.PROTOCOL_ICMP) {
      return false;
    }
    int at = Ipv4.payload(about, ipAt);
    if (at >= about.length) {
      return true;
    }
    int type = Icmp.type(about, at);
    return type > HIGHEST_KNOWN_TYPE || Icmp.isError(type);
  }

  /** What the rate limits rule out; null for nothing. */
  private @Nullable String whyLimited(int to, int type, int code) {
    HostSettings settings = host.settings();
    boolean limited = (1 << type & settings.icmpRatemask) != 0;
    boolean pathMtu = type == Icmp.UNREACHABLE && code == Icmp.FRAGMENTATION_NEEDED;
    if (!limited || pathMtu || host.isLocal(to)) {
      return null;
    }
    if (!globalAllows()) {
      return "icmp_msgs_per_sec = " + settings.icmpMessagesPerSecond + " is used up";
    }
    long interval = Nanos.millis(settings.icmpRatelimitMillis);
    if (!host.peers().of(to).allows(host.simulation().now(), interval, BURST * interval)) {
      return "icmp_ratelimit = " + settings.icmpRatelimitMillis + " ms";
    }
    return null;
  }

  /** icmp_global_allow: on average one credit each. */
  private boolean globalAllows() {
    long now = host.simulation().now();
    long passed = Math.min(now - creditAtNanos, Nanos.PER_SECOND);
    if (credit == 0 && passed < 20 * Nanos.PER_MILLI) {
      return false;
    }
    if (passed >= 20 * Nanos.PER_MILLI) {
      long more = host.settings().icmpMessagesPerSecond * passed / Nanos.PER_SECOND;
      credit = (int) Math.min(credit + more, host.settings().icmpMessagesBurst);
      creditAtNanos = now;
    }
    if (credit == 0) {
      return false;
    }
    credit = Math.max(0, credit - random.below(3));
    return true;
  }

  private void tellSent(int to, int from, int type, int code) {
    if (host.trace().on()) {
      String what = IcmpNames.of(type, code);
      host.trace().tell(host.name(), new Ipv4Decision.ErrorSent(to, from, type, code, what));
    }
  }

  private void tellWithheld(int to, int type, int code, String why) {
    if (host.trace().on()) {
      String what = IcmpNames.of(type, code);
      host.trace().tell(host.name(), new Ipv4Decision.ErrorWithheld(to, type, code, what, why));
    }
  }
}
