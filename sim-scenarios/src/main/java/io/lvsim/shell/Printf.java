package io.lvsim.shell;

import io.lvsim.shell.expand.Quoting;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Formats as printf(1): the format is used again until all arguments are used. */
public final class Printf {
  private static final String CONVERSIONS = "diouxXeEfFgGaAcsbq";

  private final String format;
  private final Consumer<String> errors;
  private final @Nullable Terminal terminal;
  private final StringBuilder written = new StringBuilder();
  private List<String> arguments = List.of();
  private int next;
  private int position;
  private int status;
  private boolean stops;

  /**
   * @param errors takes what is wrong, such as {@code abc: invalid number}
   */
  public Printf(String format, Consumer<String> errors) {
    this(format, errors, null);
  }

  Printf(String format, Consumer<String> errors, @Nullable Terminal terminal) {
    this.format = format;
    this.errors = errors;
    this.terminal = terminal;
  }

  /** 1 if an argument or the format was wrong. */
  public int status() {
    return status;
  }

  /** Formats arguments. */
  public String format(List<String> values) {
    arguments = values;
    int before;
    do {
      before = next;
      once();
    } while (next < arguments.size() && next > before && !stops);
    return written.toString();
  }

  private void once() {
    position = 0;
    while (position < format.length() && !stops) {
      char c = format.charAt(position++);
      if (c == '%') {
        directive();
      } else if (c == '\\' && position < format.length()) {
        backslash();
      } else {
        written.append(c);
      }
    }
  }

  private void backslash() {
    char kind = format.charAt(position++);
    switch (kind) {
      case 'c' -> stops = true;
      case '"', '\'', '?' -> written.append(kind);
      case '0', '1', '2', '3', '4', '5', '6', '7' ->
          position = Escapes.octal(format, position - 1, 3, written);
      default -> position = Escapes.escape(format, position, kind, written);
    }
  }

  private void directive() {
    int start = position;
    while (position < format.length() && "-+ 0#'".indexOf(format.charAt(position)) >= 0) {
      position++;
    }
    String flags = format.substring(start, position).replace("'", "");
    Integer width = number();
    if (width != null && width < 0) {
      flags += "-";
      width = -width;
    }
    Integer precision = null;
    if (position < format.length() && format.charAt(position) == '.') {
      position++;
      Integer given = number();
      if (given == null) {
        precision = 0;
      } else if (given >= 0) {
        precision = given;
      }
    }
    convert(flags, width == null ? 0 : width, precision);
  }

  private @Nullable Integer number() {
    if (position < format.length() && format.charAt(position) == '*') {
      position++;
      return (int) integer(argument());
    }
    int start = position;
    while (position < format.length() && Character.isDigit(format.charAt(position))) {
      position++;
    }
    String digits = format.substring(start, position);
    return digits.isEmpty() ? null : digits.length() > 6 ? 999_999 : Integer.valueOf(digits);
  }

  private void convert(String flags, int width, @Nullable Integer precision) {
    if (position >= format.length()) {
      fail("`%': missing format character");
      stops = true;
      return;
    }
    char kind = format.charAt(position++);
    if (kind == '(') {
      time(flags, width);
      return;
    }
    if (kind == '%') {
      written.append('%');
      return;
    }
    if (CONVERSIONS.indexOf(kind) < 0) {
      fail("`" + kind + "': invalid format character");
      stops = true;
      return;
    }
    switch (kind) {
      case 's' -> pad(cut(argument(), precision), flags, width);
      case 'q' -> pad(Quoting.escaped(argument()), flags, width);
      case 'c' -> pad(argument().substring(0, Math.min(1, lastArgument().length())), flags, width);
      case 'b' -> {
        Escapes decoded = Escapes.decode(argument());
        pad(cut(decoded.text(), precision), flags, width);
        stops = decoded.stops();
      }
      case 'd', 'i', 'o', 'u', 'x', 'X' -> integer(kind, flags, width, precision);
      default -> floating(kind, flags, width, precision);
    }
  }

  /** {@code %(format)T}: -1 or nothing is now, -2 when the shell began. */
  private void time(String flags, int width) {
    int end = format.indexOf(")T", position);
    Terminal shell = terminal;
    if (end < 0 || shell == null) {
      fail("`(': invalid format character");
      stops = true;
      return;
    }
    String pattern = format.substring(position, end);
    position = end + 2;
    long seconds = next < arguments.size() ? integer(argument()) : -1;
    var epoch = shell.machine().lab().epoch();
    var instant =
        seconds == -1
            ? epoch.plusNanos(shell.nowNanos())
            : seconds == -2
                ? epoch.plusNanos(shell.startedAtNanos())
                : java.time.Instant.ofEpochSecond(seconds);
    pad(TimeFormat.format(pattern, instant.atZone(ZoneOffset.UTC)), flags, width);
  }

  private String argument() {
    return next < arguments.size() ? arguments.get(next++) : missing();
  }

  private String missing() {
    next = arguments.size();
    return "";
  }

  private String lastArgument() {
    return next > 0 && next <= arguments.size() ? arguments.get(next - 1) : "";
  }

  private static String cut(String text, @Nullable Integer precision) {
    return precision == null || precision >= text.length() ? text : text.substring(0, precision);
  }

  private void pad(String text, String flags, int width) {
    String blanks = " ".repeat(Math.max(0, width - text.length()));
    written.append(flags.contains("-") ? text + blanks : blanks + text);
  }

  private void integer(char kind, String flags, int width, @Nullable Integer precision) {
    boolean given = next < arguments.size();
    long value = given ? integer(argument()) : 0;
    boolean signed = kind == 'd' || kind == 'i';
    String digits =
        switch (kind) {
          case 'o' -> Long.toOctalString(value);
          case 'x' -> Long.toHexString(value);
          case 'X' -> Long.toHexString(value).toUpperCase(Locale.ROOT);
          case 'u' -> Long.toUnsignedString(value);
          default -> value < 0 ? String.valueOf(value).substring(1) : String.valueOf(value);
        };
    if (precision != null) {
      digits =
          precision == 0 && value == 0
              ? ""
              : "0".repeat(Math.max(0, precision - digits.length())) + digits;
    }
    String prefix = signed ? sign(value < 0, flags) : alternative(kind, flags, value);
    number(prefix, digits, precision == null ? flags : flags.replace("0", ""), width);
  }

  private static String sign(boolean negative, String flags) {
    return negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
  }

  private static String alternative(char kind, String flags, long value) {
    if (!flags.contains("#") || value == 0) {
      return "";
    }
    return kind == 'o' ? "0" : kind == 'u' ? "" : "0" + kind;
  }

  private void number(String prefix, String digits, String flags, int width) {
    int missing = Math.max(0, width - prefix.length() - digits.length());
    if (flags.contains("-")) {
      written.append(prefix).append(digits).append(" ".repeat(missing));
    } else if (flags.contains("0")) {
      written.append(prefix).append("0".repeat(missing)).append(digits);
    } else {
      written.append(" ".repeat(missing)).append(prefix).append(digits);
    }
  }

  private void floating(char kind, String flags, int width, @Nullable Integer precision) {
    double value = floating(next < arguments.size() ? argument() : "0");
    boolean negative = value < 0 || 1 / value < 0;
    String digits = FloatFormat.format(Math.abs(value), kind, precision, flags.contains("#"));
    boolean finite = Double.isFinite(value);
    number(sign(negative, flags), digits, finite ? flags : flags.replace("0", ""), width);
  }

  private double floating(String text) {
    if (text.startsWith("\"") || text.startsWith("'")) {
      return integer(text);
    }
    try {
      return text.isEmpty() ? 0 : new BigDecimal(text.strip()).doubleValue();
    } catch (NumberFormatException notDecimal) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
        case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
        case "nan" -> Double.NaN;
        default -> leading(text);
      };
    }
  }

  private double leading(String text) {
    fail(text + ": invalid number");
    var matcher =
        java.util.regex.Pattern.compile("\\s*[-+]?\\d+(\\.\\d*)?([eE][-+]?\\d+)?").matcher(text);
    return matcher.lookingAt() ? Double.parseDouble(matcher.group().strip()) : 0;
  }

  private long integer(String text) {
    if (text.startsWith("\"") || text.startsWith("'")) {
      return text.length() > 1 ? text.codePointAt(1) : 0;
    }
    String stripped = text.strip();
    var matcher =
        java.util.regex.Pattern.compile("([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\\d*)")
            .matcher(stripped);
    if (!matcher.lookingAt()) {
      if (!text.isEmpty()) {
        fail(text + ": invalid number");
      }
      return 0;
    }
    if (matcher.end() < stripped.length()) {
      fail(
          text
              + ": "
              + (matcher.group(2).startsWith("0")
                      && Character.isDigit(stripped.charAt(matcher.end()))
                  ? "invalid octal number"
                  : "invalid number"));
    }
    return parse(text, matcher.group(1), matcher.group(2));
  }

  private long parse(String text, String sign, String digits) {
    int base = digits.matches("0[xX].*") ? 16 : digits.startsWith("0") ? 8 : 10;
    String plain = base == 16 ? digits.substring(2) : digits;
    java.math.BigInteger value = new java.math.BigInteger(sign + plain, base);
    if (value.bitLength() > 64 || value.bitLength() == 64 && value.signum() < 0) {
      errors.accept("warning: " + text + ": Numerical result out of range");
      return sign.equals("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return value.longValue();
  }

  private void fail(String text) {
    errors.accept(text);
    status = 1;
  }
}
