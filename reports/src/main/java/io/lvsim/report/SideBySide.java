package io.lvsim.report;

import io.lvsim.scenario.run.ComparedLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was expected and what came, side by side in two columns. */
public final class SideBySide {
  private static final int WIDTH_MAX = 72;

  private SideBySide() {}

  /**
   * A row of the table.
   *
   * @param matches whether both sides agree; so does the heading, which comes first
   */
  public record Row(String text, boolean matches) {}

  /** The heading and the rows, harmless to show; none if nothing was compared. */
  public static List<Row> of(List<ComparedLine> lines) {
    List<Row> rows = new ArrayList<>();
    if (lines.isEmpty()) {
      return rows;
    }
    int width = "expected".length();
    for (ComparedLine compared : lines) {
      width = Math.max(width, shown(compared.expected()).length());
    }
    width = Math.min(width, WIDTH_MAX);
    rows.add(new Row(pad("expected", width) + " | got", true));
    for (ComparedLine compared : lines) {
      String got = shown(compared.got()).stripTrailing();
      rows.add(new Row(pad(shown(compared.expected()), width) + " | " + got, compared.matches()));
    }
    return rows;
  }

  private static String shown(@Nullable String text) {
    return text == null ? "(nothing)" : VisibleText.lineOf(text);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
