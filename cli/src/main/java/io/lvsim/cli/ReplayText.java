package io.lvsim.cli;

import io.lvsim.replay.ReplaySummary;
import java.io.PrintStream;

/** What is said of a replay, wherever it goes. */
final class ReplayText {
  private ReplayText() {}

  /** Such as {@code 1 frame} or {@code 3 frames}. */
  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  static void skipped(PrintStream out, ReplaySummary frames) {
    frames
        .skipped()
        .forEach(
            (why, many) -> out.println("  left out: " + count(many, "frame") + " " + why.words()));
  }

  static void wrongChecksums(PrintStream out, ReplaySummary frames) {
    long wrong = frames.wrongChecksums();
    if (wrong > 0) {
      out.println(
          "  "
              + count(wrong, "frame")
              + (wrong == 1 ? " has" : " have")
              + " a wrong checksum and will be dropped by whoever gets them: --fix-checksums mends"
              + " that");
    }
  }
}
