package io.lvsim.shell;

import io.lvsim.host.Errno;

/** cd, pwd and umask. */
final class DirectoryBuiltins {
  private DirectoryBuiltins() {}

  static int changeDirectory(Interpreter shell, Builtin.Call call) {
    int first = 0;
    while (first < call.count() && call.argument(first).matches("-[LPe@]+|--")) {
      first++;
    }
    if (call.count() - first > 1) {
      return call.fail(shell, "too many arguments", 1);
    }
    Variables variables = shell.state().variables;
    boolean back = call.count() > first && call.argument(first).equals("-");
    String target =
        back
            ? variables.get("OLDPWD")
            : call.count() > first ? call.argument(first) : variables.get("HOME");
    if (target == null) {
      return call.fail(shell, back ? "OLDPWD not set" : "HOME not set", 1);
    }
    if (!back && target.startsWith("-") && target.length() > 1) {
      return call.invalidOption(shell, target.substring(0, 2), "cd [-L|[-P [-e]] [-@]] [dir]");
    }
    String path = shell.absolute(target);
    if (!shell.files().isDirectory(path)) {
      Errno errno = shell.files().exists(path) ? Errno.ENOTDIR : Errno.ENOENT;
      return call.fail(shell, target + ": " + errno.text(), 1);
    }
    variables.set("OLDPWD", shell.state().directory());
    variables.export("OLDPWD");
    variables.set("PWD", path);
    if (back) {
      shell.descriptors().out().println(path);
    }
    return 0;
  }

  static int printDirectory(Interpreter shell, Builtin.Call call) {
    if (call.count() > 0
        && !call.argument(0).matches("-[LP]")
        && call.argument(0).startsWith("-")) {
      return call.invalidOption(
          shell,
          call.argument(0).substring(0, Math.min(2, call.argument(0).length())),
          "pwd [-LP]");
    }
    shell.descriptors().out().println(shell.state().directory());
    return 0;
  }

  static int umask(Interpreter shell, Builtin.Call call) {
    ShellState state = shell.state();
    boolean symbolic = call.count() > 0 && call.argument(0).equals("-S");
    if (call.count() == 0 || symbolic && call.count() == 1) {
      shell
          .descriptors()
          .out()
          .println(symbolic ? symbolic(state.umask) : String.format("%04o", state.umask));
      return 0;
    }
    String mask = call.argument(call.count() - 1);
    if (!mask.matches("[0-7]{1,4}")) {
      boolean digits = mask.matches("\\d+");
      return call.fail(
          shell,
          digits
              ? mask + ": octal number out of range"
              : "`" + mask.charAt(0) + "': invalid symbolic mode operator",
          1);
    }
    state.umask = Integer.parseInt(mask, 8) & 0777;
    return 0;
  }

  private static String symbolic(int mask) {
    return "u=" + rights(mask >> 6) + ",g=" + rights(mask >> 3) + ",o=" + rights(mask);
  }

  private static String rights(int mask) {
    return ((mask & 4) == 0 ? "r" : "")
        + ((mask & 2) == 0 ? "w" : "")
        + ((mask & 1) == 0 ? "x" : "");
  }
}
