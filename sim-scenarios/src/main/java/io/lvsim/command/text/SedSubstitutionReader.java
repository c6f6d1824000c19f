package io.lvsim.command.text;

import io.lvsim.command.text.SedScript.Replacement;
import io.lvsim.command.text.SedScript.Substitution;
import io.lvsim.pattern.PatternException;
import io.lvsim.pattern.Regex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind sed's s and y. */
final class SedSubstitutionReader {
  private final SedSource source;
  private final boolean extended;

  SedSubstitutionReader(SedSource source, boolean extended) {
    this.source = source;
    this.extended = extended;
  }

  Substitution substitution() {
    char delimiter = source.next();
    String pattern = SedAddresses.delimited(source, delimiter, true);
    String text = pattern == null ? null : SedAddresses.delimited(source, delimiter, false);
    if (pattern == null || text == null) {
      throw source.error("unterminated `s' command");
    }
    Flags flags = new Flags();
    flags.read();
    List<Replacement> replacement = replacement(text);
    Regex regex = regex(pattern, flags.ignoreCase);
    checkGroups(regex, replacement);
    return new Substitution(
        regex, replacement, flags.number, flags.all, flags.prints, flags.file, "", "");
  }

  private @Nullable Regex regex(String pattern, boolean ignoreCase) {
    if (pattern.isEmpty()) {
      return null;
    }
    try {
      return Regex.of(pattern, extended, ignoreCase);
    } catch (PatternException wrong) {
      throw source.error(wrong.text());
    }
  }

  private void checkGroups(@Nullable Regex regex, List<Replacement> replacement) {
    for (Replacement piece : replacement) {
      if (regex != null && piece.group() > regex.groups()) {
        throw source.error("invalid reference \\" + piece.group() + " on `s' command's RHS");
      }
    }
  }

  /** What stands behind y. */
  Substitution table() {
    char delimiter = source.next();
    String from = SedAddresses.delimited(source, delimiter, false);
    String to = from == null ? null : SedAddresses.delimited(source, delimiter, false);
    if (from == null || to == null) {
      throw source.error("unterminated `y' command");
    }
    String plainFrom = unescaped(from);
    String plainTo = unescaped(to);
    if (plainFrom.length() != plainTo.length()) {
      throw source.error("strings for `y' command are different lengths");
    }
    return new Substitution(null, List.of(), 1, false, false, "", plainFrom, plainTo);
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char kind = text.charAt(++i);
        plain.append(kind == 'n' ? '\n' : kind == 't' ? '\t' : kind);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static List<Replacement> replacement(String text) {
    List<Replacement> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      Replacement piece = null;
      if (c == '&') {
        piece = new Replacement(null, 0, '\0');
      } else if (c == '\\' && i + 1 < text.length()) {
        char kind = text.charAt(++i);
        piece = escaped(kind, literal);
      } else {
        literal.append(c);
      }
      if (piece != null) {
        pieces.add(new Replacement(literal.toString(), -1, '\0'));
        literal.setLength(0);
        pieces.add(piece);
      }
    }
    pieces.add(new Replacement(literal.toString(), -1, '\0'));
    return pieces;
  }

  private static @Nullable Replacement escaped(char kind, StringBuilder literal) {
    if (Character.isDigit(kind)) {
      return new Replacement(null, kind - '0', '\0');
    }
    if ("ULulE".indexOf(kind) >= 0) {
      return new Replacement(null, -1, kind);
    }
    literal.append(kind == 'n' ? '\n' : kind == 't' ? '\t' : kind);
    return null;
  }

  /** What stands behind the last delimiter of s. */
  private final class Flags {
    private boolean all;
    private boolean prints;
    private boolean ignoreCase;
    private int number = 1;
    private boolean numbered;
    private String file = "";

    void read() {
      while (true) {
        char c = source.peek();
        if (c == 'w') {
          source.next();
          file = source.restOfLine();
          if (file.isEmpty()) {
            throw source.error("missing filename in r/R/w/W commands");
          }
          return;
        }
        if (Character.isDigit(c)) {
          number();
        } else if ("gpiImM".indexOf(c) >= 0 && !source.atEnd()) {
          letter(source.next());
        } else {
          break;
        }
      }
      end();
    }

    private void number() {
      if (numbered) {
        source.next();
        throw source.error("multiple number options to `s' command");
      }
      numbered = true;
      number = (int) Math.min(source.number(), Integer.MAX_VALUE);
      if (number == 0) {
        throw source.error("number option to `s' command may not be zero");
      }
    }

    private void letter(char letter) {
      if (letter == 'g' && all || letter == 'p' && prints) {
        throw source.error("multiple `" + letter + "' options to `s' command");
      }
      all |= letter == 'g';
      prints |= letter == 'p';
      ignoreCase |= letter == 'i' || letter == 'I';
    }

    private void end() {
      source.skipBlanks();
      char c = source.peek();
      if (source.atEnd() || c == ';' || c == '\n') {
        source.next();
      } else if (c != '}' && c != '#') {
        source.next();
        throw source.error(
            Character.isDigit(c)
                ? "multiple number options to `s' command"
                : "unknown option to `s'");
      }
    }
  }
}
