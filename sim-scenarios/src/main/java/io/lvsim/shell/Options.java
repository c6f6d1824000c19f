package io.lvsim.shell;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** set and shopt: the shell's options. */
final class Options {
  private static final String SYNOPSIS =
      "set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]";

  /** Names of set -o, with their letter where they have one. */
  private static final Map<String, String> NAMES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("allexport", "a"),
              Map.entry("braceexpand", "B"),
              Map.entry("errexit", "e"),
              Map.entry("errtrace", "E"),
              Map.entry("hashall", "h"),
              Map.entry("monitor", "m"),
              Map.entry("noclobber", "C"),
              Map.entry("noexec", "n"),
              Map.entry("noglob", "f"),
              Map.entry("nounset", "u"),
              Map.entry("pipefail", ""),
              Map.entry("posix", ""),
              Map.entry("verbose", "v"),
              Map.entry("xtrace", "x")));

  private Options() {}

  static int set(Interpreter shell, Builtin.Call call) {
    ShellState state = shell.state();
    if (call.count() == 0) {
      listVariables(shell);
      return 0;
    }
    int next = 0;
    while (next < call.count() && call.argument(next).matches("[-+].+")) {
      String argument = call.argument(next++);
      if (argument.equals("--")) {
        state.positional = List.copyOf(call.from(next));
        return 0;
      }
      boolean on = argument.startsWith("-");
      for (char letter : argument.substring(1).toCharArray()) {
        if (letter == 'o') {
          if (next >= call.count()) {
            return list(shell, on);
          }
          int status = setLong(shell, call, call.argument(next++), on);
          if (status != 0) {
            return status;
          }
        } else if ("abefhkmnptuvxBCEHPT".indexOf(letter) < 0) {
          return call.invalidOption(shell, argument.charAt(0) + String.valueOf(letter), SYNOPSIS);
        } else {
          turn(state.options, letter, on);
        }
      }
    }
    if (next < call.count()) {
      state.positional = List.copyOf(call.from(call.argument(next).equals("-") ? next + 1 : next));
    }
    return 0;
  }

  private static int setLong(Interpreter shell, Builtin.Call call, String name, boolean on) {
    String letter = NAMES.get(name);
    if (letter == null) {
      return call.fail(shell, name + ": invalid option name", 2);
    }
    if (letter.isEmpty()) {
      turn(shell.state().longOptions, name, on);
    } else {
      turn(shell.state().options, letter.charAt(0), on);
    }
    return 0;
  }

  /** Whether an option of set -o is on. */
  static boolean isOn(ShellState state, String name) {
    String letter = NAMES.get(name);
    if (letter == null) {
      return false;
    }
    return letter.isEmpty()
        ? state.longOptions.contains(name)
        : "Bh".contains(letter) || state.options.contains(letter.charAt(0));
  }

  private static int list(Interpreter shell, boolean table) {
    for (String name : NAMES.keySet()) {
      boolean on = isOn(shell.state(), name);
      shell
          .descriptors()
          .out()
          .println(
              table
                  ? String.format("%-15s\t%s", name, on ? "on" : "off")
                  : "set " + (on ? "-o " : "+o ") + name);
    }
    return 0;
  }

  private static void listVariables(Interpreter shell) {
    Variables variables = shell.state().variables;
    for (String name : variables.names()) {
      shell.descriptors().out().println(VariableListing.assignment(name, variables.variable(name)));
    }
  }

  static int shopt(Interpreter shell, Builtin.Call call) {
    int next = 0;
    String mode = "";
    while (next < call.count() && call.argument(next).matches("-[supqo]+")) {
      mode += call.argument(next++).substring(1);
    }
    TreeSet<String> options = shell.state().longOptions;
    int status = 0;
    for (String name : call.from(next)) {
      if (!name.matches(
          "nullglob|dotglob|extglob|failglob|nocaseglob|nocasematch|globstar|expand_aliases|lastpipe|inherit_errexit|checkwinsize|sourcepath")) {
        status = call.fail(shell, name + ": invalid shell option name", 1);
      } else if (mode.contains("s") || mode.contains("u")) {
        turn(options, name, mode.contains("s"));
      } else {
        status |= options.contains(name) ? 0 : 1;
        if (!mode.contains("q")) {
          shell
              .descriptors()
              .out()
              .println(String.format("%-15s\t%s", name, options.contains(name) ? "on" : "off"));
        }
      }
    }
    return status;
  }

  private static <T> void turn(TreeSet<T> options, T option, boolean on) {
    if (on) {
      options.add(option);
    } else {
      options.remove(option);
    }
  }
}
