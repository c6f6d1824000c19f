package io.lvsim.shell;

import io.lvsim.shell.expand.Quoting;
import java.util.Map;

/** Variables as {@code declare -p} and {@code set} list them. */
final class VariableListing {
  private VariableListing() {}

  /** As a declaration that makes the variable again. */
  static String declaration(String name, Variable variable) {
    String attributes =
        (variable.kind() == Variable.Kind.INDEXED ? "a" : "")
            + (variable.kind() == Variable.Kind.KEYED ? "A" : "")
            + (variable.isInteger() ? "i" : "")
            + (variable.isReadOnly() ? "r" : "")
            + (variable.isExported() ? "x" : "");
    String start = "declare -" + (attributes.isEmpty() ? "-" : attributes) + " " + name;
    if (variable.isArray()) {
      return start + "=" + list(variable, variable.kind() == Variable.Kind.KEYED);
    }
    String text = variable.text();
    return text == null ? start : start + "=" + doubleQuoted(text);
  }

  /** As an assignment, quoted where it must be. */
  static String assignment(String name, Variable variable) {
    if (variable.isArray()) {
      return name + "=" + list(variable, variable.kind() == Variable.Kind.KEYED);
    }
    String text = variable.text();
    return name + "=" + (text == null || text.isEmpty() ? "" : Quoting.traced(text));
  }

  private static String list(Variable variable, boolean blankAtEnd) {
    StringBuilder list = new StringBuilder("(");
    for (Map.Entry<String, String> element : variable.elements().entrySet()) {
      if (list.length() > 1 && !blankAtEnd) {
        list.append(' ');
      }
      list.append('[')
          .append(element.getKey())
          .append("]=")
          .append(doubleQuoted(element.getValue()));
      if (blankAtEnd) {
        list.append(' ');
      }
    }
    return list.append(')').toString();
  }

  private static String doubleQuoted(String text) {
    if (text.chars().anyMatch(c -> c < ' ')) {
      return Quoting.quoted(text);
    }
    return "\"" + text.replaceAll("([\"\\\\$`])", "\\\\$1") + "\"";
  }
}
