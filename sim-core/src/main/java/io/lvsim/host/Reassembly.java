package io.lvsim.host;

import io.lvsim.engine.Timer;
import io.lvsim.trace.Ipv4Decision;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.InternetChecksum;
import io.lvsim.wire.Ipv4;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Putting fragments together (ip_fragment.c): overlaps and too much waiting are not tolerated. */
final class Reassembly {
  private static final int AT = Ethernet.HEADER;
  private static final int LONGEST_PACKET = 65_535;

  /** Which packet a fragment belongs to. */
  private record Key(int source, int destination, int identification, int protocol) {}

  private final Host host;
  private final Map<Key, Packet> packets = new LinkedHashMap<>();
  private int heldBytes;

  Reassembly(Host host) {
    this.host = host;
  }

  /** Takes a fragment; returns the frame with the whole packet when nothing is missing any more. */
  byte @Nullable [] add(byte[] fragment, Interface in) {
    int from = Ipv4.fragmentOffset(fragment, AT);
    int length = Ipv4.payloadLength(fragment, AT);
    boolean last = (Ipv4.flagsAndOffset(fragment, AT) & Ipv4.MORE_FRAGMENTS) == 0;
    if (from + length > LONGEST_PACKET || !last && length % 8 != 0) {
      dropped(fragment, "a fragment that cannot be");
      return null;
    }
    if (heldBytes + fragment.length > host.settings().fragmentHighBytes) {
      dropped(fragment, "ipfrag_high_thresh is used up by other fragments");
      return null;
    }
    Key key =
        new Key(
            Ipv4.source(fragment, AT),
            Ipv4.destination(fragment, AT),
            Ipv4.identification(fragment, AT),
            Ipv4.protocol(fragment, AT));
    Packet packet = packets.computeIfAbsent(key, Packet::new);
    if (!packet.add(fragment, from, length, last)) {
      dropped(fragment, "it overlaps another fragment of its packet");
      packet.discard();
      return null;
    }
    return packet.isWhole() ? packet.join() : null;
  }

  private void dropped(byte[] fragment, String why) {
    if (host.trace().on()) {
      host.trace()
          .tell(
              host.name(),
              new Ipv4Decision.Dropped(
                  Ipv4.source(fragment, AT), Ipv4.destination(fragment, AT), why, null));
    }
  }

  /** A packet of which some fragments have come. */
  private final class Packet {
    private final Key key;
    private final Timer timer;
    private final TreeMap<Integer, byte[]> fragments = new TreeMap<>();
    private int received;
    private int length = -1;

    Packet(Key key) {
      this.key = key;
      timer = new Timer(host.simulation(), this::timeUp);
      timer.start(host.settings().fragmentTimeNanos());
    }

    boolean add(byte[] fragment, int from, int payload, boolean last) {
      int end = from + payload;
      byte[] same = fragments.get(from);
      if (same != null && Ipv4.payloadLength(same, AT) == payload) {
        return true;
      }
      Map.Entry<Integer, byte[]> before = fragments.lowerEntry(end);
      if (before != null && before.getKey() + Ipv4.payloadLength(before.getValue(), AT) > from) {
        return false;
      }
      if (length >= 0 && (end > length || last && end != length)) {
        return false;
      }
      if (last) {
        length = end;
      }
      fragments.put(from, fragment);
      received += payload;
      heldBytes += fragment.length;
      return true;
    }

    boolean isWhole() {
      return length >= 0 && received == length;
    }

    byte[] join() {
      byte[] first = fragments.firstEntry().getValue();
      int header = Ipv4.headerLength(first, AT);
      byte[] whole = Ethernet.allocate(header + length);
      System.arraycopy(first, 0, whole, 0, AT + header);
      for (Map.Entry<Integer, byte[]> part : fragments.entrySet()) {
        byte[] from = part.getValue();
        System.arraycopy(
            from,
            Ipv4.payload(from, AT),
            whole,
            AT + header + part.getKey(),
            Ipv4.payloadLength(from, AT));
      }
      Bytes.put16(whole, AT + 2, header + length);
      Bytes.put16(whole, AT + 6, 0);
      Bytes.put16(whole, AT + 10, 0);
      Bytes.put16(whole, AT + 10, InternetChecksum.of(whole, AT, header));
      tellJoined(whole);
      discard();
      return whole;
    }

    void discard() {
      timer.stop();
      packets.remove(key);
      for (byte[] fragment : fragments.values()) {
        heldBytes -= fragment.length;
      }
    }

    /** ip_expire: the sender is told if the first fragment is here. */
    private void timeUp() {
      discard();
      byte[] first = fragments.get(0);
      if (first != null && host.isOn()) {
        host.icmp().sendError(first, AT, Icmp.TIME_EXCEEDED, Icmp.REASSEMBLY_TIME_EXCEEDED, 0);
      }
    }

    private void tellJoined(byte[] whole) {
      if (host.trace().on()) {
        host.trace()
            .tell(
                host.name(),
                new Ipv4Decision.Reassembled(
                    key.source, key.destination, Ipv4.totalLength(whole, AT), fragments.size()));
      }
    }
  }
}
