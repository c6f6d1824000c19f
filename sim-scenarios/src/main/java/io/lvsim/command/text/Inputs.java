package io.lvsim.command.text;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** The files that a command reads: those named, or standard input. */
final class Inputs {
  private Inputs() {}

  /** What is done with one file. */
  @FunctionalInterface
  interface Reader {
    void read(String name, ByteSource source);
  }

  /**
   * Reads each file in turn, and tells of those that cannot be read.
   *
   * @param names none for standard input
   * @return 1 if some file could not be read
   */
  static int forEach(Invocation call, List<String> names, Reader reader) {
    return forEach(call, names, reader, failed -> failed.name + ": " + failed.errno.text());
  }

  /** A file that could not be read. */
  record Failed(String name, Errno errno) {}

  /** Like {@link #forEach(Invocation, List, Reader)}, with the command's own words. */
  static int forEach(
      Invocation call, List<String> names, Reader reader, Function<Failed, String> words) {
    int status = 0;
    for (String name : names.isEmpty() ? List.of("-") : names) {
      try {
        reader.read(name, call.open(name));
      } catch (HostException unreadable) {
        String text = words.apply(new Failed(name, unreadable.errno()));
        call.err().println(call.name() + ": " + text);
        status = 1;
      }
    }
    return status;
  }

  /** Calls something with each line without its line end. */
  static void lines(ByteSource source, java.util.function.Consumer<String> line) {
    for (String text = source.readLine(); text != null; text = source.readLine()) {
      line.accept(text);
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
