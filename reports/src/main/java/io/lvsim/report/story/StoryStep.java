package io.lvsim.report.story;

import io.lvsim.scenario.run.ComparedLine;
import io.lvsim.scenario.run.Verdict;
import java.util.List;

/**
 * A step of the scenario and how it ended.
 *
 * @param kind run, wait, fault, check or mark
 * @param title what it does, in one line
 * @param note what the author says about it; may be empty
 * @param on the machine; empty if it is not typed on one
 * @param script what is typed; empty if nothing is
 * @param file where it is written
 * @param checks what became of each check; only of a step of checks
 * @param decisions those behind it, in words; only if it did not pass
 */
public record StoryStep(
    int number,
    String kind,
    String title,
    String note,
    String on,
    String script,
    String file,
    int line,
    Verdict verdict,
    long startedAtNanos,
    long endedAtNanos,
    List<ComparedLine> comparison,
    List<String> messages,
    List<StoryCheck> checks,
    List<StoryDecision> decisions) {
  /**
   * One check of a step of checks.
   *
   * @param title what it demands
   * @param message what is instead; empty if it holds
   */
  public record StoryCheck(String title, int line, String message) {}

  /** A decision behind a step that did not pass. */
  public record StoryDecision(
      long atNanos, String node, String code, String reason, String setting) {}
}
