package io.lvsim.capture;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a captured node is doing just now: the frames at hand, and what it decided lately. */
final class CapturedNode {
  private @Nullable PassingFrame arriving;
  private @Nullable PassingFrame leaving;
  private final List<String> fresh = new ArrayList<>();
  private long freshAtNanos;

  void arrives(PassingFrame frame) {
    done();
    arriving = frame;
  }

  /** A frame leaves, and takes along what was decided at this instant since the frame before. */
  void leaves(long nowNanos, PassingFrame frame) {
    endLeaving();
    if (nowNanos == freshAtNanos) {
      fresh.forEach(frame::say);
    }
    fresh.clear();
    leaving = frame;
  }

  void decided(long nowNanos, String comment, byte @Nullable [] frame) {
    if (arriving != null && arriving.bytes() == frame) {
      arriving.say(comment);
    }
    if (nowNanos != freshAtNanos) {
      fresh.clear();
      freshAtNanos = nowNanos;
    }
    fresh.add(comment);
  }

  /** What happened to the frame that left last, on its cable. */
  void befell(String comment) {
    if (leaving != null) {
      leaving.say(comment);
    }
  }

  /** The frames at hand have met all that they will meet here. */
  void done() {
    endLeaving();
    if (arriving != null) {
      arriving.end();
      arriving = null;
    }
    fresh.clear();
  }

  private void endLeaving() {
    if (leaving != null) {
      leaving.end();
      leaving = null;
    }
  }
}
