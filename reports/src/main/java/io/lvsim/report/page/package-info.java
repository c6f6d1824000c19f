/** The report: one HTML file that explains a run. */
@org.jspecify.annotations.NullMarked
package io.lvsim.report.page;
