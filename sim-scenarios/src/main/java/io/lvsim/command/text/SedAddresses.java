package io.lvsim.command.text;

import io.lvsim.command.text.SedScript.Address;
import io.lvsim.pattern.PatternException;
import io.lvsim.pattern.Regex;
import org.jspecify.annotations.Nullable;

/** Reads the addresses before a sed command. */
final class SedAddresses {
  private final SedSource source;
  private final boolean extended;

  SedAddresses(SedSource source, boolean extended) {
    this.source = source;
    this.extended = extended;
  }

  /** The first address; null for none. */
  @Nullable Address first() {
    char c = source.peek();
    if (Character.isDigit(c)) {
      long line = source.number();
      source.skipBlanks();
      if (source.peek() == '~') {
        source.next();
        return new SedScript.Stepping(line, source.number());
      }
      return new SedScript.Number(line);
    }
    return other(c);
  }

  /** The address behind a comma. */
  Address second() {
    char c = source.peek();
    if (c == '+' || c == '~') {
      source.next();
      long number = source.number();
      return c == '+' ? new SedScript.Following(number) : new SedScript.UpToMultiple(number);
    }
    Address address = Character.isDigit(c) ? new SedScript.Number(source.number()) : other(c);
    if (address == null) {
      throw source.error("unexpected `,'");
    }
    return address;
  }

  private @Nullable Address other(char c) {
    if (c == '$') {
      source.next();
      return new SedScript.Last();
    }
    if (c != '/' && c != '\\') {
      return null;
    }
    source.next();
    char delimiter = c == '/' ? c : source.next();
    String text = delimited(source, delimiter, true);
    if (text == null) {
      throw source.error("unterminated address regex");
    }
    boolean ignoreCase = false;
    while (source.peek() == 'I' || source.peek() == 'M') {
      ignoreCase |= source.next() == 'I';
    }
    if (text.isEmpty()) {
      return new SedScript.Matching(null);
    }
    try {
      return new SedScript.Matching(Regex.of(text, extended, ignoreCase));
    } catch (PatternException wrong) {
      throw source.error(wrong.text());
    }
  }

  /**
   * Takes what stands before a delimiter, and the delimiter; null if there is none.
   *
   * @param regex whether brackets hide a delimiter, and \n is a line end
   */
  static @Nullable String delimited(SedSource source, char delimiter, boolean regex) {
    StringBuilder text = new StringBuilder();
    while (!source.atEnd()) {
      char c = source.next();
      if (c == delimiter) {
        return text.toString();
      }
      if (c == '\\' && !source.atEnd()) {
        char following = source.next();
        if (following == delimiter && delimiter != '\\') {
          text.append(regex && ".*[]^$+?(){}|".indexOf(delimiter) >= 0 ? "\\" : "");
          text.append(delimiter);
        } else if (following == 'n' && regex) {
          text.append('\n');
        } else if (following == 't' && regex) {
          text.append('\t');
        } else {
          text.append('\\').append(following);
        }
      } else if (c == '\n' && regex) {
        return null;
      } else if (c == '[' && regex) {
        text.append(c);
        bracket(source, text);
      } else {
        text.append(c);
      }
    }
    return null;
  }

  /** Takes a bracket expression, in which a delimiter is an ordinary character. */
  private static void bracket(SedSource source, StringBuilder text) {
    int start = source.position();
    StringBuilder inside = new StringBuilder();
    boolean first = true;
    while (!source.atEnd()) {
      char c = source.next();
      inside.append(c == '\\' && source.peek() == 'n' ? '\n' : c);
      if (c == '\\' && source.peek() == 'n') {
        source.next();
      }
      if (c == ']' && !first) {
        text.append(inside);
        return;
      }
      if (c == '[' && (source.peek() == ':' || source.peek() == '.' || source.peek() == '=')) {
        characterClass(source, inside);
      }
      first = first && c == '^';
    }
    source.reset(start);
  }

  private static void characterClass(SedSource source, StringBuilder inside) {
    char kind = source.next();
    inside.append(kind);
    while (!source.atEnd()) {
      char c = source.next();
      inside.append(c);
      if (c == kind && source.peek() == ']') {
        inside.append(source.next());
        return;
      }
    }
  }
}
