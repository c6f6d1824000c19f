package io.lvsim.shell.grammar;

import io.lvsim.shell.grammar.Command.Branch;
import io.lvsim.shell.grammar.Command.Case;
import io.lvsim.shell.grammar.Command.CaseItem;
import io.lvsim.shell.grammar.Command.For;
import io.lvsim.shell.grammar.Command.ForArithmetic;
import io.lvsim.shell.grammar.Command.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the commands that hold other commands: loops, branches, groups. */
final class CompoundReader {
  private final Parser parser;
  private final CommandReader commands;

  CompoundReader(Parser parser, CommandReader commands) {
    this.parser = parser;
    this.commands = commands;
  }

  /** Takes a compound command; null, with nothing taken, if none begins here. */
  @Nullable Command read() {
    Token token = parser.peek(true);
    if (token.isOperator("(")) {
      parser.take();
      return parenthesis(token);
    }
    return switch (token.plain()) {
      case "if" -> branches();
      case "while" -> loop(false);
      case "until" -> loop(true);
      case "for" -> forLoop();
      case "case" -> caseCommand();
      case "{" -> group();
      case "[[" -> test();
      case "function" -> function();
      default -> null;
    };
  }

  private Command parenthesis(Token open) {
    Source source = parser.source();
    if (source.rawPeek(0) == '(') {
      int start = source.position();
      source.next();
      Word expression = dollars().arithmetic(start);
      if (expression != null) {
        return new Command.Arithmetic(expression);
      }
    }
    Sequence body = parser.sequenceOfSome(Set.of(")"));
    parser.expectOperator(")");
    return new Command.Subshell(body);
  }

  private Command group() {
    parser.take();
    Sequence body = parser.sequenceOfSome(Set.of("}"));
    parser.expectReserved("}");
    return new Command.Group(body);
  }

  private Command branches() {
    List<Branch> branches = new ArrayList<>();
    Sequence otherwise = null;
    do {
      parser.take();
      Sequence condition = parser.sequenceOfSome(Set.of("then"));
      parser.expectReserved("then");
      Sequence body = parser.sequenceOfSome(Set.of("elif", "else", "fi"));
      branches.add(new Branch(condition, body));
    } while (parser.peek(true).plain().equals("elif"));
    if (parser.takeReserved("else")) {
      otherwise = parser.sequenceOfSome(Set.of("fi"));
    }
    parser.expectReserved("fi");
    return new Command.If(List.copyOf(branches), otherwise);
  }

  private Command loop(boolean until) {
    parser.take();
    Sequence condition = parser.sequenceOfSome(Set.of("do"));
    return new Command.While(condition, until, doGroup());
  }

  private Sequence doGroup() {
    parser.expectReserved("do");
    Sequence body = parser.sequenceOfSome(Set.of("done"));
    parser.expectReserved("done");
    return body;
  }

  private Command forLoop() {
    parser.take();
    Token name = parser.peek(false);
    if (name.isOperator("(") && parser.source().rawPeek(0) == '(') {
      return forArithmetic(name);
    }
    if (!name.is(Token.Kind.WORD)) {
      throw parser.unexpected(name);
    }
    parser.take();
    checkName(name);
    List<Word> words = null;
    if (parser.peek(true).isOperator(";")) {
      parser.take();
    }
    parser.skipNewlines();
    if (parser.takeReserved("in")) {
      words = wordsOfLine();
    }
    parser.skipNewlines();
    return new For(name.plain(), words, loopBody());
  }

  private void checkName(Token name) {
    if (!name.plain().matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw parser.source().error(name.position(), "`" + name.text() + "': not a valid identifier");
    }
  }

  private Sequence loopBody() {
    if (parser.peek(true).plain().equals("{")) {
      parser.take();
      Sequence body = parser.sequenceOfSome(Set.of("}"));
      parser.expectReserved("}");
      return body;
    }
    return doGroup();
  }

  private List<Word> wordsOfLine() {
    List<Word> words = new ArrayList<>();
    while (parser.peek(false).argument() instanceof Word word) {
      words.add(word);
      parser.take();
    }
    Token end = parser.peek(false);
    if (end.isOperator(";")) {
      parser.take();
    } else if (!end.is(Token.Kind.NEWLINE)) {
      throw parser.unexpected(end);
    }
    return List.copyOf(words);
  }

  private Command forArithmetic(Token open) {
    parser.take();
    Source source = parser.source();
    int start = source.position();
    source.next();
    Word all = dollars().arithmetic(start);
    if (all == null) {
      throw source.error(open.position(), "unexpected EOF while looking for matching `)'");
    }
    List<Word> parts = splitAtSemicolons(all);
    if (parts.size() != 3) {
      throw source.error(
          open.position(),
          parts.size() < 3
              ? "syntax error: arithmetic expression required"
              : "syntax error: `;' unexpected");
    }
    if (parser.peek(true).isOperator(";")) {
      parser.take();
    }
    parser.skipNewlines();
    return new ForArithmetic(parts.get(0), parts.get(1), parts.get(2), loopBody());
  }

  /** The three expressions of {@code for ((a;b;c))}. */
  private static List<Word> splitAtSemicolons(Word all) {
    List<Word> words = new ArrayList<>();
    List<WordPart> parts = new ArrayList<>();
    for (WordPart part : all.parts()) {
      if (part instanceof WordPart.Literal literal) {
        String[] texts = literal.text().split(";", -1);
        for (int i = 0; i < texts.length; i++) {
          if (i > 0) {
            words.add(new Word(List.copyOf(parts), "", all.line(), all.column()));
            parts.clear();
          }
          parts.add(new WordPart.Literal(texts[i]));
        }
      } else {
        parts.add(part);
      }
    }
    words.add(new Word(List.copyOf(parts), "", all.line(), all.column()));
    return words;
  }

  private Command caseCommand() {
    parser.take();
    Token subject = parser.peek(false);
    if (!(subject.argument() instanceof Word word)) {
      throw parser.unexpected(subject);
    }
    parser.take();
    parser.skipNewlines();
    parser.expectReserved("in");
    parser.skipNewlines();
    List<CaseItem> items = new ArrayList<>();
    while (!parser.takeReserved("esac")) {
      items.add(caseItem());
      parser.skipNewlines();
    }
    return new Case(word, List.copyOf(items));
  }

  private CaseItem caseItem() {
    if (parser.peek(true).isOperator("(")) {
      parser.take();
    }
    List<Word> patterns = new ArrayList<>();
    do {
      if (!patterns.isEmpty()) {
        parser.take();
      }
      Token token = parser.peek(false);
      if (!(token.argument() instanceof Argument argument)) {
        throw parser.unexpected(token);
      }
      parser.take();
      patterns.add(asWord(argument));
    } while (parser.peek(false).isOperator("|"));
    parser.expectOperator(")");
    Sequence body = parser.sequence(Set.of(";;", ";&", ";;&", "esac"));
    Token end = parser.peek(true);
    if (end.is(Token.Kind.OPERATOR)) {
      parser.take();
    } else if (!end.plain().equals("esac")) {
      throw parser.unexpected(end);
    }
    return new CaseItem(
        List.copyOf(patterns), body, end.is(Token.Kind.OPERATOR) ? end.text() : ";;");
  }

  /** A pattern that looked like an assignment, such as {@code a=*}, is a word here. */
  private static Word asWord(Argument argument) {
    if (argument instanceof Word word) {
      return word;
    }
    Source again = new Source(((Assignment) argument).source());
    return new WordReader(again, 0, new ArrayList<>()).word();
  }

  private Command function() {
    parser.take();
    Token name = parser.peek(false);
    if (name.plain().isEmpty()) {
      throw parser.unexpected(name);
    }
    parser.take();
    if (parser.peek(false).isOperator("(")) {
      parser.take();
      parser.expectOperator(")");
    }
    return new Command.Function(name.plain(), commands.functionBody());
  }

  private Command test() {
    parser.take();
    return new Command.Test(new ConditionReader(parser).read());
  }

  private DollarReader dollars() {
    return commands.dollars();
  }
}
