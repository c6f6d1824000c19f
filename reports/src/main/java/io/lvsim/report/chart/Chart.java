package io.lvsim.report.chart;

/**
 * A chart that has something to show.
 *
 * @param table the same in numbers
 */
public record Chart(ChartKind kind, ChartData data, ChartTable table) {}
