package io.lvsim.command.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts xargs' input into arguments, line by line. */
final class XargsWords {
  private XargsWords() {}

  /** Arguments between blanks, with quotes and backslashes. */
  static List<List<String>> quoted(String input) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean some = false;
    for (int i = 0; i < input.length(); i++) {
      char c = input.charAt(i);
      if (c == '\'' || c == '"') {
        int end = input.indexOf(c, i + 1);
        int newline = input.indexOf('\n', i + 1);
        if (end < 0 || newline >= 0 && newline < end) {
          throw new IllegalArgumentException(
              "unmatched "
                  + (c == '"' ? "double" : "single")
                  + " quote; by default quotes are special to xargs unless you use the -0 option");
        }
        word.append(input, i + 1, end);
        some = true;
        i = end;
      } else if (c == '\\' && i + 1 < input.length()) {
        word.append(input.charAt(++i));
        some = true;
      } else if (c == ' ' || c == '\t' || c == '\n') {
        if (some) {
          line.add(word.toString());
        }
        word.setLength(0);
        some = false;
        if (c == '\n' && !line.isEmpty()) {
          lines.add(line);
          line = new ArrayList<>();
        }
      } else {
        word.append(c);
        some = true;
      }
    }
    if (some) {
      line.add(word.toString());
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  /** One argument a line, for -I: without the blanks before it; quotes count. */
  static List<List<String>> wholeLines(String input) {
    List<List<String>> lines = new ArrayList<>();
    for (String line : input.split("\n")) {
      if (!line.isBlank()) {
        lines.add(List.of(unquoted(line.stripLeading())));
      }
    }
    return lines;
  }

  private static String unquoted(String line) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        plain.append(line.charAt(++i));
      } else if ((c == '\'' || c == '"') && line.indexOf(c, i + 1) > 0) {
        int end = line.indexOf(c, i + 1);
        plain.append(line, i + 1, end);
        i = end;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Arguments between separators, with nothing quoted. */
  static List<List<String>> separated(String input, char separator) {
    List<List<String>> arguments = new ArrayList<>();
    String body =
        !input.isEmpty() && input.charAt(input.length() - 1) == separator
            ? input.substring(0, input.length() - 1)
            : input;
    if (!body.isEmpty()) {
      for (String argument :
          body.split(java.util.regex.Pattern.quote(String.valueOf(separator)), -1)) {
        arguments.add(List.of(argument));
      }
    }
    return arguments;
  }

  static char delimiter(String written) {
    return switch (written) {
      case "\\n" -> '\n';
      case "\\t" -> '\t';
      case "\\0" -> '\0';
      case "" -> '\n';
      default -> written.charAt(0);
    };
  }
}
