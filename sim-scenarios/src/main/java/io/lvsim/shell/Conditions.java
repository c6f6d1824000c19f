package io.lvsim.shell;

import io.lvsim.pattern.Glob;
import io.lvsim.pattern.PatternException;
import io.lvsim.pattern.Regex;
import io.lvsim.shell.expand.Arithmetic;
import io.lvsim.shell.expand.ExpansionError;
import io.lvsim.shell.expand.Quoting;
import io.lvsim.shell.grammar.Condition;
import io.lvsim.shell.grammar.Word;

/** Works out {@code [[ ... ]]}. */
final class Conditions {
  private static final int SENSELESS = 2;

  private final Interpreter shell;

  Conditions(Interpreter shell) {
    this.shell = shell;
  }

  /** 0 if it holds, 1 if not, 2 if it makes no sense. */
  int run(Condition condition) {
    try {
      return value(condition);
    } catch (ExpansionError wrong) {
      if (wrong.endsShell()) {
        throw wrong;
      }
      shell.complain("[[: " + wrong.text());
      return 1;
    }
  }

  private int value(Condition condition) {
    return switch (condition) {
      case Condition.And(Condition first, Condition second) -> {
        int status = value(first);
        yield status == 0 ? value(second) : status;
      }
      case Condition.Or(Condition first, Condition second) -> {
        int status = value(first);
        yield status == 0 ? 0 : value(second);
      }
      case Condition.Not(Condition inner) -> value(inner) == 0 ? 1 : 0;
      case Condition.Unary unary -> unary(unary);
      case Condition.Binary binary -> binary(binary);
    };
  }

  private int unary(Condition.Unary condition) {
    String operand = shell.expander().text(condition.operand());
    trace(condition.operator() + " " + Quoting.traced(operand));
    return truth(new TestPrimaries(shell).unary(condition.operator(), operand));
  }

  private int binary(Condition.Binary condition) {
    String left = shell.expander().text(condition.left());
    Word right = condition.right();
    return switch (condition.operator()) {
      case "=", "==" -> truth(matches(left, right, condition.operator()));
      case "!=" -> truth(!matches(left, right, "!="));
      case "=~" -> regex(left, right);
      default -> {
        String text = shell.expander().text(right);
        trace(Quoting.traced(left) + " " + condition.operator() + " " + Quoting.traced(text));
        yield truth(compare(left, condition.operator(), text));
      }
    };
  }

  private boolean compare(String left, String operator, String right) {
    return switch (operator) {
      case "-eq" -> number(left) == number(right);
      case "-ne" -> number(left) != number(right);
      case "-lt" -> number(left) < number(right);
      case "-le" -> number(left) <= number(right);
      case "-gt" -> number(left) > number(right);
      case "-ge" -> number(left) >= number(right);
      default -> new TestPrimaries(shell).binary(left, operator, right);
    };
  }

  private long number(String expression) {
    return Arithmetic.evaluate(shell.parameters(), expression);
  }

  private boolean matches(String text, Word pattern, String operator) {
    String glob = shell.expander().pattern(pattern);
    trace(Quoting.traced(text) + " " + operator + " " + (glob.isEmpty() ? "''" : glob));
    return Glob.of(glob, true).matches(text);
  }

  private int regex(String text, Word pattern) {
    String expression = shell.expander().regex(pattern);
    trace(Quoting.traced(text) + " =~ " + expression);
    try {
      Regex.Match match = Regex.of(expression, true, false).find(text, 0);
      Variable matched = shell.writable("BASH_REMATCH");
      matched.become(Variable.Kind.INDEXED);
      matched.clear();
      if (match == null) {
        return 1;
      }
      for (int i = 0; i <= match.result().groupCount(); i++) {
        String group = match.group(i);
        matched.set(String.valueOf(i), group == null ? "" : group);
      }
      return 0;
    } catch (PatternException wrong) {
      return SENSELESS;
    }
  }

  private void trace(String text) {
    if (shell.state().has('x')) {
      shell.trace("[[ " + text + " ]]");
    }
  }

  private static int truth(boolean holds) {
    return holds ? 0 : 1;
  }
}
