package io.lvsim.shell.grammar;

import io.lvsim.shell.grammar.Command.AndOr;
import io.lvsim.shell.grammar.Command.Item;
import io.lvsim.shell.grammar.Command.Pipeline;
import io.lvsim.shell.grammar.Command.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a script as bash does: one line of commands at a time, so that what stands before a mistake
 * is run before the mistake is found.
 */
public final class Parser {
  /** How deep commands may be nested in one another. */
  public static final int MAXIMUM_DEPTH = 150;

  private final Source source;
  private final Lexer lexer;
  private final List<SyntaxError> warnings;
  private final CommandReader commands;
  private int depth;
  private @Nullable Token ahead;

  /** Reads a script from its beginning. */
  public Parser(String script) {
    this(new Source(script.replace("\0", "")), 0, new ArrayList<>());
  }

  Parser(Source source, int depth, List<SyntaxError> warnings) {
    this.source = source;
    this.depth = depth;
    this.warnings = warnings;
    this.lexer = new Lexer(source, depth, warnings);
    this.commands = new CommandReader(this, lexer);
  }

  /**
   * Reads the next line of commands; it is longer than a line where a command goes on.
   *
   * @return null at the end
   * @throws SyntaxError where it is not of the language
   */
  public @Nullable Sequence nextLine() {
    while (peek(true).is(Token.Kind.NEWLINE)) {
      take();
    }
    if (peek(true).is(Token.Kind.END)) {
      return null;
    }
    List<Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (!peek(true).is(Token.Kind.NEWLINE) && !peek(true).is(Token.Kind.END));
    return new Sequence(List.copyOf(items));
  }

  /** What is not an error but worth telling: here-documents without an end. */
  public List<SyntaxError> warnings() {
    return warnings;
  }

  /** All that is left. */
  Sequence wholeScript() {
    Sequence all = sequence(Set.of());
    if (!peek(true).is(Token.Kind.END)) {
      throw unexpected(peek(true));
    }
    return all;
  }

  /** What stands in {@code $(...)}, with its closing parenthesis; it may be nothing. */
  Sequence untilParenthesis(int start) {
    Sequence body = sequence(Set.of(")"));
    if (peek(true).is(Token.Kind.END)) {
      throw source.error(start, "unexpected EOF while looking for matching `)'");
    }
    expectOperator(")");
    return body;
  }

  /**
   * Commands up to a word or operator that ends them, which is not taken.
   *
   * @param ends reserved words and operators
   */
  Sequence sequence(Set<String> ends) {
    List<Item> items = new ArrayList<>();
    skipNewlines();
    while (!endsHere(ends) && !peek(true).is(Token.Kind.END)) {
      items.add(item());
      skipNewlines();
    }
    return new Sequence(List.copyOf(items));
  }

  /** Like {@link #sequence}, but not empty. */
  Sequence sequenceOfSome(Set<String> ends) {
    Sequence commands = sequence(ends);
    if (commands.items().isEmpty()) {
      throw unexpected(peek(true));
    }
    return commands;
  }

  Token peek(boolean assignments) {
    Token token = ahead;
    if (token == null) {
      token = lexer.next(assignments);
      ahead = token;
    }
    return token;
  }

  Token take() {
    Token token = peek(false);
    ahead = null;
    return token;
  }

  /** Where the token that comes next ends, if it has been looked at. */
  int position() {
    return ahead == null ? source.position() : ahead.position();
  }

  Source source() {
    return source;
  }

  void skipNewlines() {
    while (peek(true).is(Token.Kind.NEWLINE)) {
      take();
    }
  }

  void expectOperator(String operator) {
    if (!peek(false).isOperator(operator)) {
      throw unexpected(peek(false));
    }
    take();
  }

  /** Takes a reserved word where it must stand. */
  void expectReserved(String word) {
    if (!peek(true).plain().equals(word)) {
      throw unexpected(peek(true));
    }
    take();
  }

  boolean takeReserved(String word) {
    if (peek(true).plain().equals(word)) {
      take();
      return true;
    }
    return false;
  }

  SyntaxError unexpected(Token token) {
    return token.is(Token.Kind.END)
        ? source.error(token.position(), "syntax error: unexpected end of file")
        : source.error(
            token.position(), "syntax error near unexpected token `" + token.shown() + "'");
  }

  /** Goes one command deeper. */
  void enter() {
    if (++depth > MAXIMUM_DEPTH) {
      throw source.error(
          position(), "syntax error: commands nested deeper than " + MAXIMUM_DEPTH + " levels");
    }
  }

  void leave() {
    depth--;
  }

  int depth() {
    return depth;
  }

  private boolean endsHere(Set<String> ends) {
    Token token = peek(true);
    return token.is(Token.Kind.OPERATOR) && ends.contains(token.text())
        || token.is(Token.Kind.WORD) && ends.contains(token.plain());
  }

  private Item item() {
    int start = peek(true).position();
    Command command = andOr();
    String written = source.text(start, peek(true).position()).strip();
    boolean background = peek(true).isOperator("&");
    if (background || peek(true).isOperator(";")) {
      take();
    } else if (!endsItem(peek(true))) {
      throw unexpected(peek(true));
    }
    return new Item(command, background, written);
  }

  private static boolean endsItem(Token token) {
    return switch (token.kind()) {
      case NEWLINE, END -> true;
      case OPERATOR -> token.text().equals(")") || token.text().startsWith(";");
      default -> false;
    };
  }

  private Command andOr() {
    Command first = pipeline();
    while (peek(true).isOperator("&&") || peek(true).isOperator("||")) {
      boolean and = take().text().equals("&&");
      skipNewlines();
      first = new AndOr(first, and, pipeline());
    }
    return first;
  }

  private Command pipeline() {
    boolean negated = false;
    boolean timed = false;
    boolean timedPosix = false;
    while (true) {
      if (takeReserved("!")) {
        negated = !negated;
      } else if (takeReserved("time")) {
        timed = true;
        timedPosix |= takeReserved("-p");
      } else {
        break;
      }
    }
    if (timed && endsItem(peek(true))) {
      return new Pipeline(List.of(), negated, true, timedPosix);
    }
    List<Command> stages = stages();
    boolean plain = stages.size() == 1 && !negated && !timed;
    return plain ? stages.getFirst() : new Pipeline(stages, negated, timed, timedPosix);
  }

  private List<Command> stages() {
    List<Command> stages = new ArrayList<>();
    stages.add(commands.command());
    while (peek(true).isOperator("|") || peek(true).isOperator("|&")) {
      if (take().text().equals("|&")) {
        stages.add(commands.withErrors(stages.removeLast()));
      }
      skipNewlines();
      stages.add(commands.command());
    }
    return List.copyOf(stages);
  }
}
