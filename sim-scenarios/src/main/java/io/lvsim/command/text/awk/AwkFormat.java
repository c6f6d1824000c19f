package io.lvsim.command.text.awk;

import io.lvsim.shell.FloatFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** printf and sprintf of awk. */
final class AwkFormat {
  private static final Pattern DIRECTIVE =
      Pattern.compile("%([-+ 0#]*)(\\*|\\d*)(?:\\.(\\*|\\d*))?[hlLqjzt]*([diouxXeEfFgGaAcs%])");
  private static final int MAXIMUM_WIDTH = 100_000;

  private final List<Value> values;
  private final String convfmt;
  private final String format;
  private int next;

  private AwkFormat(String format, List<Value> values, String convfmt) {
    this.format = format;
    this.values = values;
    this.convfmt = convfmt;
  }

  /** Formats values. */
  static String format(String format, List<Value> values, String convfmt) {
    return new AwkFormat(format, values, convfmt).run();
  }

  private String run() {
    StringBuilder text = new StringBuilder();
    Matcher matcher = DIRECTIVE.matcher(format);
    int copied = 0;
    while (matcher.find(copied)) {
      text.append(format, copied, matcher.start());
      text.append(directive(matcher));
      copied = matcher.end();
    }
    return text.append(format.substring(copied)).toString();
  }

  private String directive(Matcher matcher) {
    char kind = matcher.group(4).charAt(0);
    if (kind == '%') {
      return "%";
    }
    int width = size(matcher.group(2), 0);
    String flags = matcher.group(1) + (width < 0 ? "-" : "");
    Integer precision =
        matcher.group(3) == null ? null : Integer.valueOf(size(matcher.group(3), 0));
    Value value = nextValue();
    String body;
    String sign = "";
    switch (kind) {
      case 'c' -> body = character(value);
      case 's' -> {
        String all = value.toText(convfmt);
        body = precision == null ? all : all.substring(0, Math.min(precision, all.length()));
      }
      case 'd', 'i' -> {
        double number = value.toNumber();
        body = precise(integer(Math.abs(number)), precision);
        sign = sign(number < 0, flags);
      }
      case 'o', 'u', 'x', 'X' -> body = precise(unsigned(value.toNumber(), kind), precision);
      default -> {
        double number = value.toNumber();
        body = FloatFormat.format(Math.abs(number), kind, precision, flags.contains("#"));
        sign = sign(number < 0, flags);
      }
    }
    boolean zeros = flags.contains("0") && "cs".indexOf(kind) < 0;
    return padded(sign, body, Math.abs(width), flags.contains("-"), zeros);
  }

  private Value nextValue() {
    if (next >= values.size()) {
      throw new AwkException(
          "run time error: not enough arguments passed to printf(\"" + format + "\")");
    }
    return values.get(next++);
  }

  private int size(String written, int otherwise) {
    if (written.equals("*")) {
      return (int) nextValue().toNumber();
    }
    return written.isEmpty()
        ? otherwise
        : Math.min(MAXIMUM_WIDTH, written.length() > 6 ? MAXIMUM_WIDTH : Integer.parseInt(written));
  }

  private static String character(Value value) {
    String text = value.text();
    if (text == null || value.fromInput() && AwkNumbers.looksNumeric(text)) {
      return String.valueOf((char) ((int) value.toNumber() & 0xff));
    }
    return text.isEmpty() ? "" : text.substring(0, 1);
  }

  private static String integer(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(number).toBigInteger().toString()
        : String.valueOf(Long.MAX_VALUE);
  }

  private static String unsigned(double number, char kind) {
    long value = (long) number;
    return switch (kind) {
      case 'o' -> Long.toOctalString(value);
      case 'x' -> Long.toHexString(value);
      case 'X' -> Long.toHexString(value).toUpperCase(java.util.Locale.ROOT);
      default -> Long.toUnsignedString(value);
    };
  }

  private static String precise(
      String digits, @org.jspecify.annotations.Nullable Integer precision) {
    return precision == null
        ? digits
        : "0".repeat(Math.max(0, precision - digits.length())) + digits;
  }

  private static String sign(boolean negative, String flags) {
    return negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
  }

  private static String padded(String sign, String body, int width, boolean left, boolean zeros) {
    int missing = Math.max(0, width - sign.length() - body.length());
    if (left) {
      return sign + body + " ".repeat(missing);
    }
    return zeros ? sign + "0".repeat(missing) + body : " ".repeat(missing) + sign + body;
  }
}
