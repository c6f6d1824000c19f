package io.lvsim.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the program that a name or path means. */
final class ProgramPaths {
  private static final List<String> PROGRAM_DIRECTORIES =
      List.of(
          "/usr/sbin/",
          "/usr/bin/",
          "/sbin/",
          "/bin/",
          "/usr/local/sbin/",
          "/usr/local/bin/",
          "/usr/libexec/",
          "/usr/lib/");

  private ProgramPaths() {}

  /** The program; a path to a file is a script; null if there is neither. */
  static @Nullable Command find(Interpreter shell, String typed) {
    CommandTable table = shell.terminal().commands();
    int slash = typed.lastIndexOf('/') + 1;
    if (slash == 0) {
      return table.find(typed);
    }
    String path = shell.absolute(typed);
    if (PROGRAM_DIRECTORIES.contains(path.substring(0, path.lastIndexOf('/') + 1))) {
      Command command = table.find(typed.substring(slash));
      if (command != null) {
        return command;
      }
    }
    boolean isFile = shell.files().exists(path) && !shell.files().isDirectory(path);
    return isFile && !typed.endsWith("/") && !shell.files().isLive(path)
        ? new BashCommand(table).script(typed, path)
        : null;
  }
}
