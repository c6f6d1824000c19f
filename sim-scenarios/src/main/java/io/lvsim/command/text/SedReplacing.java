package io.lvsim.command.text;

import io.lvsim.command.text.SedScript.Replacement;
import io.lvsim.command.text.SedScript.Substitution;
import io.lvsim.pattern.Regex;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What sed's s makes of a line. */
final class SedReplacing {
  private final StringBuilder changed = new StringBuilder();

  /** U, L or 0: how characters are changed until E. */
  private char lasting;

  /** u, l or 0: how the next character is changed. */
  private char once;

  private SedReplacing() {}

  /** The line with its matches replaced; null if nothing was replaced. */
  static @Nullable String replace(Regex regex, Substitution substitution, String line) {
    return new SedReplacing().run(regex, substitution, line);
  }

  private @Nullable String run(Regex regex, Substitution substitution, String line) {
    int from = 0;
    int copied = 0;
    int count = 0;
    boolean replaced = false;
    int lastEnd = -1;
    while (from <= line.length()) {
      Regex.Match match = regex.find(line, from);
      if (match == null) {
        break;
      }
      boolean emptyBehindMatch = match.start() == match.end() && match.start() == lastEnd;
      if (!emptyBehindMatch) {
        count++;
        if (count >= substitution.number()) {
          changed.append(line, copied, match.start());
          substitute(substitution, match);
          copied = match.end();
          replaced = true;
          if (!substitution.all()) {
            break;
          }
        }
        lastEnd = match.end();
      }
      from = match.end() > match.start() ? match.end() : match.end() + 1;
    }
    return replaced ? changed.append(line, copied, line.length()).toString() : null;
  }

  private void substitute(Substitution substitution, Regex.Match match) {
    lasting = 0;
    once = 0;
    for (Replacement piece : substitution.replacement()) {
      String text = piece.text();
      if (piece.caseChange() != 0) {
        changeCase(piece.caseChange());
      } else if (text != null) {
        append(text);
      } else {
        String group = match.group(piece.group());
        append(group == null ? "" : group);
      }
    }
  }

  private void changeCase(char kind) {
    switch (kind) {
      case 'E' -> lasting = 0;
      case 'u', 'l' -> once = kind;
      default -> lasting = kind;
    }
  }

  private void append(String text) {
    if (text.isEmpty()) {
      return;
    }
    String cased =
        switch (lasting) {
          case 'U' -> text.toUpperCase(Locale.ROOT);
          case 'L' -> text.toLowerCase(Locale.ROOT);
          default -> text;
        };
    if (once != 0) {
      char first = cased.charAt(0);
      changed.append(once == 'u' ? Character.toUpperCase(first) : Character.toLowerCase(first));
      cased = cased.substring(1);
      once = 0;
    }
    changed.append(cased);
  }
}
