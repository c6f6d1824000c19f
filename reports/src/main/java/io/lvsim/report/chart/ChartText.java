package io.lvsim.report.chart;

import io.lvsim.report.Ink;
import io.lvsim.report.TextColumns;
import io.lvsim.report.chart.ChartData.Layer;
import io.lvsim.report.chart.ChartData.Meaning;
import io.lvsim.report.chart.ChartData.Row;
import io.lvsim.report.chart.ChartData.Share;
import io.lvsim.report.chart.ChartData.Span;
import io.lvsim.report.chart.ChartData.Strip;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A chart in text that fits 100 columns: a drawing as far as letters can, and the table. */
public final class ChartText {
  private static final int COLUMNS = 100;
  private static final int NAME = 26;
  private static final int PLOT = 64;
  private static final String ASCII_HEIGHTS = " .:-=+*#";
  private static final String BLOCK_HEIGHTS = " ▁▂▃▄▅▆▇█";

  private final PrintStream out;
  private final Ink ink;
  private final boolean boxes;

  /**
   * @param boxes whether block characters may be used, which take UTF-8
   */
  public ChartText(PrintStream out, Ink ink, boolean boxes) {
    this.out = out;
    this.ink = ink;
    this.boxes = boxes;
  }

  /** Prints it. */
  public void print(Chart chart) {
    out.println(ink.strong(chart.kind().title()));
    switch (chart.data()) {
      case ChartData.Strips strips -> strips(strips);
      case ChartData.Spans spans -> spans(spans);
      case ChartData.Shares shares -> shares.shares().forEach(this::share);
      case ChartData.Distributions distributions -> {
        // the table says it all
      }
    }
    out.println();
    table(chart.table());
  }

  private void strips(ChartData.Strips data) {
    long highest = 1;
    List<long[]> drawn = new ArrayList<>();
    for (Strip strip : data.strips()) {
      long[] columns = new long[PLOT];
      for (Layer layer : strip.layers()) {
        fill(columns, data, layer);
      }
      drawn.add(columns);
      highest = Math.max(highest, Arrays.stream(columns).max().orElse(0));
    }
    for (int i = 0; i < drawn.size(); i++) {
      out.println(name(data.strips().get(i).name()) + heights(drawn.get(i), highest));
    }
    axis(data.scale(), "highest: " + highest);
  }

  private static void fill(long[] columns, ChartData.Strips data, Layer layer) {
    for (int i = 0; i < layer.values().length; i++) {
      int from = column(data.scale(), layer.atNanos()[i]);
      if (data.counted()) {
        columns[from] += layer.values()[i];
        continue;
      }
      boolean last = i + 1 == layer.values().length;
      int until = last ? PLOT - 1 : column(data.scale(), layer.atNanos()[i + 1]);
      columns[from] = Math.max(columns[from], layer.values()[i]);
      for (int column = from + 1; column <= until; column++) {
        columns[column] = layer.values()[i];
      }
    }
  }

  private static int column(TimeScale scale, long nanos) {
    return Math.clamp((int) (scale.x(nanos) * PLOT), 0, PLOT - 1);
  }

  private String heights(long[] values, long highest) {
    String letters = boxes ? BLOCK_HEIGHTS : ASCII_HEIGHTS;
    StringBuilder line = new StringBuilder();
    for (long value : values) {
      long height = value <= 0 ? 0 : Math.max(1, value * (letters.length() - 1) / highest);
      line.append(letters.charAt((int) height));
    }
    return line.toString().stripTrailing();
  }

  private void spans(ChartData.Spans data) {
    for (Row row : data.rows()) {
      char[] line = " ".repeat(PLOT).toCharArray();
      for (Span span : row.spans()) {
        span(line, data.scale(), span);
      }
      out.println(name(row.name()) + new String(line).stripTrailing());
    }
    axis(data.scale(), "!!! not a director");
  }

  private static void span(char[] line, TimeScale scale, Span span) {
    int from = column(scale, span.fromNanos());
    int until = Math.max(from, column(scale, span.untilNanos()));
    Arrays.fill(line, from, until + 1, span.meaning() == Meaning.WRONG ? '!' : '=');
    String label = TextColumns.cut(span.label(), Math.max(0, until - from - 1));
    if (label.length() > 1 && label.length() == TextColumns.width(label)) {
      label.getChars(0, label.length(), line, from + 1);
    }
  }

  private void share(Share share) {
    int got = (int) Math.round(share.got() * 50);
    StringBuilder bar = new StringBuilder((boxes ? "█" : "#").repeat(got));
    bar.append(" ".repeat(Math.max(0, 52 - got)));
    if (share.due() >= 0) {
      int due = Math.clamp(Math.round(share.due() * 50), 0, 51);
      bar.setCharAt(due, boxes ? '│' : '|');
    }
    String due = share.due() < 0 ? "" : percent(share.due()) + " due";
    out.println(name(share.name()) + bar + percent(share.got()) + due);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%6.1f %%", 100 * share);
  }

  private static String name(String name) {
    return "  " + TextColumns.pad(name, NAME - 3) + " ";
  }

  private void axis(TimeScale scale, String note) {
    char[] line = " ".repeat(PLOT + 14).toCharArray();
    for (boolean first : new boolean[] {true, false}) {
      for (TimeScale.Tick tick : scale.ticks()) {
        if (tick.first() == first) {
          put(line, column(scale, tick.atNanos()), tick.label());
        }
      }
    }
    String pauses = scale.isUneven() ? "; pauses are drawn short" : "";
    out.println(ink.faint(" ".repeat(NAME) + new String(line, 0, COLUMNS - NAME).stripTrailing()));
    out.println(ink.faint(" ".repeat(NAME) + "seconds" + pauses + "; " + note));
  }

  private static void put(char[] line, int at, String label) {
    int from = Math.max(0, at - 1);
    int until = Math.min(COLUMNS - NAME, at + label.length() + 1);
    if (at + label.length() > COLUMNS - NAME) {
      return;
    }
    for (int i = from; i < until; i++) {
      if (line[i] != ' ') {
        return;
      }
    }
    label.getChars(0, label.length(), line, at);
  }

  private void table(ChartTable table) {
    int columns = fitting(table);
    List<String> headings = table.columns().stream().map(ChartTable.Column::heading).toList();
    out.println(ink.faint(line(table, headings, columns)));
    table.rows().forEach(row -> out.println(line(table, row, columns)));
    if (columns < table.columns().size()) {
      out.println(ink.faint("  " + (table.columns().size() - columns) + " more columns"));
    }
    if (table.left() > 0) {
      out.println(ink.faint("  " + table.left() + " more rows"));
    }
  }

  private static int fitting(ChartTable table) {
    int used = 2;
    int columns = 0;
    while (columns < table.columns().size()) {
      used += width(table, columns) + 2;
      if (used > COLUMNS + 2) {
        break;
      }
      columns++;
    }
    return columns;
  }

  private static int width(ChartTable table, int column) {
    int width = TextColumns.width(table.columns().get(column).heading());
    for (List<String> row : table.rows()) {
      width = Math.max(width, TextColumns.width(row.get(column)));
    }
    return Math.min(width, 40);
  }

  private static String line(ChartTable table, List<String> cells, int columns) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns; i++) {
      int width = width(table, i);
      String cell = TextColumns.cut(cells.get(i), width);
      String space = " ".repeat(width - TextColumns.width(cell));
      line.append("  ").append(table.columns().get(i).number() ? space + cell : cell + space);
    }
    return line.toString().stripTrailing();
  }
}
