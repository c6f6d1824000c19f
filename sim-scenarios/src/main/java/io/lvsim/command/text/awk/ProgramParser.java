package io.lvsim.command.text.awk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a program: its rules and functions. */
final class ProgramParser {
  private final TokenReader tokens;
  private final StatementParser statements;
  private final ExpressionParser expressions;
  private final List<Program.Rule> rules = new ArrayList<>();
  private final Map<String, Program.Function> functions = new LinkedHashMap<>();

  private ProgramParser(String source) {
    tokens = new TokenReader(AwkLexer.tokens(source));
    expressions = new ExpressionParser(tokens);
    statements = new StatementParser(tokens, expressions);
  }

  /**
   * Reads a program.
   *
   * @throws AwkException in awk's words
   */
  static Program parse(String source) {
    ProgramParser parser = new ProgramParser(source);
    parser.tokens.skipTerminators();
    while (!parser.tokens.peek().isOf(AwkToken.Kind.END)) {
      parser.item();
      parser.tokens.skipTerminators();
    }
    parser.checkCalls();
    return new Program(parser.rules, parser.functions);
  }

  private void checkCalls() {
    for (String called : expressions.called()) {
      if (!functions.containsKey(called)) {
        throw new AwkException(
            "line " + tokens.peek().line() + ": function " + called + " never defined");
      }
    }
  }

  private void item() {
    if (tokens.take("function")) {
      function();
    } else if (tokens.take("BEGIN")) {
      rules.add(new Program.Rule(Program.When.BEGIN, null, null, requiredBody()));
    } else if (tokens.take("END")) {
      rules.add(new Program.Rule(Program.When.END, null, null, requiredBody()));
    } else {
      rule();
    }
  }

  private Statement requiredBody() {
    if (!tokens.peek().is("{")) {
      throw tokens.unexpected();
    }
    return statements.blockOutsideOfLines();
  }

  private void rule() {
    Expression pattern = null;
    Expression last = null;
    if (!tokens.peek().is("{")) {
      pattern = expressions.expression();
      if (tokens.take(",")) {
        tokens.skipNewlines();
        last = expressions.expression();
      }
    }
    Statement body = tokens.peek().is("{") ? statements.block() : null;
    rules.add(new Program.Rule(Program.When.EACH_LINE, pattern, last, body));
  }

  private void function() {
    AwkToken name = tokens.take();
    if (!name.isOf(AwkToken.Kind.NAME)) {
      throw tokens.unexpected();
    }
    tokens.expect("(");
    List<String> parameters = new ArrayList<>();
    while (!tokens.peek().is(")")) {
      if (!parameters.isEmpty()) {
        tokens.expect(",");
        tokens.skipNewlines();
      }
      parameters.add(parameter(name.text()));
    }
    tokens.expect(")");
    tokens.skipNewlines();
    Statement body = statements.functionBody();
    functions.put(name.text(), new Program.Function(name.text(), parameters, body));
  }

  private String parameter(String function) {
    if (tokens.peek().text().equals(function)) {
      throw tokens.unexpected();
    }
    return tokens.expectName();
  }
}
