package io.lvsim.shell;

import java.nio.file.Files;
import java.nio.file.Path;

/** Runs scripts from the command line, for comparing by hand. */
final class RunFile {
  private RunFile() {}

  public static void main(String[] arguments) throws Exception {
    for (String file : arguments) {
      String script = file.equals("-c") ? "" : Files.readString(Path.of(file));
      ScriptRun.Result result = ScriptRun.of(script);
      System.out.print(result.terminal());
      System.out.println("[" + result.status() + (result.ended() ? "" : " not ended") + "]");
    }
    System.exit(0);
  }
}
