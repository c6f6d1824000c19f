package io.lvsim.report.ladder;

import io.lvsim.report.JourneyFilter.Endpoint;
import io.lvsim.report.story.Story;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which frames of a story one wants to see. */
public final class LadderFilter {
  /** What a frame carries. */
  public enum Protocol {
    arp,
    tcp,
    udp,
    icmp;

    private boolean carriedBy(byte[] frame) {
      if (frame.length < Ethernet.HEADER) {
        return false;
      }
      if (this == arp) {
        return Ethernet.type(frame) == Ethernet.TYPE_ARP;
      }
      return Ethernet.type(frame) == Ethernet.TYPE_IPV4
          && Ipv4.isWellFormed(frame, Ethernet.HEADER)
          && Ipv4.protocol(frame, Ethernet.HEADER) == number();
    }

    private int number() {
      return switch (this) {
        case tcp -> Ipv4.PROTOCOL_TCP;
        case udp -> Ipv4.PROTOCOL_UDP;
        default -> Ipv4.PROTOCOL_ICMP;
      };
    }
  }

  private @Nullable String host;
  private @Nullable Protocol protocol;
  private List<Endpoint> ends = List.of();
  private int frame;
  private long fromNanos;
  private long untilNanos = Long.MAX_VALUE;

  /** Everything. */
  public LadderFilter() {}

  /** Only frames that a host sent or got. */
  public void host(String name) {
    host = name;
  }

  /** Only frames that carry it. */
  public void protocol(Protocol wanted) {
    protocol = wanted;
  }

  /** Only frames of IPv4 packets that have all these ends. */
  public void follow(List<Endpoint> wanted) {
    ends = List.copyOf(wanted);
  }

  /** Only a frame, and those that it came about by. */
  public void frame(int number) {
    frame = number;
  }

  /** Only what happened from an instant on and before another. */
  public void between(long from, long until) {
    fromNanos = from;
    untilNanos = until;
  }

  /** The numbers of the frames that may be shown: null for all. */
  @Nullable BitSet chain(Story story) {
    if (frame == 0) {
      return null;
    }
    BitSet chain = new BitSet();
    for (int n = frame; n > 0 && n <= story.frames().size(); n = cause(story, n)) {
      chain.set(n);
    }
    return chain;
  }

  private static int cause(Story story, int number) {
    return story.frames().get(number - 1).cause();
  }

  boolean allows(Ladder.Arrow arrow, byte[] bytes) {
    return within(arrow.atNanos())
        && (host == null || arrow.from().equals(host) || arrow.to().contains(host))
        && (protocol == null || protocol.carriedBy(bytes))
        && ends.stream().allMatch(end -> end.isOf(bytes));
  }

  /** What was typed and which steps were taken is shown unless single frames are asked for. */
  boolean allowsNote(long atNanos, String node) {
    return within(atNanos)
        && protocol == null
        && frame == 0
        && ends.isEmpty()
        && (host == null || node.isEmpty() || node.equals(host));
  }

  private boolean within(long atNanos) {
    return fromNanos <= atNanos && atNanos < untilNanos;
  }
}
