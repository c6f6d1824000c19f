package io.lvsim.command.ipvsadm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command line as popt 1.19 does (poptGetNextOpt): long names are never abbreviated,
 * letters may be joined ({@code -Lnc}), a value may follow at once, behind an equals sign, or as
 * the next word; words that are no options are kept until the end.
 */
final class PoptReader {
  /** A command line that is not understood, in popt's words. */
  static final class Misread extends Exception {
    private static final long serialVersionUID = 1L;

    Misread(String word, String error) {
      super(word + ": " + error, null, false, false);
    }
  }

  private final List<String> words;
  private final Deque<String> leftovers = new ArrayDeque<>();
  private int next;
  private @Nullable String restOfWord;
  private boolean onlyLeftovers;
  private @Nullable String value;

  PoptReader(List<String> words) {
    this.words = words;
  }

  /** The next option, or null when there is none left. */
  @Nullable Switch next() throws Misread {
    value = null;
    String rest = restOfWord;
    while (rest == null) {
      if (next == words.size()) {
        return null;
      }
      String word = words.get(next++);
      if (onlyLeftovers || !word.startsWith("-") || word.equals("-")) {
        leftovers.add(word);
      } else if (word.equals("--")) {
        onlyLeftovers = true;
      } else if (word.startsWith("--")) {
        return longOption(word.substring(2));
      } else {
        rest = word.substring(1);
      }
    }
    return letter(rest);
  }

  /** The value of the option read last; null if it has none. */
  @Nullable String value() {
    return value;
  }

  /** The word read last, as it was typed (poptBadOption). */
  String word() {
    return words.get(next - 1);
  }

  /** The next word that is no option, or null; to be asked when all options are read. */
  @Nullable String argument() {
    return leftovers.poll();
  }

  private Switch longOption(String text) throws Misread {
    int equals = text.indexOf('=');
    Switch option = Switch.named(equals < 0 ? text : text.substring(0, equals));
    if (option == null) {
      throw new Misread(word(), "unknown option");
    }
    readValue(option, equals < 0 ? null : text.substring(equals + 1));
    return option;
  }

  private Switch letter(String rest) throws Misread {
    Switch option = Switch.lettered(rest.charAt(0));
    if (option == null) {
      throw new Misread(word(), "unknown option");
    }
    String behind = rest.length() == 1 ? null : rest.substring(1);
    if (option.takes() == Switch.Takes.NOTHING && !(behind != null && behind.startsWith("="))) {
      restOfWord = behind;
    } else {
      restOfWord = null;
      readValue(option, behind != null && behind.startsWith("=") ? behind.substring(1) : behind);
    }
    return option;
  }

  private void readValue(Switch option, @Nullable String joined) throws Misread {
    if (option.takes() == Switch.Takes.NOTHING) {
      if (joined != null) {
        throw new Misread(word(), "option does not take an argument");
      }
    } else if (joined != null) {
      value = joined;
    } else if (option.takes() == Switch.Takes.VALUE) {
      if (next == words.size()) {
        throw new Misread(word(), "missing argument");
      }
      value = words.get(next++);
    } else if (next < words.size() && !words.get(next).startsWith("-")) {
      value = words.get(next++);
    }
  }
}
