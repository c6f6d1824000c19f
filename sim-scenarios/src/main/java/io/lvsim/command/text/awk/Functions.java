package io.lvsim.command.text.awk;

import io.lvsim.command.text.awk.Expression.Place;
import io.lvsim.pattern.Regex;
import io.lvsim.shell.TimeFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** awk's own functions. */
final class Functions {
  private final AwkRun run;
  private final Evaluator evaluator;
  private double seed;

  Functions(AwkRun run, Evaluator evaluator) {
    this.run = run;
    this.evaluator = evaluator;
  }

  Value call(String name, List<Expression> arguments) {
    checkCount(name, arguments.size());
    return switch (name) {
      case "length" -> length(arguments);
      case "substr" -> substring(arguments);
      case "index" -> Value.of(text(arguments, 0).indexOf(text(arguments, 1)) + 1);
      case "split" -> split(arguments);
      case "sub", "gsub" -> substitute(arguments, name.equals("gsub"));
      case "match" -> match(arguments);
      case "sprintf" -> Value.of(run.formatted(arguments));
      case "tolower" -> Value.of(text(arguments, 0).toLowerCase(Locale.ROOT));
      case "toupper" -> Value.of(text(arguments, 0).toUpperCase(Locale.ROOT));
      case "system" -> Value.of(run.streams().run(text(arguments, 0)));
      case "close" -> Value.of(run.streams().close(text(arguments, 0)));
      case "fflush" -> Value.of(0);
      case "systime" -> Value.of(run.nowSeconds());
      case "strftime" -> time(arguments);
      default -> Value.of(mathematics(name, arguments));
    };
  }

  private static void checkCount(String name, int count) {
    int least =
        switch (name) {
          case "substr", "index", "split", "sub", "gsub", "match", "atan2" -> 2;
          case "length", "rand", "srand", "fflush", "systime", "strftime" -> 0;
          default -> 1;
        };
    if (count < least) {
      throw new AwkException("not enough arguments to " + name + "()");
    }
  }

  private String text(List<Expression> arguments, int index) {
    return evaluator.text(arguments.get(index));
  }

  private double number(List<Expression> arguments, int index) {
    return evaluator.number(arguments.get(index));
  }

  private double mathematics(String name, List<Expression> arguments) {
    return switch (name) {
      case "sin" -> Math.sin(number(arguments, 0));
      case "cos" -> Math.cos(number(arguments, 0));
      case "atan2" -> Math.atan2(number(arguments, 0), number(arguments, 1));
      case "exp" -> Math.exp(number(arguments, 0));
      case "log" -> Math.log(number(arguments, 0));
      case "sqrt" -> Math.sqrt(number(arguments, 0));
      case "int" -> truncated(number(arguments, 0));
      case "rand" -> run.random().nextDouble();
      default -> {
        double before = seed;
        seed = arguments.isEmpty() ? run.nowSeconds() : number(arguments, 0);
        yield before;
      }
    };
  }

  private static double truncated(double number) {
    return number < 0 ? Math.ceil(number) : Math.floor(number);
  }

  private Value length(List<Expression> arguments) {
    if (arguments.isEmpty()) {
      return Value.of(characters(run.record().line()));
    }
    if (arguments.getFirst() instanceof Expression.Variable variable) {
      Cell cell = run.variables().cell(variable.name());
      if (cell.isArray()) {
        return Value.of(cell.array().size());
      }
    }
    return Value.of(characters(text(arguments, 0)));
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private Value substring(List<Expression> arguments) {
    String text = text(arguments, 0);
    double start = Math.rint(number(arguments, 1));
    double end =
        arguments.size() > 2 ? start + Math.rint(number(arguments, 2)) : Double.POSITIVE_INFINITY;
    int from = (int) Math.max(1, Math.min(start, text.length() + 1.0));
    int to = (int) Math.max(from, Math.min(end, text.length() + 1.0));
    return Value.of(text.substring(from - 1, to - 1));
  }

  private Value split(List<Expression> arguments) {
    String text = text(arguments, 0);
    if (!(arguments.get(1) instanceof Expression.Variable array)) {
      throw new AwkException("run time error: split needs an array");
    }
    String separator =
        arguments.size() > 2 ? evaluator.regexSource(arguments.get(2)) : run.variables().text("FS");
    List<String> parts = run.regexes().split(text, separator);
    Map<String, Value> elements = run.variables().cell(array.name()).array();
    elements.clear();
    for (int i = 0; i < parts.size(); i++) {
      elements.put(String.valueOf(i + 1), Value.input(parts.get(i)));
    }
    return Value.of(parts.size());
  }

  private Value match(List<Expression> arguments) {
    String text = text(arguments, 0);
    Regex.Match match = run.regexes().regex(evaluator.regexSource(arguments.get(1))).find(text, 0);
    int start = match == null ? 0 : match.start() + 1;
    run.variables().set("RSTART", Value.of(start));
    run.variables().set("RLENGTH", Value.of(match == null ? -1 : match.end() - match.start()));
    return Value.of(start);
  }

  private Value substitute(List<Expression> arguments, boolean all) {
    Regex regex = run.regexes().regex(evaluator.regexSource(arguments.get(0)));
    String replacement = text(arguments, 1);
    Expression target =
        arguments.size() > 2
            ? arguments.get(2)
            : new Expression.Field(new Expression.NumberConstant(0));
    String text = evaluator.text(target);
    StringBuilder changed = new StringBuilder();
    int count = 0;
    int from = 0;
    int copied = 0;
    int lastEnd = -1;
    while (from <= text.length() && (all || count == 0)) {
      Regex.Match match = regex.find(text, from);
      if (match == null) {
        break;
      }
      boolean empty = match.start() == match.end();
      if (!(empty && match.start() == lastEnd)) {
        changed.append(text, copied, match.start());
        changed.append(replaced(replacement, text.substring(match.start(), match.end())));
        copied = match.end();
        count++;
      }
      lastEnd = match.end();
      from = empty ? match.end() + 1 : match.end();
    }
    if (count > 0 && target instanceof Place place) {
      evaluator.store(place, Value.of(changed.append(text.substring(copied)).toString()));
    }
    return Value.of(count);
  }

  /** The replacement with {@code &} for what matched. */
  private static String replaced(String replacement, String matched) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      boolean escapes =
          c == '\\'
              && i + 1 < replacement.length()
              && "&\\".indexOf(replacement.charAt(i + 1)) >= 0;
      if (escapes) {
        text.append(replacement.charAt(++i));
      } else if (c == '&') {
        text.append(matched);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private Value time(List<Expression> arguments) {
    String format = arguments.isEmpty() ? "%c" : text(arguments, 0);
    double seconds = arguments.size() > 1 ? number(arguments, 1) : run.nowSeconds();
    return Value.of(
        TimeFormat.format(format, Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC)));
  }
}
