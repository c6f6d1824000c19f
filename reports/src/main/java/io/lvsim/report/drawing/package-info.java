/** Drawings: drawn once with Graphics2D, written as SVG whose colours follow a theme, or as PNG. */
@org.jspecify.annotations.NullMarked
package io.lvsim.report.drawing;
