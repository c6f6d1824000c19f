package io.lvsim.command.text.awk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads statements. */
final class StatementParser {
  private final TokenReader tokens;
  private final ExpressionParser expressions;
  private int loops;
  private boolean inFunction;
  private boolean outsideOfLines;

  StatementParser(TokenReader tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Statement functionBody() {
    inFunction = true;
    try {
      return block();
    } finally {
      inFunction = false;
    }
  }

  /** The body of BEGIN or END, in which there is no line to leave with next. */
  Statement blockOutsideOfLines() {
    outsideOfLines = true;
    try {
      return block();
    } finally {
      outsideOfLines = false;
    }
  }

  Statement block() {
    tokens.expect("{");
    List<Statement> statements = new ArrayList<>();
    tokens.skipTerminators();
    while (!tokens.peek().is("}")) {
      if (tokens.peek().isOf(AwkToken.Kind.END)) {
        throw new AwkException("line " + tokens.peek().line() + ": missing } near end of file");
      }
      statements.add(statement());
      tokens.skipTerminators();
    }
    tokens.expect("}");
    return new Statement.Block(List.copyOf(statements));
  }

  private Statement statement() {
    tokens.enter();
    try {
      AwkToken token = tokens.peek();
      if (token.is("{")) {
        return block();
      }
      if (token.is(";")) {
        tokens.take();
        return new Statement.Block(List.of());
      }
      return switch (token.isOf(AwkToken.Kind.KEYWORD) ? token.text() : "") {
        case "if" -> branch();
        case "while" -> whileLoop();
        case "do" -> doLoop();
        case "for" -> forLoop();
        default -> simple();
      };
    } finally {
      tokens.leave();
    }
  }

  private Statement simple() {
    Statement statement = simpleStatement();
    AwkToken end = tokens.peek();
    if (end.is(";") || end.isOf(AwkToken.Kind.NEWLINE)) {
      tokens.take();
    } else if (!end.is("}") && !end.isOf(AwkToken.Kind.END)) {
      throw tokens.unexpected();
    }
    return statement;
  }

  private Statement simpleStatement() {
    AwkToken token = tokens.peek();
    if (!token.isOf(AwkToken.Kind.KEYWORD)) {
      return new Statement.Evaluate(expressions.expression());
    }
    switch (token.text()) {
      case "print", "printf" -> {
        tokens.take();
        return print(token.text().equals("printf"));
      }
      case "delete" -> {
        tokens.take();
        return delete();
      }
      case "exit" -> {
        tokens.take();
        return new Statement.Exit(optional());
      }
      case "return" -> {
        if (!inFunction) {
          throw new AwkException("line " + token.line() + ": return outside function body");
        }
        tokens.take();
        return new Statement.Return(optional());
      }
      case "next", "break", "continue" -> {
        tokens.take();
        return jump(token);
      }
      default -> {
        return new Statement.Evaluate(expressions.expression());
      }
    }
  }

  private Statement jump(AwkToken token) {
    if (token.text().equals("next")) {
      if (outsideOfLines) {
        throw new AwkException("line " + token.line() + ": improper use of next");
      }
    } else if (loops == 0) {
      throw new AwkException(
          "line " + token.line() + ": " + token.text() + " statement outside of loop");
    }
    return new Statement.Jump(token.text());
  }

  private @Nullable Expression optional() {
    AwkToken token = tokens.peek();
    boolean ends =
        token.is(";")
            || token.is("}")
            || token.isOf(AwkToken.Kind.NEWLINE)
            || token.isOf(AwkToken.Kind.END);
    return ends ? null : expressions.expression();
  }

  private Statement print(boolean formatted) {
    List<Expression> values = new ArrayList<>();
    if (!endsPrint()) {
      Expression first = expressions.unredirected();
      if (first instanceof Expression.Tuple tuple) {
        values.addAll(tuple.items());
      } else {
        values.add(first);
        while (tokens.take(",")) {
          tokens.skipNewlines();
          values.add(expressions.unredirected());
        }
      }
    }
    for (String redirection : new String[] {">>", ">", "|"}) {
      if (tokens.take(redirection)) {
        Expression target = expressions.concatenation();
        return new Statement.Print(formatted, List.copyOf(values), redirection, target);
      }
    }
    return new Statement.Print(formatted, List.copyOf(values), "", null);
  }

  private boolean endsPrint() {
    AwkToken token = tokens.peek();
    return token.is(";")
        || token.is("}")
        || token.is(">")
        || token.is(">>")
        || token.is("|")
        || token.isOf(AwkToken.Kind.NEWLINE)
        || token.isOf(AwkToken.Kind.END);
  }

  private Statement delete() {
    String array = tokens.expectName();
    if (!tokens.take("[")) {
      return new Statement.Delete(array, null);
    }
    List<Expression> subscripts = expressions.list("]");
    return new Statement.Delete(array, subscripts);
  }

  private Statement branch() {
    tokens.take();
    tokens.expect("(");
    Expression condition = expressions.expression();
    tokens.expect(")");
    tokens.skipNewlines();
    Statement then = statement();
    int before = tokens.position();
    tokens.skipTerminators();
    if (tokens.take("else")) {
      tokens.skipNewlines();
      return new Statement.If(condition, then, statement());
    }
    tokens.reset(before);
    return new Statement.If(condition, then, null);
  }

  private Statement whileLoop() {
    tokens.take();
    tokens.expect("(");
    Expression condition = expressions.expression();
    tokens.expect(")");
    if (tokens.take(";")) {
      return new Statement.While(condition, new Statement.Block(List.of()));
    }
    return new Statement.While(condition, body());
  }

  private Statement body() {
    tokens.skipNewlines();
    loops++;
    try {
      return statement();
    } finally {
      loops--;
    }
  }

  private Statement doLoop() {
    tokens.take();
    Statement body = body();
    tokens.skipTerminators();
    tokens.expect("while");
    tokens.expect("(");
    Expression condition = expressions.expression();
    tokens.expect(")");
    return new Statement.DoWhile(body, condition);
  }

  private Statement forLoop() {
    tokens.take();
    tokens.expect("(");
    Statement.ForIn forIn = forIn();
    if (forIn != null) {
      return forIn;
    }
    Statement start = tokens.peek().is(";") ? null : simpleStatement();
    tokens.expect(";");
    tokens.skipNewlines();
    Expression condition = tokens.peek().is(";") ? null : expressions.expression();
    tokens.expect(";");
    tokens.skipNewlines();
    Statement step = tokens.peek().is(")") ? null : simpleStatement();
    tokens.expect(")");
    if (tokens.take(";")) {
      return new Statement.For(start, condition, step, new Statement.Block(List.of()));
    }
    return new Statement.For(start, condition, step, body());
  }

  private Statement.@Nullable ForIn forIn() {
    int start = tokens.position();
    if (tokens.peek().isOf(AwkToken.Kind.NAME) && tokens.peekSecond().is("in")) {
      String variable = tokens.take().text();
      tokens.take();
      if (tokens.peek().isOf(AwkToken.Kind.NAME) && tokens.peekSecond().is(")")) {
        String array = tokens.take().text();
        tokens.take();
        return new Statement.ForIn(variable, array, body());
      }
    }
    tokens.reset(start);
    return null;
  }
}
