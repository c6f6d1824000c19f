package io.lvsim.command.net;

import io.lvsim.shell.Invocation;

/** Files as they are named on a command line. */
public final class Paths {
  private Paths() {}

  /** A path from the root, whatever the shell's current directory. */
  public static String absolute(Invocation call, String path) {
    if (path.startsWith("/")) {
      return path;
    }
    String directory = call.variables().get("PWD");
    return (directory == null || directory.equals("/") ? "" : directory) + "/" + path;
  }
}
