package io.lvsim.scenario.run;

import io.lvsim.scenario.Expectation;
import io.lvsim.scenario.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step.
 *
 * @param messages what was not as expected; empty when it passed
 * @param checks what became of each check, in order; empty for a step that is none
 * @param status the exit status of the last command that was typed; null if none was, or it did not
 *     end
 */
public record StepOutcome(
    Verdict verdict,
    List<ComparedLine> comparison,
    List<String> messages,
    List<CheckOutcome> checks,
    @Nullable Integer status) {
  /** Everything was as expected. */
  public static StepOutcome passed() {
    return new StepOutcome(Verdict.PASSED, List.of(), List.of(), List.of(), null);
  }

  /** It could not be carried out. */
  public static StepOutcome error(String why) {
    return new StepOutcome(Verdict.ERROR, List.of(), List.of(why), List.of(), null);
  }

  /** Passed if there is nothing to say. */
  public static StepOutcome of(List<ComparedLine> comparison, List<String> messages) {
    Verdict verdict = messages.isEmpty() ? Verdict.PASSED : Verdict.FAILED;
    return new StepOutcome(
        verdict, List.copyOf(comparison), List.copyOf(messages), List.of(), null);
  }

  /** Passed if every check holds. */
  public static StepOutcome ofChecks(List<CheckOutcome> checks) {
    List<String> messages =
        checks.stream().filter(c -> !c.holds()).map(CheckOutcome::wrong).toList();
    Verdict verdict = messages.isEmpty() ? Verdict.PASSED : Verdict.FAILED;
    return new StepOutcome(verdict, List.of(), messages, List.copyOf(checks), null);
  }

  private StepOutcome withStatus(@Nullable Integer ended) {
    return new StepOutcome(verdict, comparison, messages, checks, ended);
  }

  /**
   * What became of a script.
   *
   * @param unended the command that did not end in time; null if all did
   * @param status the exit status of the last command
   * @param output what the terminal showed
   */
  public static StepOutcome ofScript(
      Step.Run step, @Nullable String unended, int status, List<String> output) {
    List<String> messages = new ArrayList<>();
    if (unended != null) {
      messages.add(
          "did not end within " + Spans.text(step.timeoutNanos()) + " of virtual time: " + unended);
    }
    Integer wanted = step.status();
    if (unended == null && wanted != null && wanted != status) {
      messages.add("exit status is " + status + "; expected " + wanted);
    }
    Expectation expect = step.expect();
    if (expect == null) {
      return of(List.of(), messages).withStatus(unended == null ? status : null);
    }
    List<ComparedLine> comparison = Comparison.of(expect.lines(), output);
    long different = comparison.stream().filter(line -> !line.matches()).count();
    if (different > 0) {
      messages.add(
          "the output is not as expected: "
              + (different == 1 ? "1 line differs" : different + " lines differ"));
    }
    return of(comparison, messages).withStatus(unended == null ? status : null);
  }
}
