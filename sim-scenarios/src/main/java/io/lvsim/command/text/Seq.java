package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.FloatFormat;
import io.lvsim.shell.Invocation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** seq(1): numbers from first to last; -w pads with zeros, -s separates, -f formats. */
final class Seq implements Command {
  private static final Getopt OPTIONS =
      new Getopt("ws:f:")
          .untilFirstOperand()
          .named("equal-width", 'w')
          .named("separator", 's')
          .named("format", 'f');
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");
  private static final Pattern DIRECTIVE =
      Pattern.compile("((?:[^%]|%%)*)%([-+ 0#']*)(\\d*)(?:\\.(\\d+))?([efgEFGaA])((?:[^%]|%%)*)");

  /** How much is written in one go. */
  private static final int CHUNK_CHARACTERS = 4096;

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(withNegativesMarked(call));
    if (given == null) {
      return 1;
    }
    List<String> numbers = given.operands();
    if (numbers.isEmpty()) {
      return fail(call, "missing operand", true);
    }
    if (numbers.size() > 3) {
      return fail(call, "extra operand ‘" + numbers.get(3) + "’", true);
    }
    for (String number : numbers) {
      if (!NUMBER.matcher(number).matches()) {
        return fail(call, "invalid floating point argument: ‘" + number + "’", true);
      }
    }
    String first = numbers.size() > 1 ? numbers.getFirst() : "1";
    String step = numbers.size() > 2 ? numbers.get(1) : "1";
    if (new BigDecimal(step).signum() == 0) {
      return fail(call, "invalid Zero increment value: ‘" + step + "’", true);
    }
    String format = given.value('f');
    if (format != null && !DIRECTIVE.matcher(format).matches()) {
      return fail(call, formatError(format), false);
    }
    String separator = given.value('s');
    Series series = new Series(first, step, numbers.getLast(), format, given.has('w'));
    write(call, series, separator == null ? "\n" : separator);
    return 0;
  }

  /** A negative number before any operand ends the options, as it is no option. */
  private static Invocation withNegativesMarked(Invocation call) {
    List<String> arguments = new ArrayList<>(call.arguments());
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--") || !argument.startsWith("-")) {
        break;
      }
      if (argument.matches("-[.\\d].*")) {
        arguments.add(i, "--");
        break;
      }
      if (argument.equals("-s") || argument.equals("-f")) {
        i++;
      }
    }
    return call.with(call.name(), arguments);
  }

  private static String formatError(String format) {
    Matcher other =
        Pattern.compile("%[-+ 0#']*\\d*(?:\\.\\d*)?(.)?").matcher(format.replace("%%", ""));
    if (!other.find()) {
      return "format ‘" + format + "’ has no % directive";
    }
    String letter = other.group(1);
    if (letter == null) {
      return "format ‘" + format + "’ ends in %";
    }
    return "efgEFGaA".contains(letter)
        ? "format ‘" + format + "’ has too many % directives"
        : "format ‘" + format + "’ has unknown %" + letter + " directive";
  }

  private static void write(Invocation call, Series series, String separator) {
    StringBuilder chunk = new StringBuilder();
    boolean some = false;
    for (long i = 0; series.has(i); i++) {
      chunk.append(some ? separator : "").append(series.text(i));
      some = true;
      if (chunk.length() > CHUNK_CHARACTERS) {
        call.out().print(chunk.toString());
        chunk.setLength(0);
      }
    }
    if (some) {
      call.out().print(chunk.append('\n').toString());
    }
  }

  private static int fail(Invocation call, String text, boolean helps) {
    call.err().println("seq: " + text);
    if (helps) {
      call.err().println("Try 'seq --help' for more information.");
    }
    return 1;
  }

  /** The numbers, and how they are written. */
  private static final class Series {
    private final BigDecimal first;
    private final BigDecimal step;
    private final BigDecimal last;
    private final int scale;
    private final int width;
    private final String format;

    Series(
        String first,
        String step,
        String last,
        @org.jspecify.annotations.Nullable String format,
        boolean pads) {
      this.first = new BigDecimal(first);
      this.step = new BigDecimal(step);
      this.last = new BigDecimal(last);
      this.scale = Math.max(0, Math.max(this.first.scale(), this.step.scale()));
      this.format = format == null ? "" : format;
      this.width = pads ? Math.max(width(this.first), width(lastShown())) : 0;
    }

    boolean has(long index) {
      int compared = number(index).compareTo(last);
      return step.signum() > 0 ? compared <= 0 : compared >= 0;
    }

    String text(long index) {
      BigDecimal number = number(index);
      return format.isEmpty() ? padded(number) : formatted(number);
    }

    private BigDecimal number(long index) {
      return first.add(step.multiply(BigDecimal.valueOf(index)));
    }

    private BigDecimal lastShown() {
      return last;
    }

    private int width(BigDecimal number) {
      return number.setScale(scale, java.math.RoundingMode.DOWN).toPlainString().length();
    }

    private String padded(BigDecimal number) {
      String text = number.setScale(scale, java.math.RoundingMode.HALF_EVEN).toPlainString();
      boolean negative = text.startsWith("-");
      String zeros = "0".repeat(Math.max(0, width - text.length()));
      return negative ? "-" + zeros + text.substring(1) : zeros + text;
    }

    private String formatted(BigDecimal number) {
      Matcher directive = DIRECTIVE.matcher(format);
      if (!directive.matches()) {
        return format;
      }
      String precision = directive.group(4);
      String digits =
          FloatFormat.format(
              number.abs().doubleValue(),
              directive.group(5).charAt(0),
              precision == null ? null : Integer.valueOf(precision),
              directive.group(2).contains("#"));
      String sign = number.signum() < 0 ? "-" : directive.group(2).contains("+") ? "+" : "";
      int missing =
          (directive.group(3).isEmpty() ? 0 : Integer.parseInt(directive.group(3)))
              - digits.length()
              - sign.length();
      String shown =
          directive.group(2).contains("-")
              ? sign + digits + " ".repeat(Math.max(0, missing))
              : directive.group(2).contains("0")
                  ? sign + "0".repeat(Math.max(0, missing)) + digits
                  : " ".repeat(Math.max(0, missing)) + sign + digits;
      return directive.group(1).replace("%%", "%") + shown + directive.group(6).replace("%%", "%");
    }
  }
}
