package io.lvsim.kernel;

import java.util.regex.Pattern;

/**
 * What a terminal's shell says: the guest's shell is fed commands by a program and therefore names
 * itself with a line number, which a shell that one types into does not.
 */
final class ShellMessages {
  private static final Pattern WITH_LINE =
      Pattern.compile("(?m)^(?:/bin/)?bash: (?:eval: )?line \\d+: ");
  private static final Pattern KILLED = Pattern.compile("(?m)^bash: +\\d+ Killed .*\\R?");

  private ShellMessages() {}

  static String asTyped(String output) {
    return WITH_LINE.matcher(output).replaceAll("bash: ");
  }

  /** Without what the shell says about the command that was killed because it took too long. */
  static String withoutKill(String output) {
    return KILLED.matcher(output).replaceAll("");
  }
}
