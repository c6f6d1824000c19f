package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import io.lvsim.scenario.Problem;
import io.lvsim.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects all that is wrong, so that one reading finds it all. */
final class Problems {
  /** More are not worth listing. */
  private static final int MAXIMUM = 100;

  private final Set<Problem> found = new LinkedHashSet<>();

  void add(Position position, String message) {
    if (found.size() < MAXIMUM) {
      found.add(new Problem(position, message));
    }
  }

  boolean none() {
    return found.isEmpty();
  }

  /** Throws what was found, in the order of the file, if anything was. */
  void throwIfAny() throws ScenarioException {
    if (!found.isEmpty()) {
      List<Problem> sorted = new ArrayList<>(found);
      sorted.sort(
          Comparator.comparing((Problem problem) -> problem.position().file())
              .thenComparingInt(problem -> problem.position().line())
              .thenComparingInt(problem -> problem.position().column()));
      throw new ScenarioException(sorted);
    }
  }
}
