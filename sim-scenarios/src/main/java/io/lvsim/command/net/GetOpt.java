package io.lvsim.command.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options as getopt_long(3) of the GNU C library reads them, with its error texts: options may
 * stand behind operands (unless the short options begin with {@code +}), long ones may be
 * shortened, two hyphens end them.
 */
public final class GetOpt {
  /** What {@link #next} returns at the end. */
  public static final int END = -1;

  /** What {@link #next} returns for an option that makes no sense; {@link #error} says why. */
  public static final int BAD = '?';

  /** Whether an option has an argument. */
  public enum Argument {
    NONE,
    REQUIRED,
    OPTIONAL
  }

  /** A long option and what {@link #next} returns for it. */
  public record LongOption(String name, Argument argument, int value) {
    /** A long option without an argument. */
    public static LongOption flag(String name, int value) {
      return new LongOption(name, Argument.NONE, value);
    }

    /** A long option that needs an argument. */
    public static LongOption with(String name, int value) {
      return new LongOption(name, Argument.REQUIRED, value);
    }
  }

  private final String program;
  private final List<String> words;
  private final String shortOptions;
  private final List<LongOption> longOptions;
  private final List<String> operands = new ArrayList<>();
  private int at;
  private String cluster = "";
  private @Nullable String argument;
  private String error = "";

  /**
   * @param program as it stands in front of error texts
   * @param shortOptions letters, a colon behind those with an argument, two where it is optional
   */
  public GetOpt(
      String program, List<String> words, String shortOptions, List<LongOption> longOptions) {
    this.program = program;
    this.words = words;
    this.shortOptions = shortOptions;
    this.longOptions = longOptions;
  }

  /** Short options only. */
  public GetOpt(String program, List<String> words, String shortOptions) {
    this(program, words, shortOptions, List.of());
  }

  /** The next option's letter or value, {@link #BAD} or {@link #END}. */
  public int next() {
    argument = null;
    if (!cluster.isEmpty()) {
      return nextShort();
    }
    while (at < words.size()) {
      String word = words.get(at);
      if (word.equals("--")) {
        at++;
        return end();
      }
      if (word.length() > 1 && word.startsWith("-")) {
        at++;
        return word.startsWith("--") ? nextLong(word.substring(2)) : first(word);
      }
      if (shortOptions.startsWith("+")) {
        return end();
      }
      operands.add(word);
      at++;
    }
    return END;
  }

  /** The present option's argument; empty if it has none. */
  public String argument() {
    String given = argument;
    return given == null ? "" : given;
  }

  /** Whether the present option has an argument. */
  public boolean hasArgument() {
    return argument != null;
  }

  /** Why the present option is bad: one line with its end. */
  public String error() {
    return error;
  }

  /** All that is not an option, once {@link #next} has returned {@link #END}. */
  public List<String> operands() {
    return operands;
  }

  private int end() {
    operands.addAll(words.subList(at, words.size()));
    at = words.size();
    return END;
  }

  private int first(String word) {
    cluster = word.substring(1);
    return nextShort();
  }

  private int nextShort() {
    char letter = cluster.charAt(0);
    cluster = cluster.substring(1);
    int spec = letter == ':' || letter == '+' ? -1 : shortOptions.indexOf(letter);
    if (spec < 0) {
      return bad("invalid option -- '" + letter + "'");
    }
    if (!shortOptions.startsWith(":", spec + 1)) {
      return letter;
    }
    if (!cluster.isEmpty()) {
      argument = cluster;
      cluster = "";
    } else if (!shortOptions.startsWith("::", spec + 1)) {
      if (at >= words.size()) {
        return bad("option requires an argument -- '" + letter + "'");
      }
      argument = words.get(at++);
    }
    return letter;
  }

  private int nextLong(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    List<LongOption> candidates = candidates(name);
    if (candidates.isEmpty()) {
      return bad("unrecognized option '--" + name + "'");
    }
    if (candidates.size() > 1) {
      return ambiguous(name, candidates);
    }
    LongOption option = candidates.getFirst();
    if (equals >= 0) {
      if (option.argument() == Argument.NONE) {
        return bad("option '--" + option.name() + "' doesn't allow an argument");
      }
      argument = word.substring(equals + 1);
    } else if (option.argument() == Argument.REQUIRED) {
      if (at >= words.size()) {
        return bad("option '--" + option.name() + "' requires an argument");
      }
      argument = words.get(at++);
    }
    return option.value();
  }

  private List<LongOption> candidates(String name) {
    List<LongOption> found = new ArrayList<>();
    for (LongOption option : longOptions) {
      if (option.name().equals(name)) {
        return List.of(option);
      }
      if (option.name().startsWith(name)) {
        found.add(option);
      }
    }
    LongOption first = found.isEmpty() ? null : found.getFirst();
    boolean same =
        first != null
            && found.stream()
                .allMatch(o -> o.value() == first.value() && o.argument() == first.argument());
    return same ? List.of(first) : found;
  }

  private int ambiguous(String name, List<LongOption> candidates) {
    StringBuilder text = new StringBuilder("option '--" + name + "' is ambiguous; possibilities:");
    for (LongOption candidate : candidates) {
      text.append(" '--").append(candidate.name()).append('\'');
    }
    return bad(text.toString());
  }

  private int bad(String why) {
    error = program + ": " + why + "\n";
    return BAD;
  }
}
