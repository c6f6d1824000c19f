package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.Locale;

/** nl(1): numbers lines. */
final class Nl implements Command {
  private static final Getopt OPTIONS =
      new Getopt("b:w:s:v:i:n:")
          .named("body-numbering", 'b')
          .named("number-width", 'w')
          .named("number-separator", 's')
          .named("starting-line-number", 'v')
          .named("line-increment", 'i')
          .named("number-format", 'n');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    String style = text(given, 'b', "t");
    String separator = text(given, 's', "\t");
    String format = text(given, 'n', "rn");
    long[] number = {number(given, 'v', 1)};
    int width = (int) number(given, 'w', 6);
    long step = number(given, 'i', 1);
    return Inputs.forEach(
        call,
        given.operands(),
        (name, source) ->
            Inputs.lines(
                source,
                line -> {
                  boolean counts = style.equals("a") || style.equals("t") && !line.isEmpty();
                  String start =
                      counts
                          ? shown(number[0], width, format) + separator
                          : " ".repeat(width + separator.length());
                  number[0] += counts ? step : 0;
                  call.out().println(start + line);
                }));
  }

  private static String text(Getopt.Given given, char letter, String otherwise) {
    String value = given.value(letter);
    return value == null ? otherwise : value;
  }

  private static long number(Getopt.Given given, char letter, long otherwise) {
    String value = given.value(letter);
    return value == null || !value.matches("-?\\d{1,9}") ? otherwise : Long.parseLong(value);
  }

  private static String shown(long number, int width, String format) {
    String pattern =
        switch (format) {
          case "ln" -> "%-" + width + "d";
          case "rz" -> "%0" + width + "d";
          default -> "%" + width + "d";
        };
    return String.format(Locale.ROOT, pattern, number);
  }
}
