package io.lvsim.command.text;

import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.List;

/** rev, tac and yes: small tools that turn lines around or repeat one. */
final class LineTools {
  private static final Getopt NO_OPTIONS = new Getopt("");

  /** How much yes writes in one go. */
  private static final int CHUNK_CHARACTERS = 8192;

  private LineTools() {}

  /** rev(1): the characters of each line in reverse. */
  static int reverseCharacters(Invocation call) {
    Getopt.Given given = NO_OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    return Inputs.forEach(
        call,
        given.operands(),
        (name, source) -> {
          for (byte[] bytes = source.readLineBytes();
              bytes.length > 0;
              bytes = source.readLineBytes()) {
            String line = Inputs.text(bytes);
            boolean ends = line.endsWith("\n");
            String body = ends ? line.substring(0, line.length() - 1) : line;
            call.out().print(new StringBuilder(body).reverse() + (ends ? "\n" : ""));
          }
        });
  }

  /** tac(1): the lines in reverse. */
  static int reverseLines(Invocation call) {
    Getopt.Given given = NO_OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    return Inputs.forEach(
        call,
        given.operands(),
        (name, source) -> {
          List<byte[]> lines = new ArrayList<>();
          for (byte[] line = source.readLineBytes();
              line.length > 0;
              line = source.readLineBytes()) {
            lines.add(line);
          }
          lines.reversed().forEach(call.out()::write);
        },
        failed -> "failed to open '" + failed.name() + "' for reading: " + failed.errno().text());
  }

  /** yes(1): one line again and again, until nobody reads it any more. */
  static int repeat(Invocation call) {
    String line = (call.arguments().isEmpty() ? "y" : String.join(" ", call.arguments())) + "\n";
    String chunk = line.repeat(Math.max(1, CHUNK_CHARACTERS / line.length()));
    while (true) {
      call.out().print(chunk);
    }
  }
}
