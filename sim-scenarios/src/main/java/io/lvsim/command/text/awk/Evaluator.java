package io.lvsim.command.text.awk;

import io.lvsim.command.text.awk.Expression.Place;
import io.lvsim.shell.ByteSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Works out expressions. */
final class Evaluator {
  private final AwkRun run;
  private final AwkVariables variables;
  private final AwkRecord record;
  private final Functions functions;

  Evaluator(AwkRun run) {
    this.run = run;
    this.variables = run.variables();
    this.record = run.record();
    this.functions = new Functions(run, this);
  }

  Value value(Expression expression) {
    run.spendStep();
    return switch (expression) {
      case Expression.NumberConstant constant -> Value.of(constant.value());
      case Expression.StringConstant constant -> Value.of(constant.value());
      case Expression.RegexConstant regex ->
          Value.of(run.regexes().regex(regex.source()).matchesIn(record.line()));
      case Place place -> load(place);
      case Expression.Assign assign -> assign(assign);
      case Expression.Increment increment -> increment(increment);
      case Expression.Unary unary -> unary(unary);
      case Expression.Arithmetic arithmetic ->
          Value.of(
              compute(
                  arithmetic.operator(), number(arithmetic.left()), number(arithmetic.right())));
      case Expression.Compare compare -> compare(compare);
      case Expression.Match match ->
          Value.of(
              run.regexes().regex(regexSource(match.regex())).matchesIn(text(match.text()))
                  != match.negated());
      case Expression.Logical logical ->
          Value.of(
              logical.and()
                  ? truth(logical.left()) && truth(logical.right())
                  : truth(logical.left()) || truth(logical.right()));
      case Expression.Conditional conditional ->
          value(truth(conditional.condition()) ? conditional.first() : conditional.second());
      case Expression.Concatenation concatenation -> {
        String left = text(concatenation.left());
        yield Value.of(joined(left, text(concatenation.right())));
      }
      case Expression.In in ->
          Value.of(variables.cell(in.array()).array().containsKey(subscript(in.subscripts())));
      case Expression.Group group -> value(group.inner());
      case Expression.Tuple tuple -> Value.of(subscript(tuple.items()));
      case Expression.Call call -> call(call);
      case Expression.Getline getline -> getline(getline);
    };
  }

  private static String joined(String left, String right) {
    if (left.length() + right.length() > 16 << 20) {
      throw new AwkException("run time error: text too long");
    }
    return left + right;
  }

  double number(Expression expression) {
    return value(expression).toNumber();
  }

  String text(Expression expression) {
    return value(expression).toText(variables.text("CONVFMT"));
  }

  boolean truth(Expression expression) {
    return value(expression).isTrue();
  }

  /** A regular expression's source: as written, or the text of any other expression. */
  String regexSource(Expression expression) {
    return expression instanceof Expression.RegexConstant regex
        ? regex.source()
        : expression instanceof Expression.Group(Expression.RegexConstant inner)
            ? inner.source()
            : text(expression);
  }

  String subscript(List<Expression> subscripts) {
    List<String> texts = subscripts.stream().map(this::text).toList();
    return String.join(variables.text("SUBSEP"), texts);
  }

  private Value load(Place place) {
    return switch (place) {
      case Expression.Variable variable ->
          variable.name().equals("NF") ? Value.of(record.count()) : scalar(variable.name());
      case Expression.Element element -> {
        Map<String, Value> array = variables.cell(element.array()).array();
        yield array.computeIfAbsent(subscript(element.subscripts()), unknown -> Value.UNSET);
      }
      case Expression.Field field -> record.field(number(field.number()));
    };
  }

  private Value scalar(String name) {
    Cell cell = variables.cell(name);
    if (cell.isArray()) {
      throw new AwkException("run time error: type error: scalar wanted, " + name + " is an array");
    }
    return cell.value();
  }

  void store(Place place, Value value) {
    switch (place) {
      case Expression.Variable variable -> {
        if (variable.name().equals("NF")) {
          record.setCount(value.toNumber());
        } else {
          variables.cell(variable.name()).set(value);
        }
      }
      case Expression.Element element ->
          variables.cell(element.array()).array().put(subscript(element.subscripts()), value);
      case Expression.Field field -> record.setField(number(field.number()), value);
    }
  }

  private Value assign(Expression.Assign assign) {
    Value value = value(assign.value());
    if (!assign.operator().isEmpty()) {
      double old = load(assign.place()).toNumber();
      value = Value.of(compute(assign.operator().charAt(0), old, value.toNumber()));
    }
    store(assign.place(), value);
    return value;
  }

  private Value increment(Expression.Increment increment) {
    double old = load(increment.place()).toNumber();
    double changed = old + increment.by();
    store(increment.place(), Value.of(changed));
    return Value.of(increment.before() ? changed : old);
  }

  private Value unary(Expression.Unary unary) {
    return switch (unary.operator()) {
      case '!' -> Value.of(!truth(unary.operand()));
      case '-' -> Value.of(-number(unary.operand()));
      default -> Value.of(number(unary.operand()));
    };
  }

  private static double compute(char operator, double left, double right) {
    return switch (operator) {
      case '+' -> left + right;
      case '-' -> left - right;
      case '*' -> left * right;
      case '/' -> left / right;
      case '%' -> left % right;
      default -> Math.pow(left, right);
    };
  }

  private Value compare(Expression.Compare compare) {
    Value left = value(compare.left());
    Value right = value(compare.right());
    String format = variables.text("CONVFMT");
    int order =
        left.isNumeric() && right.isNumeric()
            ? Double.compare(left.toNumber() + 0.0, right.toNumber() + 0.0)
            : left.toText(format).compareTo(right.toText(format));
    return Value.of(
        switch (compare.operator()) {
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case "==" -> order == 0;
          case "!=" -> order != 0;
          case ">" -> order > 0;
          default -> order >= 0;
        });
  }

  private Value call(Expression.Call call) {
    if (call.builtin()) {
      return functions.call(call.function(), call.arguments());
    }
    Program.Function function = run.program().functions().get(call.function());
    if (function == null) {
      throw new AwkException("function " + call.function() + " never defined");
    }
    if (call.arguments().size() > function.parameters().size()) {
      throw new AwkException("too many arguments in call to " + call.function());
    }
    Map<String, Cell> locals = new LinkedHashMap<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      boolean given = i < call.arguments().size();
      locals.put(
          function.parameters().get(i), given ? argument(call.arguments().get(i)) : new Cell());
    }
    variables.enter(locals);
    try {
      return run.result(function.body());
    } finally {
      variables.leave();
    }
  }

  /** Arrays are handed over themselves, values as copies. */
  private Cell argument(Expression expression) {
    if (expression instanceof Expression.Variable variable && !variable.name().equals("NF")) {
      Cell cell = variables.cell(variable.name());
      if (cell.isArray()) {
        Cell shared = new Cell();
        shared.share(cell.array());
        return shared;
      }
      if (cell.isUntouched()) {
        return new Cell(cell);
      }
    }
    Cell copy = new Cell();
    copy.set(value(expression));
    return copy;
  }

  private Value getline(Expression.Getline getline) {
    Expression from = getline.from();
    String line;
    if (from == null) {
      line = run.input().next();
    } else {
      String name = text(from);
      ByteSource source =
          getline.command() ? run.streams().output(name) : run.streams().input(name);
      if (source == null) {
        return Value.of(-1);
      }
      line = source.readLine();
      if (line != null && getline.command()) {
        variables.set("NR", Value.of(variables.number("NR") + 1));
      }
    }
    if (line == null) {
      return Value.of(0);
    }
    Place into = getline.into();
    if (into == null) {
      record.setLine(line);
    } else {
      store(into, Value.input(line));
    }
    return Value.of(1);
  }
}
