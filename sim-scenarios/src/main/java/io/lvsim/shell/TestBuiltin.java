package io.lvsim.shell;

import java.util.List;
import java.util.Set;

/** test and [: by the number of arguments, as POSIX and bash's test.c have it. */
final class TestBuiltin {
  private static final Set<String> BINARY =
      Set.of(
          "=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");
  private static final String UNARY = "abcdefghknoprstuvwxzGLNORS";
  private static final int SENSELESS = 2;

  private final TestPrimaries primaries;
  private final List<String> arguments;
  private int position;

  private TestBuiltin(Interpreter shell, List<String> arguments) {
    this.primaries = new TestPrimaries(shell);
    this.arguments = arguments;
  }

  /** A test that makes no sense. */
  private static final class SenselessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SenselessException(String text) {
      super(text, null, false, false);
    }
  }

  static int test(Interpreter shell, Builtin.Call call) {
    List<String> arguments = call.arguments();
    if (call.name().equals("[")) {
      if (arguments.isEmpty() || !arguments.getLast().equals("]")) {
        return call.fail(shell, "missing `]'", SENSELESS);
      }
      arguments = arguments.subList(0, arguments.size() - 1);
    }
    try {
      return new TestBuiltin(shell, arguments).run() ? 0 : 1;
    } catch (SenselessException senseless) {
      return call.fail(shell, String.valueOf(senseless.getMessage()), SENSELESS);
    }
  }

  private boolean run() {
    int count = arguments.size();
    if (count == 0) {
      return false;
    }
    boolean value = count <= 4 ? byCount(arguments) : or();
    if (count > 4 && position < count) {
      throw new SenselessException("too many arguments");
    }
    return value;
  }

  private boolean byCount(List<String> some) {
    return switch (some.size()) {
      case 1 -> !some.get(0).isEmpty();
      case 2 -> two(some);
      case 3 -> three(some);
      default -> four(some);
    };
  }

  private boolean two(List<String> some) {
    if (some.get(0).equals("!")) {
      return some.get(1).isEmpty();
    }
    if (!isUnary(some.get(0))) {
      throw new SenselessException(some.get(0) + ": unary operator expected");
    }
    return primaries.unary(some.get(0), some.get(1));
  }

  private boolean three(List<String> some) {
    String middle = some.get(1);
    if (BINARY.contains(middle)) {
      return binary(some.get(0), middle, some.get(2));
    }
    if (middle.equals("-a")) {
      return !some.get(0).isEmpty() && !some.get(2).isEmpty();
    }
    if (middle.equals("-o")) {
      return !some.get(0).isEmpty() || !some.get(2).isEmpty();
    }
    if (some.get(0).equals("!")) {
      return !two(some.subList(1, 3));
    }
    if (some.get(0).equals("(") && some.get(2).equals(")")) {
      return !middle.isEmpty();
    }
    throw new SenselessException(middle + ": binary operator expected");
  }

  private boolean four(List<String> some) {
    if (some.get(0).equals("!")) {
      return !three(some.subList(1, 4));
    }
    if (some.get(0).equals("(") && some.get(3).equals(")")) {
      return two(some.subList(1, 3));
    }
    boolean value = or();
    if (position < some.size()) {
      throw new SenselessException("too many arguments");
    }
    return value;
  }

  private boolean or() {
    boolean value = and();
    while (take("-o")) {
      value |= and();
    }
    return value;
  }

  private boolean and() {
    boolean value = term();
    while (take("-a")) {
      value &= term();
    }
    return value;
  }

  private boolean term() {
    if (position >= arguments.size()) {
      throw new SenselessException("argument expected");
    }
    if (position + 2 < arguments.size() && BINARY.contains(arguments.get(position + 1))) {
      position += 3;
      return binary(
          arguments.get(position - 3), arguments.get(position - 2), arguments.get(position - 1));
    }
    if (take("!")) {
      return !term();
    }
    if (take("(")) {
      boolean value = or();
      if (!take(")")) {
        throw new SenselessException("`)' expected");
      }
      return value;
    }
    if (isUnary(arguments.get(position)) && position + 1 < arguments.size()) {
      position += 2;
      return primaries.unary(arguments.get(position - 2), arguments.get(position - 1));
    }
    return !arguments.get(position++).isEmpty();
  }

  private boolean binary(String left, String operator, String right) {
    return switch (operator) {
      case "=", "==" -> left.equals(right);
      case "!=" -> !left.equals(right);
      case "-eq" -> number(left) == number(right);
      case "-ne" -> number(left) != number(right);
      case "-lt" -> number(left) < number(right);
      case "-le" -> number(left) <= number(right);
      case "-gt" -> number(left) > number(right);
      case "-ge" -> number(left) >= number(right);
      default -> primaries.binary(left, operator, right);
    };
  }

  private static long number(String text) {
    if (!text.strip().matches("[-+]?\\d{1,18}")) {
      throw new SenselessException(text + ": integer expression expected");
    }
    return Long.parseLong(text.strip());
  }

  private static boolean isUnary(String text) {
    return text.length() == 2 && text.charAt(0) == '-' && UNARY.indexOf(text.charAt(1)) >= 0;
  }

  private boolean take(String expected) {
    if (position < arguments.size() && arguments.get(position).equals(expected)) {
      position++;
      return true;
    }
    return false;
  }
}
