package io.lvsim.command.iptables;

import java.util.ArrayList;
import java.util.List;

/** The words of a saved rule: blanks separate, double quotes hold together (add_param_to_argv). */
final class QuotedWords {
  private QuotedWords() {}

  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean inWord = false;
    for (int i = 0; i < line.length(); i++) {
      char each = line.charAt(i);
      if (quoted && each == '\\' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
      } else if (each == '"') {
        quoted = !quoted;
        inWord = true;
      } else if (!quoted && (each == ' ' || each == '\t')) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(each);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
