package io.lvsim.report.chart;

import io.lvsim.report.story.Happening;
import java.util.Optional;

/** Collects what one chart shows, as a story goes by. */
interface Series {
  /** The next thing that happened. */
  void take(Happening happening);

  /** The chart, when the story is over; empty if there is nothing to draw. */
  Optional<Chart> chart();
}
