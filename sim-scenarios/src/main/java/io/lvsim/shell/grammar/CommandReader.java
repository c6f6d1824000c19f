package io.lvsim.shell.grammar;

import io.lvsim.shell.grammar.Command.Function;
import io.lvsim.shell.grammar.Command.Redirected;
import io.lvsim.shell.grammar.Command.Simple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one command: simple, compound, or a function's definition. */
final class CommandReader {
  /** Reserved words that can only go on with a command, never begin one. */
  private static final Set<String> CONTINUATIONS =
      Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}", "in");

  /** Commands behind which {@code name=value} is an assignment too. */
  private static final Set<String> DECLARATIONS =
      Set.of("declare", "typeset", "local", "export", "readonly");

  private static final Set<String> NOT_IN_THE_LAB = Set.of("select", "coproc");

  private final Parser parser;
  private final Lexer lexer;
  private final CompoundReader compounds;

  CommandReader(Parser parser, Lexer lexer) {
    this.parser = parser;
    this.lexer = lexer;
    this.compounds = new CompoundReader(parser, this);
  }

  Command command() {
    parser.enter();
    try {
      Command compound = compounds.read();
      return compound == null ? simpleOrFunction() : redirected(compound);
    } finally {
      parser.leave();
    }
  }

  /** The command with its standard error going where its standard output goes, as {@code |&}. */
  Command withErrors(Command stage) {
    Word one = new Word(List.of(new WordPart.Literal("1")), "1", 1, 1);
    Redirection both =
        new Redirection(2, Redirection.Kind.DUPLICATE_OUTPUT, one, HereDocument.NONE);
    return new Redirected(stage, List.of(both));
  }

  DollarReader dollars() {
    return lexer.words().dollars();
  }

  /** A function's body, which is any compound command. */
  Command functionBody() {
    parser.skipNewlines();
    Command body = compounds.read();
    if (body == null) {
      throw parser.unexpected(parser.peek(true));
    }
    return redirected(body);
  }

  private Command redirected(Command body) {
    if (body instanceof Function) {
      return body;
    }
    List<Redirection> redirections = new ArrayList<>();
    for (Redirection next = redirection(); next != null; next = redirection()) {
      redirections.add(next);
    }
    return redirections.isEmpty() ? body : new Redirected(body, List.copyOf(redirections));
  }

  private Command simpleOrFunction() {
    Token first = parser.peek(true);
    checkBeginsCommand(first);
    int line = parser.source().line(first.position());
    List<Assignment> assignments = new ArrayList<>();
    List<Argument> words = new ArrayList<>();
    List<Redirection> redirections = new ArrayList<>();
    while (true) {
      Redirection redirection = redirection();
      if (redirection != null) {
        redirections.add(redirection);
        continue;
      }
      Token token = parser.peek(words.isEmpty() || declares(words));
      if (!token.is(Token.Kind.WORD)) {
        break;
      }
      parser.take();
      if (words.isEmpty() && token.argument() instanceof Assignment assignment) {
        assignments.add(assignment);
      } else if (token.argument() instanceof Argument argument) {
        words.add(argument);
      }
      if (words.size() == 1 && assignments.isEmpty() && redirections.isEmpty()) {
        Command function = function(token);
        if (function != null) {
          return function;
        }
      }
    }
    if (assignments.isEmpty() && words.isEmpty() && redirections.isEmpty()) {
      throw parser.unexpected(parser.peek(false));
    }
    if (parser.peek(false).isOperator("(")) {
      throw parser.unexpected(parser.peek(false));
    }
    return new Simple(
        List.copyOf(assignments), List.copyOf(words), List.copyOf(redirections), line);
  }

  private void checkBeginsCommand(Token token) {
    String word = token.plain();
    if (CONTINUATIONS.contains(word) && !word.equals("in")) {
      throw parser.unexpected(token);
    }
    if (NOT_IN_THE_LAB.contains(word)) {
      throw parser
          .source()
          .error(token.position(), "syntax error: the lab shell has no `" + word + "'");
    }
  }

  /** What stands behind {@code name()}; null if no parentheses follow. */
  private @Nullable Command function(Token name) {
    if (!parser.peek(false).isOperator("(")) {
      return null;
    }
    parser.take();
    parser.expectOperator(")");
    if (name.plain().isEmpty()) {
      throw parser.source().error(name.position(), "`" + name.text() + "': not a valid identifier");
    }
    return new Function(name.plain(), functionBody());
  }

  private static boolean declares(List<Argument> words) {
    return words.getFirst() instanceof Word word && DECLARATIONS.contains(word.plain());
  }

  private @Nullable Redirection redirection() {
    Token token = parser.peek(true);
    int descriptor = -1;
    if (token.is(Token.Kind.DESCRIPTOR)) {
      parser.take();
      descriptor = token.text().length() > 4 ? 9999 : Integer.parseInt(token.text());
      token = parser.peek(false);
    }
    Redirection.Kind kind = kind(token);
    if (kind == null) {
      return null;
    }
    parser.take();
    Token target = parser.peek(false);
    if (!target.is(Token.Kind.WORD) && !target.is(Token.Kind.DESCRIPTOR)) {
      throw parser.unexpected(target);
    }
    Word word = targetWord(target);
    HereDocument document = document(kind, word);
    parser.take();
    return new Redirection(descriptor, kind, word, document);
  }

  private HereDocument document(Redirection.Kind kind, Word delimiter) {
    boolean stripTabs = kind == Redirection.Kind.HERE_DOCUMENT_TABS;
    return stripTabs || kind == Redirection.Kind.HERE_DOCUMENT
        ? lexer.expectDocument(delimiter, stripTabs)
        : HereDocument.NONE;
  }

  private Word targetWord(Token token) {
    if (token.argument() instanceof Word word) {
      return word;
    }
    throw parser.unexpected(token);
  }

  private static Redirection.@Nullable Kind kind(Token token) {
    if (token.is(Token.Kind.OPERATOR)) {
      for (Redirection.Kind kind : Redirection.Kind.values()) {
        if (token.isOperator(kind.operator())) {
          return kind;
        }
      }
    }
    return null;
  }
}
