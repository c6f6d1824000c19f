package io.lvsim.cli;

import io.lvsim.compare.Agreement;
import io.lvsim.compare.Divergence;
import io.lvsim.report.Ink;
import io.lvsim.report.VisibleText;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** How far two runs agree, in words. */
final class AgreementText {
  private AgreementText() {}

  /** One line, and below it at most so many divergences. */
  static void print(PrintStream out, Ink ink, Agreement agreement, int most) {
    String word = agreement.isWhole() ? ink.good("same") + "     " : ink.bad("DIFFERS") + "  ";
    String what =
        ", "
            + agreement.lines()
            + " lines, "
            + agreement.frames()
            + " frames, "
            + agreement.states()
            + " entries";
    out.println(word + VisibleText.lineOf(agreement.scenario()) + ink.faint(what));
    agreement.divergences().stream().limit(most).forEach(each -> print(out, each));
    int more = agreement.divergences().size() - most;
    if (more > 0) {
      out.println("    and " + more + " more");
    }
  }

  private static void print(PrintStream out, Divergence divergence) {
    String where = VisibleText.lineOf(divergence.where());
    out.println("    " + divergence.kind().words() + ", " + where);
    out.println("      simulator: " + shown(divergence.simulator()));
    out.println("      kernel:    " + shown(divergence.kernel()));
  }

  private static String shown(@Nullable String text) {
    return text == null ? "(nothing)" : VisibleText.lineOf(text);
  }
}
