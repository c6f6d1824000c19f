package io.lvsim.shell.expand;

import io.lvsim.shell.expand.ArithmeticScanner.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Works out arithmetic expressions as bash does (expr.c): 64-bit whole numbers that wrap round, the
 * operators of C in C's order, {@code **}, and variables whose values are expressions themselves.
 */
public final class Arithmetic {
  /** How deep expressions may be nested in one another or in variables' values. */
  private static final int MAXIMUM_DEPTH = 200;

  private final Parameters parameters;
  private final ArithmeticScanner tokens;
  private final int depth;
  private int nesting;

  /** Above 0 where a value does not matter, as behind {@code 0 &&}: nothing is assigned there. */
  private int skipping;

  /** What a name or subscript stands for, where it may be assigned to. */
  private record Place(String name, @Nullable String subscript) {}

  private @Nullable Place place;

  private Arithmetic(Parameters parameters, String expression, int depth) {
    this.parameters = parameters;
    this.tokens = new ArithmeticScanner(expression);
    this.depth = depth;
  }

  /**
   * Works out an expression; an empty one is 0.
   *
   * @throws ExpansionError if it is none, or divides by 0
   */
  public static long evaluate(Parameters parameters, String expression) {
    return new Arithmetic(parameters, expression, 0).whole();
  }

  private long whole() {
    tokens.next();
    if (tokens.kind() == Kind.END) {
      return 0;
    }
    long value = comma();
    if (tokens.kind() != Kind.END) {
      throw tokens.error("syntax error in expression");
    }
    return value;
  }

  private long comma() {
    long value = assignment();
    while (tokens.is(",")) {
      tokens.next();
      value = assignment();
    }
    return value;
  }

  private long assignment() {
    enter();
    place = null;
    long value = conditional();
    String operator = tokens.operator();
    boolean assigns = operator.equals("=") || operator.endsWith("=") && !isComparison(operator);
    if (assigns) {
      Place target = place;
      if (target == null || tokens.previous() != Kind.NAME) {
        throw tokens.error("attempted assignment to non-variable");
      }
      int divisorAt = tokens.position();
      tokens.next();
      long right = assignment();
      if (!operator.equals("=")) {
        right = compute(operator.substring(0, operator.length() - 1), value, right, divisorAt);
      }
      store(target, right);
      value = right;
      place = null;
    }
    nesting--;
    return value;
  }

  private static boolean isComparison(String operator) {
    return switch (operator) {
      case "==", "!=", "<=", ">=" -> true;
      default -> false;
    };
  }

  private long conditional() {
    long condition = or();
    if (!tokens.is("?")) {
      return condition;
    }
    tokens.next();
    if (tokens.kind() == Kind.END || tokens.is(":")) {
      throw tokens.error("expression expected");
    }
    skipping += condition == 0 ? 1 : 0;
    long first = comma();
    skipping -= condition == 0 ? 1 : 0;
    if (!tokens.is(":")) {
      throw tokens.error("`:' expected for conditional expression");
    }
    tokens.next();
    if (tokens.kind() == Kind.END) {
      throw tokens.error("expression expected");
    }
    skipping += condition != 0 ? 1 : 0;
    enter();
    long second = conditional();
    nesting--;
    skipping -= condition != 0 ? 1 : 0;
    place = null;
    return condition != 0 ? first : second;
  }

  private long or() {
    long value = and();
    while (tokens.is("||")) {
      tokens.next();
      boolean decided = value != 0;
      skipping += decided ? 1 : 0;
      long right = and();
      skipping -= decided ? 1 : 0;
      value = decided || right != 0 ? 1 : 0;
    }
    return value;
  }

  private long and() {
    long value = binary(0);
    while (tokens.is("&&")) {
      tokens.next();
      boolean decided = value == 0;
      skipping += decided ? 1 : 0;
      long right = binary(0);
      skipping -= decided ? 1 : 0;
      value = !decided && right != 0 ? 1 : 0;
    }
    return value;
  }

  /** Operators that are worked out from the left, those that bind loosest first. */
  private static final String[][] LEVELS = {
    {"|"},
    {"^"},
    {"&"},
    {"==", "!="},
    {"<", "<=", ">", ">="},
    {"<<", ">>"},
    {"+", "-"},
    {"*", "/", "%"}
  };

  private long binary(int level) {
    if (level == LEVELS.length) {
      return power();
    }
    long value = binary(level + 1);
    while (isOneOf(LEVELS[level])) {
      String operator = tokens.operator();
      int operandAt = tokens.position();
      tokens.next();
      value = compute(operator, value, binary(level + 1), operandAt);
    }
    return value;
  }

  private boolean isOneOf(String[] operators) {
    for (String operator : operators) {
      if (tokens.is(operator)) {
        return true;
      }
    }
    return false;
  }

  private long compute(String operator, long left, long right, int operandAt) {
    return switch (operator) {
      case "|" -> left | right;
      case "^" -> left ^ right;
      case "&" -> left & right;
      case "==" -> left == right ? 1 : 0;
      case "!=" -> left != right ? 1 : 0;
      case "<" -> left < right ? 1 : 0;
      case "<=" -> left <= right ? 1 : 0;
      case ">" -> left > right ? 1 : 0;
      case ">=" -> left >= right ? 1 : 0;
      case "<<" -> left << right;
      case ">>" -> left >> right;
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/", "%" -> divide(operator, left, right, operandAt);
      default -> throw new IllegalStateException(operator);
    };
  }

  private long divide(String operator, long left, long right, int operandAt) {
    if (right == 0) {
      if (skipping > 0) {
        return 0;
      }
      throw tokens.errorAt("division by 0", operandAt);
    }
    return operator.equals("/") ? left / right : left % right;
  }

  private long power() {
    long base = unary();
    if (!tokens.is("**")) {
      return base;
    }
    tokens.next();
    enter();
    long exponent = power();
    nesting--;
    if (exponent < 0) {
      throw tokens.error("exponent less than 0");
    }
    long result = 1;
    for (long bits = exponent; bits > 0; bits >>= 1) {
      result *= (bits & 1) == 1 ? base : 1;
      base *= base;
    }
    return result;
  }

  private long unary() {
    String operator = tokens.kind() == Kind.OPERATOR ? tokens.operator() : "";
    switch (operator) {
      case "!", "~", "-", "+" -> {
        tokens.next();
        enter();
        long value = unary();
        nesting--;
        place = null;
        return switch (operator) {
          case "!" -> value == 0 ? 1 : 0;
          case "~" -> ~value;
          case "-" -> -value;
          default -> value;
        };
      }
      default -> {
        return primary(operator);
      }
    }
  }

  private long primary(String operator) {
    if (operator.equals("++") || operator.equals("--")) {
      return preIncrement(operator.equals("++") ? 1 : -1);
    }
    if (operator.equals("(")) {
      return parenthesized();
    }
    return switch (tokens.kind()) {
      case NUMBER -> {
        long number = tokens.number();
        tokens.next();
        yield number;
      }
      case NAME -> variable();
      default -> throw tokens.error("syntax error: operand expected");
    };
  }

  private long parenthesized() {
    tokens.next();
    enter();
    long value = comma();
    nesting--;
    if (!tokens.is(")")) {
      throw tokens.error("missing `)'");
    }
    tokens.next();
    place = null;
    return value;
  }

  private long preIncrement(int by) {
    tokens.next();
    if (tokens.kind() != Kind.NAME) {
      throw tokens.error("identifier expected after pre-increment or pre-decrement");
    }
    Place target = currentPlace();
    long value = load(target) + by;
    store(target, value);
    tokens.next();
    return value;
  }

  private long variable() {
    Place target = currentPlace();
    tokens.next();
    boolean plainAssignment = tokens.is("=");
    long value = plainAssignment ? 0 : load(target);
    if (tokens.is("++") || tokens.is("--")) {
      store(target, value + (tokens.is("++") ? 1 : -1));
      tokens.next();
      place = null;
      return value;
    }
    place = target;
    return value;
  }

  private Place currentPlace() {
    if (!tokens.subscripted()) {
      return new Place(tokens.name(), null);
    }
    String subscript = tokens.subscript();
    if (!parameters.keyed(tokens.name())) {
      subscript = String.valueOf(new Arithmetic(parameters, subscript, depth + 1).checkedWhole());
    }
    return new Place(tokens.name(), subscript);
  }

  private long load(Place from) {
    if (skipping > 0) {
      return 0;
    }
    String value =
        from.subscript == null
            ? parameters.value(from.name)
            : parameters.element(from.name, from.subscript);
    if (value == null && parameters.option('u')) {
      throw new ExpansionError(from.name + ": unbound variable", true);
    }
    return value == null ? 0 : new Arithmetic(parameters, value, depth + 1).checkedWhole();
  }

  private void store(Place to, long value) {
    if (skipping > 0) {
      return;
    }
    if (to.subscript == null) {
      parameters.assign(to.name, String.valueOf(value));
    } else {
      parameters.assignElement(to.name, to.subscript, String.valueOf(value));
    }
  }

  private long checkedWhole() {
    if (depth > MAXIMUM_DEPTH) {
      throw tokens.error("expression recursion level exceeded");
    }
    return whole();
  }

  private void enter() {
    if (++nesting > MAXIMUM_DEPTH) {
      throw tokens.error("expression recursion level exceeded");
    }
  }
}
