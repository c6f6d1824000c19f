package io.lvsim.report;

import io.lvsim.scenario.Position;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.ComparedLine;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepResult;
import io.lvsim.scenario.run.ToldDecision;
import io.lvsim.scenario.run.Verdict;
import java.io.PrintStream;
import java.util.List;

/**
 * Writes a run as one would see it at the machines' terminals, as it happens: what is typed, what
 * comes back, and after each step whether that was as expected; if not, both side by side and the
 * decisions behind it.
 */
public final class Transcript implements RunListener {
  private final PrintStream out;
  private final Ink ink;
  private final boolean quiet;
  private VisibleText terminal = new VisibleText();
  private boolean midLine;
  private String where = "";

  /**
   * @param quiet whether only what went wrong and the verdicts are written
   */
  public Transcript(PrintStream out, Ink ink, boolean quiet) {
    this.out = out;
    this.ink = ink;
    this.quiet = quiet;
  }

  @Override
  public void scenarioStarted(Scenario scenario) {
    where = scenario.name();
    if (!quiet) {
      line(ink.strong("=== " + VisibleText.lineOf(scenario.name())));
      tell(scenario.description());
    }
  }

  @Override
  public void stepStarted(int number, Step step, long nowNanos) {
    if (quiet) {
      return;
    }
    tell(step.note());
    if (step instanceof Step.Wait || step instanceof Step.Fault) {
      line(ink.strong("... " + VisibleText.lineOf(StepText.of(step))));
    }
  }

  /** What the scenario's author says, set off from what the machines say. */
  private void tell(String text) {
    for (String each : text.strip().lines().toList()) {
      line(ink.faint(("    " + VisibleText.lineOf(each)).stripTrailing()));
    }
  }

  @Override
  public void typed(String machine, String prompt, String typedLine) {
    if (!quiet) {
      endLine();
      line(ink.strong(VisibleText.lineOf(prompt)) + VisibleText.lineOf(typedLine));
    }
  }

  @Override
  public void output(String machine, byte[] bytes) {
    if (quiet) {
      return;
    }
    String text = terminal.next(bytes);
    if (!text.isEmpty()) {
      out.print(text);
      midLine = !text.endsWith("\n");
    }
  }

  @Override
  public void stepEnded(StepResult result) {
    endLine();
    if (result.verdict() != Verdict.PASSED) {
      tellFailure(result);
    } else if (!quiet && saysSomething(result)) {
      line(ink.good("=> passed") + ink.faint("  " + stepTitle(result)));
    }
    out.flush();
  }

  @Override
  public void scenarioEnded(RunResult result) {
    endLine();
    where = result.scenario().name();
    if (result.verdict() == Verdict.ERROR && !result.error().isEmpty()) {
      line(ink.bad("=> error") + "   " + VisibleText.of(result.error()));
    }
    line(
        verdict(result.verdict())
            + " "
            + VisibleText.lineOf(result.scenario().name())
            + ink.faint(", " + extent(result)));
    if (!quiet) {
      line("");
    }
    out.flush();
  }

  private static String extent(RunResult result) {
    if (result.scenario().isCollection()) {
      long passed = result.sections().stream().filter(s -> s.verdict() == Verdict.PASSED).count();
      return passed + " of " + result.sections().size() + " scenarios passed";
    }
    int steps = result.steps().size();
    return (steps == 1 ? "1 step, " : steps + " steps, ")
        + Spans.span(result.virtualNanos())
        + " of virtual time, seed "
        + result.seed();
  }

  private String verdict(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> ink.good("=== passed:");
      case FAILED -> ink.bad("=== FAILED:");
      case ERROR -> ink.bad("=== ERROR:");
    };
  }

  /** A step that compared nothing passes without a word. */
  private static boolean saysSomething(StepResult result) {
    return switch (result.step()) {
      case Step.Run run -> run.expect() != null || run.status() != null;
      case Step.Verify verify -> true;
      case Step.Wait wait -> false;
      case Step.Fault fault -> false;
      case Step.Mark mark -> false;
    };
  }

  private String stepTitle(StepResult result) {
    String title = "step " + result.number() + " " + VisibleText.lineOf(StepText.of(result.step()));
    int compared = result.comparison().size();
    if (compared > 0) {
      title += ", " + compared + (compared == 1 ? " line" : " lines") + " as expected";
    }
    return title;
  }

  private void tellFailure(StepResult result) {
    Position at = result.step().position();
    String word = result.verdict() == Verdict.ERROR ? "=> ERROR" : "=> FAILED";
    String title = "step " + result.number() + " " + VisibleText.lineOf(StepText.of(result.step()));
    line(ink.bad(word) + "  " + VisibleText.lineOf(at + ": " + where + ", " + title));
    for (String message : result.messages()) {
      line("    " + VisibleText.of(message).replace("\n", "\n    "));
    }
    compare(result.comparison());
    tellDecisions(result.decisions());
  }

  private void compare(List<ComparedLine> lines) {
    List<SideBySide.Row> rows = SideBySide.of(lines);
    for (int i = 0; i < rows.size(); i++) {
      String text = rows.get(i).text();
      if (i == 0) {
        line("    " + ink.faint(text));
      } else {
        line(rows.get(i).matches() ? "    " + text : "  " + ink.bad("! " + text));
      }
    }
  }

  private void tellDecisions(List<ToldDecision> decisions) {
    if (decisions.isEmpty()) {
      return;
    }
    List<String> lines = DecisionText.last(decisions);
    line("    " + ink.faint(lines.getFirst()));
    lines.subList(1, lines.size()).forEach(each -> line("    " + each));
  }

  /** Ends a line that a machine has left unfinished. */
  public void endLine() {
    out.print(terminal.end());
    terminal = new VisibleText();
    if (midLine) {
      out.println();
      midLine = false;
    }
  }

  private void line(String text) {
    out.println(text);
  }
}
