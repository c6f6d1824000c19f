package io.lvsim.shell.expand;

import io.lvsim.shell.grammar.AnsiCQuotes;
import java.util.Locale;

/** <code>${name@operator}</code>. */
final class Transforming {
  private Transforming() {}

  static String apply(String text, char operator) {
    return switch (operator) {
      case 'Q', 'K', 'k' -> Quoting.quoted(text);
      case 'U' -> text.toUpperCase(Locale.ROOT);
      case 'L' -> text.toLowerCase(Locale.ROOT);
      case 'u' -> text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
      case 'E' -> AnsiCQuotes.decode(text);
      default -> text;
    };
  }
}
