package io.lvsim.command.text;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** tail(1): the last lines or bytes, or all from one on; -f waits for more. */
final class Tail implements Command {
  /** How often -f looks for more, as tail does by default. */
  private static final long LOOK_NANOS = 1_000_000_000L;

  private static final Getopt OPTIONS =
      new Getopt("n:c:qvfFs:")
          .named("lines", 'n')
          .named("bytes", 'c')
          .named("quiet", 'q')
          .named("silent", 'q')
          .named("verbose", 'v')
          .named("follow", 'f')
          .named("sleep-interval", 's');

  @Override
  public int run(Invocation call) {
    Invocation newForm = withoutOldForm(call);
    Getopt.Given given = OPTIONS.parse(newForm);
    if (given == null) {
      return 1;
    }
    if (newForm != call && given.operands().size() > 1) {
      String old = call.arguments().getFirst().replaceFirst("^[-+]", "");
      call.err().println("tail: option used in invalid context -- " + old.charAt(0));
      return 1;
    }
    String bytes = given.value('c');
    String lines = given.value('n');
    String written = bytes != null ? bytes : lines != null ? lines : "10";
    long count = Counts.parse(written.replaceFirst("^[-+]", ""));
    if (count < 0) {
      String what = bytes != null ? "bytes" : "lines";
      call.err().println("tail: invalid number of " + what + ": ‘" + written + "’");
      return 1;
    }
    Headings headings = new Headings(call, given);
    boolean fromStart = written.startsWith("+");
    int status =
        Inputs.forEach(
            call,
            given.operands(),
            (name, source) -> {
              headings.show(name);
              show(call, source, count, fromStart, bytes != null);
            },
            Tail::words);
    if (given.has('f') || given.has('F')) {
      follow(call, given.operands());
    }
    return status;
  }

  private static String words(Inputs.Failed failed) {
    return failed.errno() == Errno.EISDIR
        ? "error reading '" + failed.name() + "': " + failed.errno().text()
        : "cannot open '" + failed.name() + "' for reading: " + failed.errno().text();
  }

  /** Reads {@code -5} and {@code +5} as values of -n. */
  private static Invocation withoutOldForm(Invocation call) {
    if (call.arguments().isEmpty() || !call.arguments().getFirst().matches("[-+]\\d+f?")) {
      return call;
    }
    List<String> arguments = new ArrayList<>(call.arguments());
    String first = arguments.removeFirst();
    arguments.addFirst(first.replaceFirst("^-", "").replace("f", ""));
    arguments.addFirst("-n");
    if (first.endsWith("f")) {
      arguments.addFirst("-f");
    }
    return call.with(call.name(), arguments);
  }

  private static void show(
      Invocation call, ByteSource source, long count, boolean fromStart, boolean bytes) {
    if (bytes) {
      byte[] all = source.readAll();
      long start = fromStart ? Math.max(0, count - 1) : all.length - count;
      int from = (int) Math.max(0, Math.min(start, all.length));
      call.out().write(Arrays.copyOfRange(all, from, all.length));
    } else if (fromStart) {
      fromLine(call, source, count);
    } else {
      last(call, source, count);
    }
  }

  private static void fromLine(Invocation call, ByteSource source, long first) {
    long number = 1;
    for (byte[] line = source.readLineBytes(); line.length > 0; line = source.readLineBytes()) {
      if (number++ >= first) {
        call.out().write(line);
      }
    }
  }

  private static void last(Invocation call, ByteSource source, long count) {
    ArrayDeque<byte[]> last = new ArrayDeque<>();
    for (byte[] line = source.readLineBytes(); line.length > 0; line = source.readLineBytes()) {
      last.addLast(line);
      if (last.size() > count) {
        last.removeFirst();
      }
    }
    last.forEach(call.out()::write);
  }

  /** Shows what is added to the last of the files, until the process is killed. */
  private static void follow(Invocation call, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    String path = call.path(names.getLast());
    int shown = size(call, path);
    while (true) {
      call.process().sleep(LOOK_NANOS);
      try {
        byte[] content = call.files().read(path);
        int from = Math.min(content.length < shown ? 0 : shown, content.length);
        if (content.length > from) {
          call.out().write(Arrays.copyOfRange(content, from, content.length));
        }
        shown = content.length;
      } catch (HostException gone) {
        shown = 0;
      }
    }
  }

  private static int size(Invocation call, String path) {
    try {
      return call.files().read(path).length;
    } catch (HostException missing) {
      return 0;
    }
  }
}
