package io.lvsim.shell.expand;

import io.lvsim.pattern.Glob;
import io.lvsim.shell.grammar.ParameterExpansion.Replace;
import io.lvsim.shell.grammar.ParameterExpansion.Where;
import java.util.function.UnaryOperator;

/** <code>${name/pattern/text}</code>. */
final class Replacing {
  private final Glob glob;
  private final String replacement;
  private final boolean all;

  private Replacing(Glob glob, String replacement, boolean all) {
    this.glob = glob;
    this.replacement = replacement;
    this.all = all;
  }

  static UnaryOperator<String> of(Expander expander, Replace replace) {
    String pattern = expander.pattern(replace.pattern());
    String replacement = expander.text(replace.text());
    Glob glob = Glob.of(pattern, false);
    return switch (replace.where()) {
      case AT_START -> text -> atStart(glob, text, replacement);
      case AT_END -> text -> atEnd(glob, text, replacement);
      default ->
          pattern.isEmpty()
              ? text -> text
              : new Replacing(glob, replacement, replace.where() == Where.ALL)::anywhere;
    };
  }

  private static String atStart(Glob glob, String text, String replacement) {
    int end = glob.prefix(text, true);
    return end < 0 ? text : replacement + text.substring(end);
  }

  private static String atEnd(Glob glob, String text, String replacement) {
    int start = glob.suffix(text, true);
    return start < 0 ? text : text.substring(0, start) + replacement;
  }

  private String anywhere(String text) {
    StringBuilder replaced = new StringBuilder();
    int position = 0;
    boolean done = false;
    while (position < text.length()) {
      int end = done ? -1 : glob.matchAt(text, position);
      if (end > position) {
        replaced.append(replacement);
        position = end;
        done = !all;
      } else {
        replaced.append(text.charAt(position++));
      }
    }
    if (text.isEmpty() && glob.matches("")) {
      replaced.append(replacement);
    }
    return replaced.toString();
  }
}
