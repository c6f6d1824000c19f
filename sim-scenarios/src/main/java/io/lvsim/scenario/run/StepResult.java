package io.lvsim.scenario.run;

import io.lvsim.scenario.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a step ended.
 *
 * @param number from 1
 * @param comparison expected and got side by side; empty when nothing was compared
 * @param messages what was not as expected, one sentence each; empty when it passed
 * @param decisions what the machines decided during the step, the latest last, bounded; kept only
 *     when the step did not pass
 * @param status the exit status of the last command that was typed; null if none was, or it did not
 *     end
 * @param checks what became of each check, in order; empty for a step that is none, and where it
 *     could not be carried out
 */
public record StepResult(
    int number,
    Step step,
    Verdict verdict,
    long startedAtNanos,
    long endedAtNanos,
    List<ComparedLine> comparison,
    List<String> messages,
    List<ToldDecision> decisions,
    @Nullable Integer status,
    List<CheckOutcome> checks) {
  /** The result of a step that checks nothing. */
  public StepResult(
      int number,
      Step step,
      Verdict verdict,
      long startedAtNanos,
      long endedAtNanos,
      List<ComparedLine> comparison,
      List<String> messages,
      List<ToldDecision> decisions,
      @Nullable Integer status) {
    this(
        number,
        step,
        verdict,
        startedAtNanos,
        endedAtNanos,
        comparison,
        messages,
        decisions,
        status,
        List.of());
  }
}
