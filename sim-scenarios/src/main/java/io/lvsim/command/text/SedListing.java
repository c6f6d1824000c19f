package io.lvsim.command.text;

/** What sed's l shows: escapes for what cannot be seen, and lines broken at 70 characters. */
final class SedListing {
  private static final int WIDTH = 69;

  private SedListing() {}

  static String visible(String text) {
    StringBuilder all = new StringBuilder();
    int column = 0;
    for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      String shown = shown(b & 0xff);
      if (column + shown.length() > WIDTH) {
        all.append("\\\n");
        column = 0;
      }
      all.append(shown);
      column += shown.length();
    }
    return all.append('$').toString();
  }

  private static String shown(int value) {
    return switch (value) {
      case '\\' -> "\\\\";
      case 7 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 11 -> "\\v";
      default ->
          value < ' ' || value > 126
              ? String.format("\\%03o", value)
              : String.valueOf((char) value);
    };
  }
}
