package io.lvsim.command.text;

import io.lvsim.shell.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * What grep is to show.
 *
 * @param most lines of a file, at most; -1 for all
 * @param before lines of context
 * @param after lines of context
 */
record GrepOptions(
    boolean count,
    boolean listMatching,
    boolean listOthers,
    boolean onlyMatches,
    boolean quiet,
    boolean numbers,
    boolean offsets,
    boolean color,
    long most,
    int before,
    int after) {

  /** Reads them; null if a number is none, which has been told. */
  static @Nullable GrepOptions of(Invocation call, Getopt.Given given) {
    int before = 0;
    int after = 0;
    long most = -1;
    for (Getopt.Option option : given.options()) {
      String text = option.text();
      switch (option.letter()) {
        case 'A', 'B', 'C' -> {
          if (!text.matches("\\d{1,9}")) {
            call.err().println("grep: " + text + ": invalid context length argument");
            return null;
          }
          int lines = Integer.parseInt(text);
          before = option.letter() == 'A' ? before : lines;
          after = option.letter() == 'B' ? after : lines;
        }
        case 'm' -> {
          if (!text.matches("-?\\d{1,9}")) {
            call.err().println("grep: invalid max count");
            return null;
          }
          most = Long.parseLong(text);
        }
        default -> {
          // the others are only there or not
        }
      }
    }
    String color = given.value('Z');
    return new GrepOptions(
        given.has('c'),
        given.has('l'),
        given.has('L'),
        given.has('o'),
        given.has('q'),
        given.has('n'),
        given.has('b'),
        color != null && color.equals("always"),
        most,
        before,
        after);
  }
}
