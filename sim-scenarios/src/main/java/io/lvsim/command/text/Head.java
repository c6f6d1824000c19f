package io.lvsim.command.text;

import io.lvsim.host.Errno;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** head(1): the first lines or bytes, or all but the last ones. */
final class Head implements Command {
  private static final Getopt OPTIONS =
      new Getopt("n:c:qv")
          .named("lines", 'n')
          .named("bytes", 'c')
          .named("quiet", 'q')
          .named("silent", 'q')
          .named("verbose", 'v');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(withoutOldForm(call));
    if (given == null) {
      return 1;
    }
    String bytes = given.value('c');
    String lines = given.value('n');
    String written = bytes != null ? bytes : lines != null ? lines : "10";
    long count = Counts.parse(written.startsWith("-") ? written.substring(1) : written);
    if (count < 0) {
      String what = bytes != null ? "bytes" : "lines";
      call.err().println("head: invalid number of " + what + ": ‘" + written + "’");
      return 1;
    }
    boolean fromEnd = written.startsWith("-");
    Headings headings = new Headings(call, given);
    return Inputs.forEach(
        call,
        given.operands(),
        (name, source) -> {
          headings.show(name);
          if (bytes != null) {
            bytes(call, source, count, fromEnd);
          } else if (fromEnd) {
            allButLast(call, source, count);
          } else {
            first(call, source, count);
          }
        },
        Head::words);
  }

  private static String words(Inputs.Failed failed) {
    return failed.errno() == Errno.EISDIR
        ? "error reading '" + failed.name() + "': " + failed.errno().text()
        : "cannot open '" + failed.name() + "' for reading: " + failed.errno().text();
  }

  /** Reads {@code -5} as {@code -n 5}. */
  static Invocation withoutOldForm(Invocation call) {
    if (call.arguments().isEmpty() || !call.arguments().getFirst().matches("-\\d+")) {
      return call;
    }
    List<String> arguments = new ArrayList<>(call.arguments());
    arguments.set(0, arguments.getFirst().substring(1));
    arguments.addFirst("-n");
    return call.with(call.name(), arguments);
  }

  private static void first(Invocation call, ByteSource source, long count) {
    for (long i = 0; i < count; i++) {
      byte[] line = source.readLineBytes();
      if (line.length == 0) {
        return;
      }
      call.out().write(line);
    }
  }

  private static void allButLast(Invocation call, ByteSource source, long count) {
    ArrayDeque<byte[]> last = new ArrayDeque<>();
    for (byte[] line = source.readLineBytes(); line.length > 0; line = source.readLineBytes()) {
      last.addLast(line);
      if (last.size() > count) {
        call.out().write(last.removeFirst());
      }
    }
  }

  private static void bytes(Invocation call, ByteSource source, long count, boolean fromEnd) {
    if (fromEnd) {
      byte[] all = source.readAll();
      call.out().write(Arrays.copyOf(all, (int) Math.max(0, all.length - count)));
    } else {
      call.out().write(source.readBytes((int) Math.min(count, Integer.MAX_VALUE)));
    }
  }
}
