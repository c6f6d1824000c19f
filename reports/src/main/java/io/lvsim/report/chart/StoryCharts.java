package io.lvsim.report.chart;

import io.lvsim.report.story.Happening;
import io.lvsim.report.story.Story;
import java.util.List;
import java.util.Optional;

/** The charts of a story. */
public final class StoryCharts {
  private StoryCharts() {}

  /** Those that have something to show, in the order of {@link ChartKind}. */
  public static List<Chart> of(Story story) {
    LabFacts facts = new LabFacts(story);
    TimeScale scale = TimeScale.of(story);
    Segments segments = new Segments(story);
    RequestBook requests = new RequestBook(story, segments, facts);
    List<Series> all =
        List.of(
            new RequestSeries(requests, scale),
            new ShareSeries(requests, facts),
            new ConnectionSeries(scale),
            new TemplateSeries(scale),
            new NeighborSeries(facts, scale, story.virtualNanos()),
            new BypassSeries(story, facts, scale),
            new LatencySeries(story, segments, facts));
    for (Happening happening : story.happenings()) {
      requests.take(happening);
      all.forEach(series -> series.take(happening));
    }
    return all.stream().map(Series::chart).flatMap(Optional::stream).toList();
  }
}
