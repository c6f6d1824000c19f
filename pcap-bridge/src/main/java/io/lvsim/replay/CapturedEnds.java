package io.lvsim.replay;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who talks in a capture, and to whom: tells which frames of somebody else have to do with it. Only
 * so many addresses are remembered that memory stays bounded; where there are more, all count.
 */
public final class CapturedEnds {
  private static final int ADDRESSES_MAX = 1 << 16;

  private final Set<Integer> sources = new LinkedHashSet<>();
  private final Set<Integer> destinations = new LinkedHashSet<>();
  private final Set<Long> macs = new LinkedHashSet<>();
  private final Set<Long> asked = new LinkedHashSet<>();

  private CapturedEnds() {}

  /** Reads frames to their end. */
  public static CapturedEnds of(ReplayFrames frames) throws IOException {
    CapturedEnds ends = new CapturedEnds();
    try (ReplayCursor cursor = frames.open()) {
      while (cursor.next()) {
        ends.add(cursor.frame());
      }
    }
    return ends;
  }

  private void add(byte[] frame) {
    add(macs, Ethernet.source(frame));
    int at = FrameParts.network(frame);
    if (FrameParts.isIpv4(frame, at)) {
      add(sources, Ipv4.source(frame, at));
      add(destinations, Ipv4.destination(frame, at));
    } else if (FrameParts.isArp(frame, at) && Bytes.u16(frame, at + 6) == Arp.REQUEST) {
      add(asked, question(Bytes.i32(frame, at + 14), Bytes.i32(frame, at + 24)));
    }
  }

  private static <T> void add(Set<T> set, T address) {
    if (set.size() < ADDRESSES_MAX) {
      set.add(address);
    }
  }

  private static <T> boolean has(Set<T> set, T address) {
    return set.size() == ADDRESSES_MAX || set.contains(address);
  }

  private static long question(int asker, int wanted) {
    return (long) asker << 32 | wanted & 0xFFFF_FFFFL;
  }

  /** The IPv4 addresses that frames of the capture come from. */
  public Set<Integer> sources() {
    return sources;
  }

  /** Whether a frame is one that the capture's own senders sent. */
  boolean isSender(long mac) {
    return macs.contains(mac);
  }

  /** What an untagged frame has to do with the capture; null for nothing. */
  @Nullable Kinship kinship(byte[] frame) {
    int at = Ethernet.HEADER;
    if (frame.length > at && FrameParts.isArp(frame, at)) {
      boolean answers =
          Arp.operation(frame) == Arp.REPLY
              && asked.contains(question(Arp.targetIp(frame), Arp.senderIp(frame)));
      return answers ? Kinship.ARP_ANSWER : null;
    }
    if (frame.length <= at || !FrameParts.isIpv4(frame, at) || !FrameParts.isWhole(frame, at)) {
      return null;
    }
    if (has(sources, Ipv4.source(frame, at))) {
      return Kinship.FORWARDED;
    }
    boolean back = has(sources, Ipv4.destination(frame, at));
    boolean fromThere = has(destinations, Ipv4.source(frame, at));
    return back && (fromThere || Flow.quotedIn(frame) != null) ? Kinship.ANSWER : null;
  }
}
