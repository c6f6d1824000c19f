package io.lvsim.report;

import io.lvsim.trace.Decision;
import io.lvsim.trace.LinkDecision;
import io.lvsim.trace.TraceListener;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows every frame of a lab from its sender to all who get it.
 *
 * <p>A switch passes on the very array that it got; who changes a frame sends another array. So an
 * array is a frame, and what a node sends while it deals with another frame is because of that.
 */
public final class JourneyLog implements TraceListener {
  /** Something that happened, in the order of happening. */
  public sealed interface Entry {
    /** When. */
    long atNanos();
  }

  /** A frame was sent. */
  public record Sent(Journey journey) implements Entry {
    @Override
    public long atNanos() {
      return journey.atNanos();
    }
  }

  /** A node decided something with no frame at hand: a timer or a program was the cause. */
  public record Decided(long atNanos, String node, String code, String reason) implements Entry {}

  /** Something was typed, or happened to the lab. */
  public record Told(long atNanos, String node, String text) implements Entry {}

  /** How many frames are kept; far more than anyone reads, far less than memory. */
  static final int FRAMES_MAX = 200_000;

  private final List<Entry> entries = new ArrayList<>();
  private final List<Journey> journeys = new ArrayList<>();
  private final Map<byte[], Journey> byFrame = new IdentityHashMap<>();
  private final Map<String, Journey> atHand = new LinkedHashMap<>();
  private final Map<String, Journey> lastSent = new LinkedHashMap<>();
  private final Map<String, Integer> meetingsBefore = new LinkedHashMap<>();
  private int frames;

  /** What happened, in order. */
  public List<Entry> entries() {
    return entries;
  }

  /** The frame of a number from 1; null if there is none. */
  public @Nullable Journey journey(int number) {
    return 1 <= number && number <= journeys.size() ? journeys.get(number - 1) : null;
  }

  /** How many frames were sent, also those beyond what is kept. */
  public int frames() {
    return frames;
  }

  /** Notes something that is not the nodes' doing, such as a typed line. */
  public void note(long nowNanos, String node, String text) {
    entries.add(new Told(nowNanos, node, text));
  }

  @Override
  public void received(long nowNanos, String node, String port, byte[] frame) {
    Journey journey = byFrame.get(frame);
    if (journey != null) {
      atHand.put(node, journey);
      meetingsBefore.put(node, journey.meetings().size());
    }
  }

  @Override
  public void handled(long nowNanos, String node) {
    Journey journey = atHand.remove(node);
    Integer before = meetingsBefore.remove(node);
    if (journey != null && before != null && before == journey.meetings().size()) {
      journey.met(nowNanos, node, "reached", "nothing to decide");
    }
  }

  @Override
  public void sent(long nowNanos, String node, String port, byte[] frame) {
    Journey before = atHand.get(node);
    if (before != null && before.frame() == frame) {
      lastSent.put(node, before);
      return;
    }
    frames++;
    if (frames > FRAMES_MAX) {
      lastSent.remove(node);
      return;
    }
    Journey journey = new Journey(frames, nowNanos, node, port, frame, before);
    byFrame.put(frame, journey);
    journeys.add(journey);
    lastSent.put(node, journey);
    entries.add(new Sent(journey));
  }

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    Journey journey = decision instanceof LinkDecision ? lastSent.get(node) : atHand.get(node);
    if (journey != null) {
      journey.met(nowNanos, node, decision.code(), decision.reason());
    } else {
      entries.add(new Decided(nowNanos, node, decision.code(), decision.reason()));
    }
  }
}
