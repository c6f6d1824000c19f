package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Distribution;
import io.lvsim.report.story.Happening;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How long clients waited: from a connection's first SYN to the answer to it, and from the first
 * byte sent to the first byte that came back. Both as seen at the client's interface.
 */
final class LatencySeries implements Series {
  private static final int[] PERCENTILES = {50, 90, 95, 99, 100};

  /** A connection as its client sees it. */
  private static final class Opened {
    private final String client;
    private final long synAtNanos;
    private boolean accepted;
    private long askedAtNanos = -1;
    private boolean answered;

    Opened(String client, long synAtNanos) {
      this.client = client;
      this.synAtNanos = synAtNanos;
    }
  }

  private final Story story;
  private final Segments segments;
  private final LabFacts facts;
  private final Map<String, Opened> open = new LinkedHashMap<>();
  private final List<Long> handshakes = new ArrayList<>();
  private final List<Long> firstBytes = new ArrayList<>();

  LatencySeries(Story story, Segments segments, LabFacts facts) {
    this.story = story;
    this.segments = segments;
    this.facts = facts;
  }

  @Override
  public void take(Happening happening) {
    switch (happening) {
      case Happening.Sent sent -> sent(sent);
      case Happening.Arrived arrived -> arrived(arrived);
      default -> {
        return;
      }
    }
  }

  private void sent(Happening.Sent sent) {
    StoryFrame frame = story.frames().get(sent.frame() - 1);
    Segment segment = frame.node().equals(sent.node()) ? segments.of(sent.frame()) : null;
    if (segment == null
        || facts.isDirector(sent.node())
        || !facts.isVirtual(segment.destinationAddress())) {
      return;
    }
    Opened known = open.get(segment.flow());
    if (segment.opens()) {
      if (known == null || known.accepted) {
        open.put(segment.flow(), new Opened(sent.node(), sent.atNanos()));
      }
    } else if (known != null && segment.payload() > 0 && known.askedAtNanos < 0) {
      known.askedAtNanos = sent.atNanos();
    }
  }

  private void arrived(Happening.Arrived arrived) {
    Segment segment = segments.of(arrived.frame());
    Opened known = segment == null ? null : open.get(segment.flowBack());
    if (segment == null || known == null || !known.client.equals(arrived.node())) {
      return;
    }
    if (segment.accepts() && !known.accepted) {
      known.accepted = true;
      handshakes.add(arrived.atNanos() - known.synAtNanos);
    } else if (segment.payload() > 0 && known.askedAtNanos >= 0 && !known.answered) {
      known.answered = true;
      firstBytes.add(arrived.atNanos() - known.askedAtNanos);
    }
  }

  @Override
  public Optional<Chart> chart() {
    List<Distribution> distributions = new ArrayList<>();
    add(distributions, "handshake", handshakes);
    add(distributions, "first_byte", firstBytes);
    if (distributions.isEmpty()) {
      return Optional.empty();
    }
    List<ChartTable.Column> columns = new ArrayList<>();
    columns.add(ChartTable.Column.text("milliseconds"));
    columns.add(ChartTable.Column.number("connections"));
    for (int percentile : PERCENTILES) {
      columns.add(ChartTable.Column.number(percentile == 100 ? "most" : "p" + percentile));
    }
    List<List<String>> rows = distributions.stream().map(LatencySeries::row).toList();
    return Optional.of(
        new Chart(
            ChartKind.LATENCY,
            new ChartData.Distributions(distributions),
            new ChartTable(columns, rows, 0)));
  }

  private static void add(List<Distribution> to, String name, List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(each -> each).toArray();
    Arrays.sort(sorted);
    if (sorted.length > 0) {
      to.add(new Distribution(name, sorted));
    }
  }

  private static List<String> row(Distribution distribution) {
    List<String> row = new ArrayList<>();
    row.add(distribution.name());
    row.add(String.valueOf(distribution.sortedNanos().length));
    for (int percentile : PERCENTILES) {
      long nanos = percentile(distribution.sortedNanos(), percentile);
      row.add(String.format(Locale.ROOT, "%.3f", nanos / 1e6));
    }
    return row;
  }

  /** The smallest value that so many of a hundred do not exceed (nearest rank). */
  static long percentile(long[] sorted, int percentile) {
    int rank = (int) Math.ceil(percentile / 100.0 * sorted.length);
    return sorted[Math.max(1, rank) - 1];
  }
}
