package io.lvsim.command.text.awk;

import io.lvsim.pattern.PatternException;
import io.lvsim.pattern.Regex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Regular expressions as awk writes them, remembered once read. */
final class AwkRegexes {
  private static final int REMEMBERED = 200;

  private final Map<String, Regex> known = new LinkedHashMap<>();

  Regex regex(String source) {
    Regex regex = known.get(source);
    if (regex == null) {
      try {
        regex = Regex.of(unescaped(source), true, false);
      } catch (PatternException wrong) {
        throw new AwkException(
            "regular expression compile failed (" + wrong.text() + ")\n" + source);
      }
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      known.put(source, regex);
    }
    return regex;
  }

  /** Splits as FS says: a blank is any row of blanks, one other character is itself. */
  List<String> split(String text, String separator) {
    if (separator.equals(" ")) {
      String stripped = text.strip();
      return stripped.isEmpty() ? List.of() : List.of(stripped.split("[ \t\n]+"));
    }
    if (text.isEmpty()) {
      return List.of();
    }
    if (separator.isEmpty()) {
      return text.codePoints().mapToObj(Character::toString).toList();
    }
    if (separator.length() == 1 && !separator.equals("\\")) {
      return List.of(text.split(java.util.regex.Pattern.quote(separator), -1));
    }
    return splitByRegex(text, regex(separator));
  }

  private static List<String> splitByRegex(String text, Regex regex) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    Regex.Match match = regex.find(text, 0);
    while (match != null) {
      if (match.end() == match.start()) {
        match = match.start() < text.length() ? regex.find(text, match.start() + 1) : null;
        continue;
      }
      parts.add(text.substring(start, match.start()));
      start = match.end();
      match = regex.find(text, start);
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** Takes away the backslashes that regular expressions do not know. */
  private static String unescaped(String source) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c != '\\' || i + 1 == source.length()) {
        plain.append(c);
        continue;
      }
      char kind = source.charAt(++i);
      switch (kind) {
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case 'r' -> plain.append('\r');
        case 'f' -> plain.append('\f');
        case 'v' -> plain.append('\013');
        case '"', '/' -> plain.append(kind);
        default -> plain.append('\\').append(kind);
      }
    }
    return plain.toString();
  }
}
