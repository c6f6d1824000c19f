package io.lvsim.cli;

import io.lvsim.report.Ink;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs the program in this process and keeps what it says. */
final class Program {
  private Program() {}

  /** How a run of the program ended. */
  record Outcome(int status, String out, String err) {}

  static Outcome run(String... args) {
    return run(Ink.PLAIN, args);
  }

  static Outcome run(Ink ink, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Lvsim.run(
            args,
            new Surroundings(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                ink));
    return new Outcome(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
