package io.lvsim.cli;

import io.lvsim.report.Ink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the program writes to.
 *
 * @param ink how standard output is coloured
 */
record Surroundings(PrintStream out, PrintStream err, Ink ink) {
  /**
   * The process's own. Output is coloured on a terminal, which the launcher tells by the property
   * {@code lvsim.terminal}, unless NO_COLOR is set (no-color.org).
   */
  static Surroundings ofProcess() {
    String noColor = System.getenv("NO_COLOR");
    boolean colours =
        Boolean.getBoolean("lvsim.terminal") && (noColor == null || noColor.isEmpty());
    return new Surroundings(
        stream(FileDescriptor.out), stream(FileDescriptor.err), colours ? Ink.COLOURED : Ink.PLAIN);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    OutputStream out = new FileOutputStream(descriptor);
    return new PrintStream(
        new java.io.BufferedOutputStream(out, 1 << 13), false, StandardCharsets.UTF_8);
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
