package io.lvsim.scenario.run;

import io.lvsim.shell.Shell;
import io.lvsim.shell.ShellSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a script into the commands that one would type one after the other: a command is as many
 * lines as it takes to be whole.
 */
public final class CommandLines {
  private CommandLines() {}

  /** The commands of a script, each as many lines as it takes to be whole. */
  public static List<String> split(String script) {
    List<String> commands = new ArrayList<>();
    StringBuilder command = new StringBuilder();
    for (String line : script.lines().toList()) {
      if (command.isEmpty() && line.isBlank()) {
        continue;
      }
      command.append(line).append('\n');
      if (isWhole(command.toString())) {
        commands.add(command.toString());
        command.setLength(0);
      }
    }
    if (!command.isEmpty()) {
      commands.add(command.toString());
    }
    return commands;
  }

  private static boolean isWhole(String command) {
    try {
      Shell.check(command);
      return !endsWithBackslash(command);
    } catch (ShellSyntaxException e) {
      return false;
    }
  }

  private static boolean endsWithBackslash(String command) {
    int end = command.length() - 1;
    int backslashes = 0;
    while (end - 1 - backslashes >= 0 && command.charAt(end - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }
}
