package io.lvsim.command.text.awk;

import io.lvsim.command.text.awk.Expression.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads expressions, by the order in which their operators bind. */
final class ExpressionParser {
  private static final Set<String> ASSIGNMENTS = Set.of("=", "+=", "-=", "*=", "/=", "%=", "^=");
  private static final Set<String> COMPARISONS = Set.of("<", "<=", "==", "!=", ">", ">=");

  private final TokenReader tokens;
  private final Set<String> called = new LinkedHashSet<>();

  /** Whether {@code >} redirects here, as behind print. */
  private boolean redirects;

  ExpressionParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  /** Names of the functions that are called. */
  Set<String> called() {
    return called;
  }

  Expression expression() {
    boolean outer = redirects;
    redirects = false;
    try {
      return assignment();
    } finally {
      redirects = outer;
    }
  }

  /** An expression in which {@code >} is not a comparison. */
  Expression unredirected() {
    boolean outer = redirects;
    redirects = true;
    try {
      return assignment();
    } finally {
      redirects = outer;
    }
  }

  /** Expressions between commas, with what closes them. */
  List<Expression> list(String close) {
    List<Expression> items = new ArrayList<>();
    tokens.skipNewlines();
    while (!tokens.peek().is(close)) {
      if (!items.isEmpty()) {
        tokens.expect(",");
        tokens.skipNewlines();
      }
      items.add(expression());
      tokens.skipNewlines();
    }
    tokens.expect(close);
    return List.copyOf(items);
  }

  private Expression assignment() {
    tokens.enter();
    try {
      Expression left = conditional();
      AwkToken operator = tokens.peek();
      if (left instanceof Place place
          && operator.isOf(AwkToken.Kind.OPERATOR)
          && ASSIGNMENTS.contains(operator.text())) {
        tokens.take();
        tokens.skipNewlines();
        String kind = operator.text().substring(0, operator.text().length() - 1);
        return new Expression.Assign(place, kind, assignment());
      }
      return left;
    } finally {
      tokens.leave();
    }
  }

  private Expression conditional() {
    Expression condition = or();
    if (!tokens.take("?")) {
      return condition;
    }
    tokens.skipNewlines();
    Expression first = assignment();
    tokens.skipNewlines();
    tokens.expect(":");
    tokens.skipNewlines();
    return new Expression.Conditional(condition, first, assignment());
  }

  private Expression or() {
    Expression left = and();
    while (tokens.take("||")) {
      tokens.skipNewlines();
      left = new Expression.Logical(left, false, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = in();
    while (tokens.take("&&")) {
      tokens.skipNewlines();
      left = new Expression.Logical(left, true, in());
    }
    return left;
  }

  private Expression in() {
    Expression left = match();
    while (tokens.peek().is("in")) {
      tokens.take();
      List<Expression> subscripts =
          left instanceof Expression.Tuple tuple ? tuple.items() : List.of(left);
      left = new Expression.In(subscripts, tokens.expectName());
    }
    return left;
  }

  private Expression match() {
    Expression left = comparison();
    while (tokens.peek().is("~") || tokens.peek().is("!~")) {
      boolean negated = tokens.take().text().equals("!~");
      left = new Expression.Match(left, negated, comparison());
    }
    return left;
  }

  private Expression comparison() {
    Expression left = concatenation();
    AwkToken operator = tokens.peek();
    boolean compares =
        operator.isOf(AwkToken.Kind.OPERATOR)
            && COMPARISONS.contains(operator.text())
            && !(redirects && operator.text().equals(">"));
    if (compares) {
      tokens.take();
      return new Expression.Compare(left, operator.text(), concatenation());
    }
    while (tokens.peek().is("|") && tokens.peekSecond().is("getline")) {
      tokens.take();
      tokens.take();
      left = new Expression.Getline(optionalPlace(), left, true);
    }
    return left;
  }

  Expression concatenation() {
    Expression left = additive();
    while (beginsOperand(tokens.peek())) {
      left = new Expression.Concatenation(left, additive());
    }
    return left;
  }

  private static boolean beginsOperand(AwkToken token) {
    return switch (token.kind()) {
      case NUMBER, STRING, REGEX, NAME, BUILTIN -> true;
      case OPERATOR -> Set.of("(", "$", "!", "++", "--").contains(token.text());
      default -> false;
    };
  }

  private Expression additive() {
    Expression left = multiplicative();
    while (tokens.peek().is("+") || tokens.peek().is("-")) {
      char operator = tokens.take().text().charAt(0);
      left = new Expression.Arithmetic(left, operator, multiplicative());
    }
    return left;
  }

  private Expression multiplicative() {
    Expression left = unary();
    while (tokens.peek().is("*") || tokens.peek().is("/") || tokens.peek().is("%")) {
      char operator = tokens.take().text().charAt(0);
      left = new Expression.Arithmetic(left, operator, unary());
    }
    return left;
  }

  private Expression unary() {
    AwkToken token = tokens.peek();
    if (token.is("!") || token.is("-") || token.is("+")) {
      tokens.enter();
      tokens.take();
      Expression operand = unary();
      tokens.leave();
      return new Expression.Unary(token.text().charAt(0), operand);
    }
    return power();
  }

  private Expression power() {
    Expression base = postfix();
    if (!tokens.take("^")) {
      return base;
    }
    Expression exponent = tokens.peek().is("-") || tokens.peek().is("!") ? unary() : power();
    return new Expression.Arithmetic(base, '^', exponent);
  }

  private Expression postfix() {
    Expression operand = primary();
    if (operand instanceof Place place && (tokens.peek().is("++") || tokens.peek().is("--"))) {
      int by = tokens.take().text().equals("++") ? 1 : -1;
      return new Expression.Increment(place, by, false);
    }
    return operand;
  }

  private Expression primary() {
    AwkToken token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> new Expression.NumberConstant(AwkNumbers.leading(tokens.take().text()));
      case STRING -> new Expression.StringConstant(tokens.take().text());
      case REGEX -> new Expression.RegexConstant(tokens.take().text());
      case BUILTIN -> builtin();
      case NAME -> nameOrCall();
      case OPERATOR -> operator(token);
      case KEYWORD -> {
        if (!token.is("getline")) {
          throw tokens.unexpected();
        }
        tokens.take();
        yield getline();
      }
      default -> throw tokens.unexpected();
    };
  }

  private Expression operator(AwkToken token) {
    switch (token.text()) {
      case "$" -> {
        tokens.take();
        tokens.enter();
        AwkToken next = tokens.peek();
        Expression number =
            next.is("-") || next.is("!") || next.is("+")
                ? unary()
                : next.is("++") || next.is("--") ? increment() : primary();
        tokens.leave();
        return new Expression.Field(number);
      }
      case "++", "--" -> {
        return increment();
      }
      case "(" -> {
        return group();
      }
      default -> throw tokens.unexpected();
    }
  }

  private Expression increment() {
    int by = tokens.take().text().equals("++") ? 1 : -1;
    if (primary() instanceof Place place) {
      return new Expression.Increment(place, by, true);
    }
    throw tokens.unexpected();
  }

  private Expression group() {
    tokens.take();
    List<Expression> items = list(")");
    if (items.isEmpty()) {
      throw tokens.unexpected();
    }
    return items.size() == 1 ? new Expression.Group(items.getFirst()) : new Expression.Tuple(items);
  }

  private Expression builtin() {
    String name = tokens.take().text();
    if (tokens.peek().is("(")) {
      tokens.take();
      return new Expression.Call(name, list(")"), true);
    }
    if (!name.equals("length")) {
      throw tokens.unexpected();
    }
    return new Expression.Call(name, List.of(), true);
  }

  private Expression nameOrCall() {
    AwkToken name = tokens.take();
    if (name.called()) {
      tokens.take();
      called.add(name.text());
      return new Expression.Call(name.text(), list(")"), false);
    }
    if (tokens.take("[")) {
      return new Expression.Element(name.text(), list("]"));
    }
    return new Expression.Variable(name.text());
  }

  private Expression getline() {
    Place into = optionalPlace();
    if (tokens.take("<")) {
      return new Expression.Getline(into, primary(), false);
    }
    return new Expression.Getline(into, null, false);
  }

  private @Nullable Place optionalPlace() {
    AwkToken token = tokens.peek();
    if (token.isOf(AwkToken.Kind.NAME) || token.is("$")) {
      return primary() instanceof Place place ? place : null;
    }
    return null;
  }
}
