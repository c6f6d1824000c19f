package io.lvsim.cli;

import io.lvsim.replay.Alignment;
import io.lvsim.replay.Expectation;
import io.lvsim.replay.Mismatch;
import io.lvsim.report.Spans;
import java.io.PrintStream;
import java.util.Locale;

/** What came otherwise than predicted, for people. */
final class ExpectedReplayText {
  private static final int SHOWN_MAX = 1000;

  private final PrintStream out;
  private final Prediction prediction;
  private final long[] counts = new long[Mismatch.Kind.values().length];

  ExpectedReplayText(PrintStream out, Prediction prediction) {
    this.out = out;
    this.prediction = prediction;
  }

  /** How many have been told. */
  long mismatches() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  void mismatch(Mismatch mismatch) {
    if (mismatches() == 0) {
      out.println(
          "not as predicted (frame: of the capture; predicted and observed: of -o's files)");
      out.printf(
          "  %-10s %8s %9s %8s  %14s  %s%n", "", "frame", "predicted", "observed", "time", "");
    }
    counts[mismatch.kind().ordinal()]++;
    if (mismatches() > SHOWN_MAX) {
      return;
    }
    out.printf(
        "  %-10s %8s %9s %8s  %14s  %s: %s%n",
        mismatch.kind().name().toLowerCase(Locale.ROOT),
        number(mismatch.captured()),
        number(mismatch.expectedNumber()),
        number(mismatch.observedNumber()),
        Spans.instant(mismatch.atNanos()),
        mismatch.what(),
        prediction.named(mismatch.detail()));
  }

  private static String number(long number) {
    return number == 0 ? "-" : String.valueOf(number);
  }

  /**
   * The last lines.
   *
   * @param lost how many frames the watched interfaces lost
   */
  void summary(Alignment alignment, Expectation expectation, long lost) {
    if (mismatches() > SHOWN_MAX) {
      out.println("  and " + (mismatches() - SHOWN_MAX) + " more");
    }
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %s as predicted, %d missing, %d unexpected, %d different",
            prediction.machineName(),
            ReplayText.count(alignment.agreeing(), "frame"),
            counts[Mismatch.Kind.MISSING.ordinal()],
            counts[Mismatch.Kind.UNEXPECTED.ordinal()],
            counts[Mismatch.Kind.DIFFERS.ordinal()]));
    if (alignment.deviations().count() > 0) {
      out.println(
          String.format(
              Locale.ROOT,
              "  away from the predicted time, us:  p50 %.1f  p99 %.1f  max %.1f",
              alignment.deviations().percentile(50) / 1e3,
              alignment.deviations().percentile(99) / 1e3,
              alignment.deviations().max() / 1e3));
    }
    if (expectation.unrelated() > 0) {
      out.println(
          "  not compared: "
              + ReplayText.count(expectation.unrelated(), "frame")
              + " that came and are none of the director's about this capture");
    }
    if (alignment.flooded() > 0) {
      out.println(
          "  not compared: "
              + ReplayText.count(alignment.flooded(), "frame")
              + " for other ports than the interface's, flooded by a switch");
    }
    if (prediction.unwatched() > 0) {
      out.println(
          "  not compared: "
              + ReplayText.count(prediction.unwatched(), "frame")
              + " predicted to where no interface is watched");
    }
    if (lost > 0) {
      out.println(
          "  the watched interfaces lost "
              + ReplayText.count(lost, "frame")
              + ": some of those missing may have come");
    }
    if (alignment.agreeing() + mismatches() == 0) {
      out.println("  nothing was predicted, and nothing came: nothing was compared");
    }
  }
}
