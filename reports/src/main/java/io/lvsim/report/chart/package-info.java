/** What a run looks like in numbers: data series from its story, their tables, and drawings. */
@org.jspecify.annotations.NullMarked
package io.lvsim.report.chart;
