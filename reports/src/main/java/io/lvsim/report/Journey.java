package io.lvsim.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A frame's way from the port that sent it to everyone it reached, with what they decided. */
public final class Journey {
  /** What one node made of it. */
  record Meeting(long atNanos, String node, String code, String reason) {}

  private final int number;
  private final long atNanos;
  private final String node;
  private final String port;
  private final byte[] frame;
  private final @Nullable Journey cause;
  private final List<Meeting> meetings = new ArrayList<>();

  Journey(
      int number, long atNanos, String node, String port, byte[] frame, @Nullable Journey cause) {
    this.number = number;
    this.atNanos = atNanos;
    this.node = node;
    this.port = port;
    this.frame = frame;
    this.cause = cause;
  }

  /** Frames are numbered from 1 in the order in which they were sent. */
  public int number() {
    return number;
  }

  /** When it was sent. */
  public long atNanos() {
    return atNanos;
  }

  /** Who sent it. */
  public String node() {
    return node;
  }

  /** Out of which of its ports. */
  public String port() {
    return port;
  }

  byte[] frame() {
    return frame;
  }

  /** The frame that its sender was dealing with; null where a timer or a program was the cause. */
  public @Nullable Journey cause() {
    return cause;
  }

  List<Meeting> meetings() {
    return meetings;
  }

  void met(long now, String where, String code, String reason) {
    meetings.add(new Meeting(now, where, code, reason));
  }

  /** Whether a node sent it or got it. */
  public boolean touches(String name) {
    return node.equals(name) || meetings.stream().anyMatch(m -> m.node().equals(name));
  }

  /** Whether it came about by another frame, over however many steps. */
  boolean isBecauseOf(Journey other) {
    for (Journey at = this; at != null; at = at.cause) {
      if (at == other) {
        return true;
      }
    }
    return false;
  }
}
