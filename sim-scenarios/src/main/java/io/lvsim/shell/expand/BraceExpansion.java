package io.lvsim.shell.expand;

import io.lvsim.shell.grammar.Word;
import io.lvsim.shell.grammar.WordPart;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** <code>{a,b}</code> and <code>{1..10}</code>: one word becomes many. */
final class BraceExpansion {
  /** How many words one word may become. */
  private static final int MAXIMUM_WORDS = 1_000_000;

  private static final Pattern NUMBERS =
      Pattern.compile("([-+]?\\d{1,18})\\.\\.([-+]?\\d{1,18})(?:\\.\\.([-+]?\\d{1,18}))?");
  private static final Pattern LETTERS =
      Pattern.compile("([A-Za-z])\\.\\.([A-Za-z])(?:\\.\\.([-+]?\\d{1,9}))?");

  private final Word word;

  private BraceExpansion(Word word) {
    this.word = word;
  }

  /** The words that a word stands for: often only itself. */
  static List<Word> expand(Word word) {
    for (WordPart part : word.parts()) {
      if (part instanceof WordPart.Literal literal && literal.text().indexOf('{') >= 0) {
        return new BraceExpansion(word).run();
      }
    }
    return List.of(word);
  }

  private List<Word> run() {
    List<Word> words = new ArrayList<>();
    for (List<WordPart> parts : alternatives(characters(word.parts()))) {
      words.add(new Word(joined(parts), word.source(), word.line(), word.column()));
    }
    return words;
  }

  /** All that a row of characters and other parts stands for. */
  private List<List<WordPart>> alternatives(List<WordPart> row) {
    for (int open = 0; open < row.size(); open++) {
      if (isCharacter(row.get(open), '{')) {
        int close = closing(row, open);
        List<List<WordPart>> choices = close < 0 ? null : choices(row.subList(open + 1, close));
        if (choices != null) {
          return combine(
              row.subList(0, open), choices, alternatives(row.subList(close + 1, row.size())));
        }
      }
    }
    return List.of(row);
  }

  private static List<List<WordPart>> combine(
      List<WordPart> before, List<List<WordPart>> choices, List<List<WordPart>> afters) {
    if ((long) choices.size() * afters.size() > MAXIMUM_WORDS) {
      throw new ExpansionError("brace expansion: cannot allocate memory", true);
    }
    List<List<WordPart>> all = new ArrayList<>();
    for (List<WordPart> choice : choices) {
      for (List<WordPart> after : afters) {
        List<WordPart> one = new ArrayList<>(before);
        one.addAll(choice);
        one.addAll(after);
        all.add(one);
      }
    }
    return all;
  }

  /** What may stand in the place of braces; null if they are no choice. */
  private @Nullable List<List<WordPart>> choices(List<WordPart> inside) {
    List<List<WordPart>> items = splitAtCommas(inside);
    if (items.size() == 1) {
      return series(inside);
    }
    List<List<WordPart>> all = new ArrayList<>();
    for (List<WordPart> item : items) {
      all.addAll(alternatives(item));
    }
    return all;
  }

  private static List<List<WordPart>> splitAtCommas(List<WordPart> inside) {
    List<List<WordPart>> items = new ArrayList<>();
    int start = 0;
    int open = 0;
    for (int i = 0; i < inside.size(); i++) {
      if (isCharacter(inside.get(i), '{') && closing(inside, i) > 0) {
        open++;
      } else if (isCharacter(inside.get(i), '}') && open > 0) {
        open--;
      } else if (isCharacter(inside.get(i), ',') && open == 0) {
        items.add(inside.subList(start, i));
        start = i + 1;
      }
    }
    items.add(inside.subList(start, inside.size()));
    return items;
  }

  private static @Nullable List<List<WordPart>> series(List<WordPart> inside) {
    StringBuilder text = new StringBuilder();
    for (WordPart part : inside) {
      if (!(part instanceof WordPart.Literal literal)) {
        return null;
      }
      text.append(literal.text());
    }
    Matcher numbers = NUMBERS.matcher(text);
    if (numbers.matches()) {
      return numbers(numbers.group(1), numbers.group(2), step(numbers.group(3)));
    }
    Matcher letters = LETTERS.matcher(text);
    if (letters.matches()) {
      return letters(
          letters.group(1).charAt(0), letters.group(2).charAt(0), step(letters.group(3)));
    }
    return null;
  }

  private static long step(@Nullable String written) {
    long step = written == null ? 1 : Math.abs(Long.parseLong(written));
    return step == 0 ? 1 : step;
  }

  private static List<List<WordPart>> numbers(String from, String to, long step) {
    long first = Long.parseLong(from);
    long last = Long.parseLong(to);
    if (Math.abs(last - first) / step >= MAXIMUM_WORDS) {
      throw new ExpansionError(
          "brace expansion: failed to allocate memory for "
              + (Math.abs(last - first) / step + 1)
              + " elements",
          true);
    }
    int width = isPadded(from) || isPadded(to) ? Math.max(from.length(), to.length()) : 0;
    List<List<WordPart>> all = new ArrayList<>();
    for (long n = first; first <= last ? n <= last : n >= last; n += first <= last ? step : -step) {
      all.add(List.of(new WordPart.Literal(padded(n, width))));
    }
    return all;
  }

  private static boolean isPadded(String number) {
    return number.matches("[-+]?0\\d+");
  }

  private static String padded(long number, int width) {
    String digits = String.valueOf(Math.abs(number));
    String sign = number < 0 ? "-" : "";
    return sign + "0".repeat(Math.max(0, width - digits.length() - sign.length())) + digits;
  }

  private static List<List<WordPart>> letters(char from, char to, long step) {
    List<List<WordPart>> all = new ArrayList<>();
    for (long c = from; from <= to ? c <= to : c >= to; c += from <= to ? step : -step) {
      char letter = (char) c;
      // what lies between Z and a is quoted, or the backslash there would quote
      all.add(
          List.of(
              Character.isLetter(letter)
                  ? new WordPart.Literal(String.valueOf(letter))
                  : new WordPart.Quoted(letter == '\\' ? "" : String.valueOf(letter))));
    }
    return all;
  }

  private static int closing(List<WordPart> row, int from) {
    int open = 0;
    for (int i = from; i < row.size(); i++) {
      open += isCharacter(row.get(i), '{') ? 1 : isCharacter(row.get(i), '}') ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isCharacter(WordPart part, char c) {
    return part instanceof WordPart.Literal literal
        && literal.text().length() == 1
        && literal.text().charAt(0) == c;
  }

  /** The parts with each unquoted character a part of its own. */
  private static List<WordPart> characters(List<WordPart> parts) {
    List<WordPart> row = new ArrayList<>();
    for (WordPart part : parts) {
      if (part instanceof WordPart.Literal literal) {
        literal.text().chars().forEach(c -> row.add(new WordPart.Literal(Character.toString(c))));
      } else {
        row.add(part);
      }
    }
    return row;
  }

  private static List<WordPart> joined(List<WordPart> row) {
    List<WordPart> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (WordPart part : row) {
      if (part instanceof WordPart.Literal literal) {
        text.append(literal.text());
        continue;
      }
      if (!text.isEmpty()) {
        parts.add(new WordPart.Literal(text.toString()));
        text.setLength(0);
      }
      parts.add(part);
    }
    if (!text.isEmpty()) {
      parts.add(new WordPart.Literal(text.toString()));
    }
    return parts;
  }
}
