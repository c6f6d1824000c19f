package io.lvsim.report;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which frames of a run one wants to see. */
public final class JourneyFilter {
  private final List<Predicate<Journey>> frames = new ArrayList<>();
  private final List<Predicate<JourneyLog.Entry>> others = new ArrayList<>();
  private int wantedFrame;

  /** Everything. */
  public JourneyFilter() {}

  /** Only what a host or switch sent, got or decided. */
  public void host(String name) {
    frames.add(journey -> journey.touches(name));
    others.add(entry ->
        switch (entry) {
          case JourneyLog.Decided decided -> decided.node().equals(name);
          case JourneyLog.Told told -> told.node().equals(name);
          case JourneyLog.Sent sent -> true;
        });
  }

  /** Only what happened from an instant on and before another. */
  public void between(long fromNanos, long untilNanos) {
    frames.add(journey -> within(journey.atNanos(), fromNanos, untilNanos));
    others.add(entry -> within(entry.atNanos(), fromNanos, untilNanos));
  }

  /** Only one frame and those that it came about by. */
  public void frame(int number) {
    wantedFrame = number;
    others.add(entry -> false);
  }

  /** Only frames of IPv4 packets that have all these ends. */
  public void follow(List<Endpoint> ends) {
    frames.add(journey -> ends.stream().allMatch(end -> end.isOf(journey.frame())));
    others.add(entry -> false);
  }

  /** What this lets through of a run. */
  Predicate<JourneyLog.Entry> in(JourneyLog log) {
    Journey wanted = wantedFrame == 0 ? null : log.journey(wantedFrame);
    return entry -> {
      if (!(entry instanceof JourneyLog.Sent(Journey journey))) {
        return others.stream().allMatch(o -> o.test(entry));
      }
      boolean led = wantedFrame == 0 || (wanted != null && wanted.isBecauseOf(journey));
      return led && frames.stream().allMatch(f -> f.test(journey));
    };
  }

  private static boolean within(long atNanos, long fromNanos, long untilNanos) {
    return fromNanos <= atNanos && atNanos < untilNanos;
  }

  /**
   * An end of a connection.
   *
   * @param port 0 for any
   */
  public record Endpoint(int address, int port) {
    /**
     * Reads {@code ADDRESS} or {@code ADDRESS:PORT}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Endpoint parse(String text) {
      int colon = text.indexOf(':');
      if (colon < 0) {
        return new Endpoint(Ipv4Address.parse(text), 0);
      }
      String port = text.substring(colon + 1);
      if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
        throw new IllegalArgumentException("'" + port + "' is not a port from 0 to 65535");
      }
      return new Endpoint(Ipv4Address.parse(text.substring(0, colon)), Integer.parseInt(port));
    }

    /** Whether a frame carries an IPv4 packet from or to this end. */
    public boolean isOf(byte[] frame) {
      int at = Ethernet.HEADER;
      if (frame.length < at
          || Ethernet.type(frame) != Ethernet.TYPE_IPV4
          || !Ipv4.isWellFormed(frame, at)) {
        return false;
      }
      boolean ports = hasPorts(frame, at);
      int payload = Ipv4.payload(frame, at);
      return matches(Ipv4.source(frame, at), ports ? Tcp.sourcePort(frame, payload) : -1)
          || matches(Ipv4.destination(frame, at), ports ? Tcp.destinationPort(frame, payload) : -1);
    }

    /** UDP's ports lie where TCP's do. */
    private static boolean hasPorts(byte[] frame, int at) {
      int protocol = Ipv4.protocol(frame, at);
      return (protocol == Ipv4.PROTOCOL_TCP || protocol == Ipv4.PROTOCOL_UDP)
          && Ipv4.fragmentOffset(frame, at) == 0
          && Ipv4.payloadLength(frame, at) >= 4;
    }

    private boolean matches(int otherAddress, int otherPort) {
      return address == otherAddress && (port == 0 || port == otherPort);
    }
  }
}
