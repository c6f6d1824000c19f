package io.lvsim.command.text.awk;

import io.lvsim.engine.Random;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of a program over its input. */
final class AwkRun {
  /** How many expressions a run may work out while no time passes. */
  private static final long MAXIMUM_STEPS = 100_000_000L;

  private final Invocation call;
  private final Program program;
  private final AwkVariables variables;
  private final AwkRegexes regexes;
  private final AwkRecord record;
  private final AwkInput input;
  private final AwkStreams streams;
  private final Evaluator evaluator;
  private final Random random;
  private final boolean[] inRange;
  private long steps;

  /** How a statement is left. */
  private static final class Leave extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String word;
    private final transient Value value;

    Leave(String word, Value value) {
      super(word, null, false, false);
      this.word = word;
      this.value = value;
    }
  }

  AwkRun(
      Invocation call,
      Program program,
      AwkVariables variables,
      AwkStreams streams,
      List<String> files) {
    this.call = call;
    this.program = program;
    this.variables = variables;
    this.streams = streams;
    this.regexes = new AwkRegexes();
    this.record = new AwkRecord(variables, regexes);
    this.input = new AwkInput(call, variables, regexes, files);
    this.random = call.process().simulation().random(call.machine().name() + " awk rand");
    this.inRange = new boolean[program.rules().size()];
    this.evaluator = new Evaluator(this);
  }

  /** Runs it and gives the exit status. */
  int run() {
    int status = 0;
    try {
      runRules(Program.When.BEGIN);
      boolean readsInput =
          program.rules().stream().anyMatch(rule -> rule.when() != Program.When.BEGIN);
      if (readsInput) {
        lines();
      }
    } catch (Leave leaving) {
      status = (int) leaving.value.toNumber() & 0xff;
    }
    try {
      runRules(Program.When.END);
    } catch (Leave leaving) {
      status = leaving.value == Value.UNSET ? status : (int) leaving.value.toNumber() & 0xff;
    }
    streams.closeAll();
    return status != 0 ? status : input.status();
  }

  private void lines() {
    for (String line = input.next(); line != null; line = input.next()) {
      record.setLine(line);
      try {
        runRules(Program.When.EACH_LINE);
      } catch (Leave leaving) {
        if (!leaving.word.equals("next")) {
          throw leaving;
        }
      }
    }
  }

  private void runRules(Program.When when) {
    for (int i = 0; i < program.rules().size(); i++) {
      Program.Rule rule = program.rules().get(i);
      if (rule.when() == when && selects(rule, i)) {
        Statement body = rule.body();
        if (body == null) {
          print(call.out(), record.line());
        } else {
          execute(body);
        }
      }
    }
  }

  private boolean selects(Program.Rule rule, int index) {
    Expression pattern = rule.pattern();
    if (pattern == null) {
      return true;
    }
    Expression last = rule.last();
    if (last == null) {
      return evaluator.truth(pattern);
    }
    if (!inRange[index] && !evaluator.truth(pattern)) {
      return false;
    }
    inRange[index] = !evaluator.truth(last);
    return true;
  }

  /** Runs a function's body and gives what it returns. */
  Value result(Statement body) {
    try {
      execute(body);
      return Value.UNSET;
    } catch (Leave leaving) {
      if (leaving.word.equals("return")) {
        return leaving.value;
      }
      throw leaving;
    }
  }

  private void execute(Statement statement) {
    spendStep();
    switch (statement) {
      case Statement.Block block -> block.statements().forEach(this::execute);
      case Statement.Evaluate evaluate -> evaluator.value(evaluate.expression());
      case Statement.Print print -> print(print);
      case Statement.If branch -> {
        Statement otherwise = branch.otherwise();
        if (evaluator.truth(branch.condition())) {
          execute(branch.then());
        } else if (otherwise != null) {
          execute(otherwise);
        }
      }
      case Statement.While loop -> {
        while (evaluator.truth(loop.condition()) && turn(loop.body())) {
          // the body is run by turn
        }
      }
      case Statement.DoWhile loop -> {
        while (turn(loop.body()) && evaluator.truth(loop.condition())) {
          // the body is run by turn
        }
      }
      case Statement.For loop -> forLoop(loop);
      case Statement.ForIn loop -> forIn(loop);
      case Statement.Delete delete -> delete(delete);
      case Statement.Exit exit -> throw new Leave("exit", optional(exit.status()));
      case Statement.Return back -> throw new Leave("return", optional(back.value()));
      case Statement.Jump jump -> throw new Leave(jump.word(), Value.UNSET);
    }
  }

  private Value optional(@org.jspecify.annotations.Nullable Expression expression) {
    return expression == null ? Value.UNSET : evaluator.value(expression);
  }

  /** Runs a loop's body; false if the loop is to be left. */
  private boolean turn(Statement body) {
    try {
      execute(body);
      return true;
    } catch (Leave leaving) {
      return switch (leaving.word) {
        case "break" -> false;
        case "continue" -> true;
        default -> throw leaving;
      };
    }
  }

  private void forLoop(Statement.For loop) {
    Statement start = loop.start();
    Statement step = loop.step();
    Expression condition = loop.condition();
    if (start != null) {
      execute(start);
    }
    while ((condition == null || evaluator.truth(condition)) && turn(loop.body())) {
      spendStep();
      if (step != null) {
        execute(step);
      }
    }
  }

  private void forIn(Statement.ForIn loop) {
    Map<String, Value> array = variables.cell(loop.array()).array();
    for (String subscript : new ArrayList<>(array.keySet())) {
      variables.cell(loop.variable()).set(Value.input(subscript));
      if (!turn(loop.body())) {
        return;
      }
    }
  }

  private void delete(Statement.Delete delete) {
    Map<String, Value> array = variables.cell(delete.array()).array();
    List<Expression> subscripts = delete.subscripts();
    if (subscripts == null) {
      array.clear();
    } else {
      array.remove(evaluator.subscript(subscripts));
    }
  }

  private void print(Statement.Print statement) {
    String text;
    if (statement.formatted()) {
      text = formatted(statement.values());
      sink(statement).print(text);
      return;
    }
    List<String> values =
        statement.values().isEmpty()
            ? List.of(record.line())
            : statement.values().stream()
                .map(value -> evaluator.value(value).toText(variables.text("OFMT")))
                .toList();
    print(sink(statement), String.join(variables.text("OFS"), values));
  }

  private void print(ByteSink sink, String text) {
    sink.print(text + variables.text("ORS"));
  }

  private ByteSink sink(Statement.Print statement) {
    Expression target = statement.target();
    if (target == null) {
      return call.out();
    }
    String name = evaluator.text(target);
    return statement.redirection().equals("|")
        ? streams.command(name)
        : streams.file(name, statement.redirection().equals(">>"));
  }

  /** The text that printf and sprintf make of their arguments. */
  String formatted(List<Expression> arguments) {
    if (arguments.isEmpty()) {
      throw new AwkException("no arguments in call to printf");
    }
    String format = evaluator.text(arguments.getFirst());
    List<Value> values =
        arguments.subList(1, arguments.size()).stream().map(evaluator::value).toList();
    return AwkFormat.format(format, values, variables.text("CONVFMT"));
  }

  void spendStep() {
    if (++steps > MAXIMUM_STEPS) {
      throw new AwkException("run time error: stopped after " + MAXIMUM_STEPS + " steps");
    }
  }

  long nowSeconds() {
    return call.machine()
        .lab()
        .epoch()
        .plusNanos(call.process().simulation().now())
        .getEpochSecond();
  }

  Random random() {
    return random;
  }

  Program program() {
    return program;
  }

  AwkVariables variables() {
    return variables;
  }

  AwkRegexes regexes() {
    return regexes;
  }

  AwkRecord record() {
    return record;
  }

  AwkInput input() {
    return input;
  }

  AwkStreams streams() {
    return streams;
  }

  /** The environment as ENVIRON has it. */
  static Map<String, Value> environment(Invocation call) {
    Map<String, Value> environment = new LinkedHashMap<>();
    for (String name : call.variables().names()) {
      environment.put(name, Value.input(String.valueOf(call.variables().get(name))));
    }
    return environment;
  }
}
