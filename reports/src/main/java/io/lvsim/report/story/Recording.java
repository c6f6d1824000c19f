package io.lvsim.report.story;

import java.util.List;

/** What has happened so far in one lab. */
sealed interface Recording permits LabRecording, WireRecording {
  /** A step begins. */
  void stepBegan(long nowNanos, int number);

  /** A line was typed. */
  void typed(String machine, String prompt, String line);

  /** A terminal shows something. */
  void shown(String machine, String text);

  /** A step has ended. */
  void stepEnded(long nowNanos, int number);

  /** All of it. */
  Seen seen();

  /** What was seen of a lab; nothing, if it could not be built. */
  record Seen(
      long epochNanos,
      List<StoryNode> nodes,
      List<StoryFrame> frames,
      int framesInAll,
      List<Happening> happenings) {
    static final Seen NOTHING = new Seen(0, List.of(), List.of(), 0, List.of());
  }
}
