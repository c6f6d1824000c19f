package io.lvsim.report.chart;

import java.util.List;

/**
 * Rows of numbers beside a chart.
 *
 * @param left how many rows were left out, so that it stays readable
 */
public record ChartTable(List<Column> columns, List<List<String>> rows, int left) {
  /**
   * A column.
   *
   * @param key the name of its heading, which the page knows in several languages
   * @param subject what in the run it is about, such as a server's name; may be empty
   * @param number whether it holds numbers
   */
  public record Column(String key, String subject, boolean number) {
    static Column text(String key) {
      return new Column(key, "", false);
    }

    static Column number(String key) {
      return new Column(key, "", true);
    }

    /** As it stands over the column of a table in plain text. */
    public String heading() {
      String words = key.replace('_', ' ');
      return subject.isEmpty() ? words : key.isEmpty() ? subject : subject + " " + words;
    }
  }
}
