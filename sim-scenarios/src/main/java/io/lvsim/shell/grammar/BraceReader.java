package io.lvsim.shell.grammar;

import io.lvsim.shell.grammar.ParameterExpansion.ChangeCase;
import io.lvsim.shell.grammar.ParameterExpansion.Length;
import io.lvsim.shell.grammar.ParameterExpansion.NamesBeginning;
import io.lvsim.shell.grammar.ParameterExpansion.Operation;
import io.lvsim.shell.grammar.ParameterExpansion.Plain;
import io.lvsim.shell.grammar.ParameterExpansion.Replace;
import io.lvsim.shell.grammar.ParameterExpansion.Slice;
import io.lvsim.shell.grammar.ParameterExpansion.Subscripts;
import io.lvsim.shell.grammar.ParameterExpansion.Substitute;
import io.lvsim.shell.grammar.ParameterExpansion.Transform;
import io.lvsim.shell.grammar.ParameterExpansion.Trim;
import io.lvsim.shell.grammar.ParameterExpansion.Where;
import org.jspecify.annotations.Nullable;

/** Reads <code>${...}</code>, behind its opening brace. */
final class BraceReader {
  private final Source source;
  private final WordReader words;
  private final DollarReader dollars;
  private final boolean inDoubleQuotes;

  BraceReader(Source source, WordReader words, DollarReader dollars, boolean inDoubleQuotes) {
    this.source = source;
    this.words = words;
    this.dollars = dollars;
    this.inDoubleQuotes = inDoubleQuotes;
  }

  /**
   * Takes it up to its closing brace.
   *
   * @param start where its dollar sign is
   */
  WordPart read(int start) {
    boolean length = source.peek() == '#' && source.peekSecond() != '}' && beginsLength();
    boolean indirect = source.peek() == '!' && source.peekSecond() != '}';
    if (length || indirect) {
      source.next();
    }
    String name = dollars.parameterName(true);
    Word subscript = !name.isEmpty() && source.peek() == '[' ? words.subscript() : null;
    Operation operation = name.isEmpty() ? null : operation(length, indirect, subscript);
    if (operation == null || source.peek() != '}') {
      return bad(start);
    }
    source.next();
    boolean plainIndirect =
        indirect && !(operation instanceof NamesBeginning || operation instanceof Subscripts);
    return new WordPart.Parameter(
        new ParameterExpansion(name, subscript, plainIndirect, operation, source.since(start)));
  }

  /** Whether {@code #} asks for a length, and is not itself the parameter, as in ${#-word}. */
  private boolean beginsLength() {
    int start = source.position();
    source.next();
    boolean named = !dollars.parameterName(true).isEmpty();
    boolean ends = source.peek() == '}' || source.peek() == '[';
    source.reset(start);
    return named && ends;
  }

  private @Nullable Operation operation(
      boolean length, boolean indirect, @Nullable Word subscript) {
    if (length) {
      return new Length();
    }
    char c = source.peek();
    if (indirect && (c == '*' || c == '@') && source.peekSecond() == '}') {
      source.next();
      return new NamesBeginning(c == '@');
    }
    if (indirect && subscript != null && c == '}' && isAll(subscript)) {
      return new Subscripts();
    }
    return switch (c) {
      case '}' -> new Plain();
      case ':' -> colon();
      case '-', '=', '?', '+' -> new Substitute(source.next(), false, operand("}", false));
      case '#', '%' -> trim();
      case '/' -> replace();
      case '^', ',' -> changeCase();
      case '@' -> transform();
      default -> null;
    };
  }

  private static boolean isAll(Word subscript) {
    return subscript.source().equals("@") || subscript.source().equals("*");
  }

  private Operation colon() {
    source.next();
    char c = source.peek();
    if (c == '-' || c == '=' || c == '?' || c == '+') {
      return new Substitute(source.next(), true, operand("}", false));
    }
    Word offset = operand(":}", false);
    if (source.peek() != ':') {
      return new Slice(offset, null);
    }
    source.next();
    return new Slice(offset, operand("}", false));
  }

  private Operation trim() {
    char c = source.next();
    boolean longest = source.peek() == c;
    if (longest) {
      source.next();
    }
    return new Trim(c == '%', longest, operand("}", true));
  }

  private Operation replace() {
    source.next();
    Where where =
        switch (source.peek()) {
          case '/' -> Where.ALL;
          case '#' -> Where.AT_START;
          case '%' -> Where.AT_END;
          default -> Where.FIRST;
        };
    if (where != Where.FIRST) {
      source.next();
    }
    Word pattern = operand("/}", true);
    if (source.peek() != '/') {
      return new Replace(where, pattern, new Word(java.util.List.of(), "", 1, 1));
    }
    source.next();
    return new Replace(where, pattern, operand("}", true));
  }

  private Operation changeCase() {
    char c = source.next();
    boolean all = source.peek() == c;
    if (all) {
      source.next();
    }
    return new ChangeCase(c == '^', all, operand("}", true));
  }

  private @Nullable Operation transform() {
    source.next();
    char operator = source.peek();
    if ("QUuLEPAaKk".indexOf(operator) < 0 || source.atEnd()) {
      return null;
    }
    source.next();
    return new Transform(operator);
  }

  /**
   * Takes what stands behind an operator.
   *
   * @param ends the characters before which it ends
   * @param pattern whether single quotes count in double quotes too
   */
  private Word operand(String ends, boolean pattern) {
    int start = source.position();
    PartCollector parts = new PartCollector();
    int ternaries = 0;
    while (ends.indexOf(source.peek()) < 0 || ternaries > 0 && source.peek() == ':') {
      if (source.atEnd()) {
        throw words.unterminated(start, '}');
      }
      if (ends.startsWith(":")) {
        ternaries += source.peek() == '?' ? 1 : source.peek() == ':' ? -1 : 0;
      }
      operandPart(parts, pattern);
    }
    return words.finish(parts, start);
  }

  private void operandPart(PartCollector parts, boolean pattern) {
    char c = source.peek();
    if (!inDoubleQuotes || c == '\'' && pattern || c == '"') {
      words.unquotedPart(parts);
    } else if (c == '\\' && pattern) {
      words.unquotedPart(parts);
    } else {
      words.quotedPart(parts, "$`\"\\}");
    }
  }

  /** Passes over what cannot be understood up to its closing brace. */
  private WordPart bad(int start) {
    int open = 0;
    while (source.peek() != '}' || open > 0) {
      if (source.atEnd()) {
        throw words.unterminated(start, '}');
      }
      open += source.peek() == '{' ? 1 : source.peek() == '}' ? -1 : 0;
      source.next();
    }
    source.next();
    return new WordPart.BadSubstitution(source.since(start));
  }
}
