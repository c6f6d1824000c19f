package io.lvsim.command.text;

import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads options as the GNU C library's getopt_long(3) does, with its messages. */
public final class Getopt {
  private final String letters;
  private final Map<String, Character> longNames = new LinkedHashMap<>();
  private boolean permutes = true;

  /**
   * @param letters as for getopt(3): a colon behind a letter that takes a value, two where the
   *     value may be missing
   */
  public Getopt(String letters) {
    this.letters = letters;
  }

  /** Adds a long name for a letter; what the letter takes holds for the name too. */
  public Getopt named(String name, char letter) {
    longNames.put(name, letter);
    return this;
  }

  /** Lets the options end at the first argument that is none. */
  public Getopt untilFirstOperand() {
    permutes = false;
    return this;
  }

  /** An option with its value. */
  public record Option(char letter, @Nullable String value) {
    /** The value of an option that always takes one. */
    public String text() {
      return value == null ? "" : value;
    }
  }

  /**
   * What was given.
   *
   * @param options in order
   * @param operands what is no option
   */
  public record Given(List<Option> options, List<String> operands) {
    /** Whether an option is given. */
    public boolean has(char letter) {
      return options.stream().anyMatch(option -> option.letter == letter);
    }

    /** The value of an option where it is given last; null if it is not. */
    public @Nullable String value(char letter) {
      String last = null;
      for (Option option : options) {
        if (option.letter == letter) {
          last = option.text();
        }
      }
      return last;
    }
  }

  /** Options that make no sense, with getopt's words. */
  private static final class WrongException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongException(String message) {
      super(message);
    }
  }

  /** Reads the arguments; null when they made no sense, which has been told with where help is. */
  public @Nullable Given parse(Invocation call) {
    return parse(call, "Try '" + call.name() + " --help' for more information.\n");
  }

  /** Like {@link #parse(Invocation)}, with other words behind the error. */
  public @Nullable Given parse(Invocation call, String hint) {
    try {
      return read(call.arguments());
    } catch (WrongException wrong) {
      call.err().print(call.name() + ": " + wrong.getMessage() + "\n" + hint);
      return null;
    }
  }

  private Given read(List<String> arguments) throws WrongException {
    List<Option> options = new ArrayList<>();
    List<String> operands = new ArrayList<>();
    int next = 0;
    while (next < arguments.size()) {
      String argument = arguments.get(next++);
      if (argument.equals("--")) {
        operands.addAll(arguments.subList(next, arguments.size()));
        break;
      }
      String following = next < arguments.size() ? arguments.get(next) : null;
      if (argument.startsWith("--")) {
        next += longOption(argument.substring(2), following, options);
      } else if (argument.startsWith("-") && argument.length() > 1) {
        next += letters(argument, following, options);
      } else {
        operands.add(argument);
        if (!permutes) {
          operands.addAll(arguments.subList(next, arguments.size()));
          break;
        }
      }
    }
    return new Given(options, operands);
  }

  /** Reads one or more letters, and says whether the following argument was used as a value. */
  private int letters(String argument, @Nullable String following, List<Option> options)
      throws WrongException {
    for (int i = 1; i < argument.length(); i++) {
      char letter = argument.charAt(i);
      int place = letter == ':' ? -1 : letters.indexOf(letter);
      if (place < 0) {
        throw new WrongException("invalid option -- '" + letter + "'");
      }
      if (!takesValue(letter)) {
        options.add(new Option(letter, null));
        continue;
      }
      String rest = argument.substring(i + 1);
      if (!rest.isEmpty() || letters.startsWith("::", place + 1)) {
        options.add(new Option(letter, rest.isEmpty() ? null : rest));
        return 0;
      }
      if (following == null) {
        throw new WrongException("option requires an argument -- '" + letter + "'");
      }
      options.add(new Option(letter, following));
      return 1;
    }
    return 0;
  }

  private int longOption(String written, @Nullable String following, List<Option> options)
      throws WrongException {
    int equals = written.indexOf('=');
    String name = fullName(equals < 0 ? written : written.substring(0, equals));
    char letter = longNames.getOrDefault(name, '\0');
    String value = equals < 0 ? null : written.substring(equals + 1);
    if (!takesValue(letter)) {
      if (value != null) {
        throw new WrongException("option '--" + name + "' doesn't allow an argument");
      }
      options.add(new Option(letter, null));
      return 0;
    }
    boolean optional = letters.startsWith("::", letters.indexOf(letter) + 1);
    if (value == null && !optional) {
      if (following == null) {
        throw new WrongException("option '--" + name + "' requires an argument");
      }
      options.add(new Option(letter, following));
      return 1;
    }
    options.add(new Option(letter, value));
    return 0;
  }

  private String fullName(String written) throws WrongException {
    if (longNames.containsKey(written)) {
      return written;
    }
    List<String> possible =
        longNames.keySet().stream().filter(name -> name.startsWith(written)).toList();
    long meanings = possible.stream().map(longNames::get).distinct().count();
    if (possible.isEmpty()) {
      throw new WrongException("unrecognized option '--" + written + "'");
    }
    if (meanings > 1) {
      String all = String.join(" ", possible.stream().map(name -> "'--" + name + "'").toList());
      throw new WrongException("option '--" + written + "' is ambiguous; possibilities: " + all);
    }
    return possible.getFirst();
  }

  private boolean takesValue(char letter) {
    int place = letters.indexOf(letter);
    return place >= 0 && letters.startsWith(":", place + 1);
  }
}
