package io.lvsim.kernel;

import io.lvsim.kernel.LabRecord.FrameRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the frames of several interfaces in one order. A kernel's clock may stand still while a
 * frame goes from one machine to another and is answered; of the frames of one instant, each
 * interface's keep their order, and a frame comes after it was sent.
 */
final class FrameOrder {
  private final Map<Integer, Deque<FrameRecord>> waiting = new HashMap<>();
  private final List<FrameRecord> ordered = new ArrayList<>();

  private FrameOrder() {}

  /**
   * The frames in order.
   *
   * @param frames of each interface, in the order in which it saw them
   */
  static List<FrameRecord> of(List<FrameRecord> frames) {
    List<FrameRecord> byTime = new ArrayList<>(frames);
    byTime.sort(Comparator.comparingLong(FrameRecord::at));
    FrameOrder order = new FrameOrder();
    int from = 0;
    for (int i = 1; i <= byTime.size(); i++) {
      if (i == byTime.size() || byTime.get(i).at() != byTime.get(from).at()) {
        order.addInstant(byTime.subList(from, i));
        from = i;
      }
    }
    return order.ordered;
  }

  private void addInstant(List<FrameRecord> frames) {
    if (frames.size() == 1) {
      ordered.add(frames.getFirst());
      return;
    }
    for (FrameRecord frame : frames) {
      waiting.computeIfAbsent(frame.interfaceNumber(), n -> new ArrayDeque<>()).addLast(frame);
    }
    for (FrameRecord frame : frames) {
      if (!frame.outgoing()) {
        addUpTo(frame);
      }
    }
    frames.forEach(this::addUpTo);
  }

  /** Adds what an interface saw up to a frame and has not been added, each after it was sent. */
  private void addUpTo(FrameRecord frame) {
    Deque<FrameRecord> earlier = waiting.get(frame.interfaceNumber());
    while (earlier != null && earlier.contains(frame)) {
      FrameRecord next = earlier.removeFirst();
      if (!next.outgoing()) {
        addSending(next);
      }
      ordered.add(next);
    }
  }

  private void addSending(FrameRecord received) {
    for (Deque<FrameRecord> other : waiting.values()) {
      for (FrameRecord sent : other) {
        if (sent.outgoing() && Arrays.equals(sent.bytes(), received.bytes())) {
          addUpTo(sent);
          return;
        }
      }
    }
  }
}
