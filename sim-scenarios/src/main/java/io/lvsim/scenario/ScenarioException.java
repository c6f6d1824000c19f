package io.lvsim.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** A scenario that cannot be run as it is written; its message has one line per problem. */
public final class ScenarioException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param problems at least one, in the order of the file
   */
  public ScenarioException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public ScenarioException(Position position, String message) {
    this(List.of(new Problem(position, message)));
  }

  /** All that is wrong, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
