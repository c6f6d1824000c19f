package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** cut(1): some fields or characters of each line. */
final class Cut implements Command {
  private static final Getopt OPTIONS =
      new Getopt("b:c:f:d:snCO:z")
          .named("bytes", 'b')
          .named("characters", 'c')
          .named("fields", 'f')
          .named("delimiter", 'd')
          .named("only-delimited", 's')
          .named("complement", 'C')
          .named("output-delimiter", 'O');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    String wrong = check(given);
    if (wrong != null) {
      call.err().println("cut: " + wrong);
      call.err().println("Try 'cut --help' for more information.");
      return 1;
    }
    boolean fields = given.has('f');
    Ranges ranges = Ranges.parse(list(given), given.has('C'));
    return Inputs.forEach(
        call,
        given.operands(),
        (name, source) ->
            Inputs.lines(
                source,
                line -> {
                  String cut =
                      fields ? fields(line, given, ranges) : characters(line, given, ranges);
                  if (cut != null) {
                    call.out().println(cut);
                  }
                }));
  }

  private static @Nullable String check(Getopt.Given given) {
    long lists = given.options().stream().filter(o -> "bcf".indexOf(o.letter()) >= 0).count();
    if (lists == 0) {
      return "you must specify a list of bytes, characters, or fields";
    }
    if (lists > 1) {
      return "only one list may be specified";
    }
    String delimiter = given.value('d');
    if (delimiter != null && delimiter.length() > 1) {
      return "the delimiter must be a single character";
    }
    if (!given.has('f') && delimiter != null) {
      return "an input delimiter may be specified only when operating on fields";
    }
    if (!given.has('f') && given.has('s')) {
      return "suppressing non-delimited lines makes sense\n\tonly when operating on fields";
    }
    return Ranges.error(list(given), given.has('f'));
  }

  private static String list(Getopt.Given given) {
    for (char letter : "fbc".toCharArray()) {
      String value = given.value(letter);
      if (value != null) {
        return value;
      }
    }
    return "";
  }

  private static @Nullable String fields(String line, Getopt.Given given, Ranges ranges) {
    String delimiter = given.value('d');
    String separator = delimiter == null ? "\t" : delimiter.isEmpty() ? "\0" : delimiter;
    if (!line.contains(separator)) {
      return given.has('s') ? null : line;
    }
    List<String> chosen = new ArrayList<>();
    String[] all = line.split(java.util.regex.Pattern.quote(separator), -1);
    for (int i = 0; i < all.length; i++) {
      if (ranges.contains(i + 1)) {
        chosen.add(all[i]);
      }
    }
    String output = given.value('O');
    return String.join(output == null ? separator : output, chosen);
  }

  private static String characters(String line, Getopt.Given given, Ranges ranges) {
    StringBuilder chosen = new StringBuilder();
    String output = given.value('O');
    for (int i = 1; i <= line.length(); i++) {
      if (ranges.contains(i)) {
        if (output != null && !chosen.isEmpty() && ranges.begins(i)) {
          chosen.append(output);
        }
        chosen.append(line.charAt(i - 1));
      }
    }
    return chosen.toString();
  }
}
