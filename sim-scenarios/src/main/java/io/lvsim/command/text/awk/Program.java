package io.lvsim.command.text.awk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An awk program. */
record Program(List<Rule> rules, Map<String, Function> functions) {
  /** When a rule is done. */
  enum When {
    BEGIN,
    EACH_LINE,
    END
  }

  /**
   * A pattern and what is done.
   *
   * @param last of a range; null for none
   * @param body null for printing the line
   */
  record Rule(
      When when,
      @Nullable Expression pattern,
      @Nullable Expression last,
      @Nullable Statement body) {}

  /** A function that the program defines. */
  record Function(String name, List<String> parameters, Statement body) {}
}
