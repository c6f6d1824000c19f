package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Meaning;
import io.lvsim.report.chart.ChartData.Strip;
import io.lvsim.report.chart.RequestBook.Request;
import io.lvsim.report.story.Happening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Requests per real server over time; apart those that went round the director. */
final class RequestSeries implements Series {
  private static final String ROUND = "\0round";

  private final RequestBook book;
  private final TimeScale scale;

  RequestSeries(RequestBook book, TimeScale scale) {
    this.book = book;
    this.scale = scale;
  }

  @Override
  public void take(Happening happening) {
    // the book has taken it
  }

  @Override
  public Optional<Chart> chart() {
    if (book.requests().isEmpty()) {
      return Optional.empty();
    }
    Bins bins = new Bins(scale);
    TreeSet<String> servers = new TreeSet<>();
    TreeSet<String> wentRound = new TreeSet<>();
    for (Request request : book.requests()) {
      servers.add(request.server());
      if (request.wentRound()) {
        wentRound.add(request.server());
      }
      bins.add(request.server() + (request.wentRound() ? ROUND : ""), request.atNanos());
    }
    List<Strip> strips = new ArrayList<>();
    Map<String, ChartTable.Column> columns = new LinkedHashMap<>();
    for (String server : servers) {
      strips.add(
          new Strip(
              server,
              List.of(
                  bins.layer(server, Meaning.SERVER), bins.layer(server + ROUND, Meaning.WRONG))));
      columns.put(server, new ChartTable.Column("requests", server, true));
      if (wentRound.contains(server)) {
        columns.put(server + ROUND, new ChartTable.Column("round", server, true));
      }
    }
    return Optional.of(
        new Chart(
            ChartKind.REQUESTS, new ChartData.Strips(scale, true, strips), bins.table(columns)));
  }
}
