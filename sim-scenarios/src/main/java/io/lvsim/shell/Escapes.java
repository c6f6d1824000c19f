package io.lvsim.shell;

/**
 * A text with the backslashes of echo -e and printf's {@code %b} decoded.
 *
 * @param stops whether {@code \c} was met, which ends all output
 */
record Escapes(String text, boolean stops) {
  static Escapes decode(String text) {
    StringBuilder decoded = new StringBuilder();
    int position = 0;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != '\\' || position == text.length()) {
        decoded.append(c);
        continue;
      }
      char kind = text.charAt(position++);
      if (kind == 'c') {
        return new Escapes(decoded.toString(), true);
      }
      position =
          kind == '0'
              ? octal(text, position, 3, decoded)
              : kind >= '1' && kind <= '7'
                  ? octal(text, position - 1, 3, decoded)
                  : escape(text, position, kind, decoded);
    }
    return new Escapes(decoded.toString(), false);
  }

  /** Decodes digits of base 8, and says where they end. */
  static int octal(String text, int from, int most, StringBuilder decoded) {
    int position = from;
    int value = 0;
    while (position < text.length()
        && position - from < most
        && Character.digit(text.charAt(position), 8) >= 0) {
      value = value * 8 + Character.digit(text.charAt(position++), 8);
    }
    decoded.append((char) (value & 0xff));
    return position;
  }

  /** Decodes what a backslash and a letter stand for, and says where it ends. */
  static int escape(String text, int from, char kind, StringBuilder decoded) {
    switch (kind) {
      case 'a' -> decoded.append('\007');
      case 'b' -> decoded.append('\b');
      case 'e', 'E' -> decoded.append('\033');
      case 'f' -> decoded.append('\f');
      case 'n' -> decoded.append('\n');
      case 'r' -> decoded.append('\r');
      case 't' -> decoded.append('\t');
      case 'v' -> decoded.append('\013');
      case '\\' -> decoded.append('\\');
      case 'x' -> {
        return hexadecimal(text, from, 2, kind, decoded);
      }
      case 'u' -> {
        return hexadecimal(text, from, 4, kind, decoded);
      }
      case 'U' -> {
        return hexadecimal(text, from, 8, kind, decoded);
      }
      default -> decoded.append('\\').append(kind);
    }
    return from;
  }

  private static int hexadecimal(
      String text, int from, int most, char kind, StringBuilder decoded) {
    int position = from;
    int value = 0;
    while (position < text.length()
        && position - from < most
        && Character.digit(text.charAt(position), 16) >= 0) {
      value = value * 16 + Character.digit(text.charAt(position++), 16);
    }
    if (position == from) {
      decoded.append('\\').append(kind);
    } else if (Character.isValidCodePoint(value)) {
      decoded.appendCodePoint(value);
    }
    return position;
  }
}
