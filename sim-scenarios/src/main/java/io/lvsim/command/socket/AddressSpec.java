package io.lvsim.command.socket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of socat's addresses: a keyword, parameters behind colons, options behind commas.
 *
 * @param keyword in capitals
 * @param options by name; without a value as {@code name}, the value is "1"
 */
record AddressSpec(String keyword, List<String> parameters, Map<String, String> options) {
  /** Other names of the same options. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "so-reuseaddr",
          "reuseaddr",
          "sp",
          "sourceport",
          "o-creat",
          "creat",
          "o-append",
          "append",
          "o-trunc",
          "trunc",
          "o-rdonly",
          "rdonly",
          "o-wronly",
          "wronly",
          "o-excl",
          "excl");

  /** Those that do something here, and those that make no difference in a lab. */
  private static final List<String> OPTIONS =
      List.of(
          "reuseaddr",
          "reuseport",
          "fork",
          "bind",
          "sourceport",
          "connect-timeout",
          "backlog",
          "max-children",
          "creat",
          "append",
          "trunc",
          "rdonly",
          "wronly",
          "excl",
          "nodelay",
          "pf",
          "pty",
          "stderr",
          "nofork",
          "ignoreeof",
          "keepalive");

  static AddressSpec parse(String text) throws SocatError {
    List<String> parts = split(text, ',');
    List<String> words = split(parts.getFirst(), ':');
    String keyword = words.getFirst().toUpperCase(Locale.ROOT);
    List<String> parameters = new ArrayList<>(words.subList(1, words.size()));
    if (keyword.equals("SYSTEM") || keyword.equals("EXEC")) {
      int colon = text.indexOf(':');
      parameters = colon < 0 ? List.of() : List.of(unquoted(commandOf(parts.getFirst(), colon)));
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : parts.subList(1, parts.size())) {
      addOption(option, options);
    }
    return new AddressSpec(keyword, List.copyOf(parameters), options);
  }

  private static String commandOf(String part, int colon) {
    return part.substring(Math.min(part.length(), colon + 1));
  }

  private static void addOption(String option, Map<String, String> options) throws SocatError {
    if (option.isEmpty()) {
      return;
    }
    int equals = option.indexOf('=');
    String typed = equals < 0 ? option : option.substring(0, equals);
    String lower = typed.toLowerCase(Locale.ROOT);
    String name = SYNONYMS.getOrDefault(lower, lower);
    if (!OPTIONS.contains(name)) {
      throw new SocatError("parseopts_table(): unknown option \"" + typed + "\"");
    }
    options.put(name, equals < 0 ? "1" : option.substring(equals + 1));
  }

  boolean has(String option) {
    return !options.getOrDefault(option, "0").equals("0");
  }

  @Nullable String value(String option) {
    return options.get(option);
  }

  /** Splits where no quote, backslash or parenthesis forbids it. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '\\' && i + 1 < text.length()) {
        part.append(each).append(text.charAt(++i));
      } else if (each == separator && quote == 0) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        quote = each == quote ? 0 : quote == 0 && (each == '"' || each == '\'') ? each : quote;
        part.append(each);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** Backslashes in front of what would separate are socat's own; quotes are the shell's. */
  private static String unquoted(String command) {
    return command.replaceAll("\\\\([,:!])", "$1");
  }
}
