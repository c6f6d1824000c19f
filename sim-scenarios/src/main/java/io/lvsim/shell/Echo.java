package io.lvsim.shell;

import java.util.List;

/** What echo writes for its arguments. */
public final class Echo {
  private Echo() {}

  /** The text, with its line end unless -n is given. */
  public static String text(List<String> arguments) {
    boolean newline = true;
    boolean escapes = false;
    int first = 0;
    while (first < arguments.size() && arguments.get(first).matches("-[neE]+")) {
      for (char option : arguments.get(first).substring(1).toCharArray()) {
        switch (option) {
          case 'n' -> newline = false;
          case 'e' -> escapes = true;
          default -> escapes = false;
        }
      }
      first++;
    }
    String text = String.join(" ", arguments.subList(first, arguments.size()));
    if (escapes) {
      Escapes decoded = Escapes.decode(text);
      return decoded.text() + (newline && !decoded.stops() ? "\n" : "");
    }
    return newline ? text + "\n" : text;
  }
}
