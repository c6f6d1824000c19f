package io.lvsim.command.text;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** wc(1): counts lines, words, characters and bytes. */
final class Wc implements Command {
  private static final Getopt OPTIONS =
      new Getopt("lwcmL")
          .named("lines", 'l')
          .named("words", 'w')
          .named("bytes", 'c')
          .named("chars", 'm')
          .named("max-line-length", 'L');

  /** How wide a column is when sizes are not known before. */
  private static final int WIDTH_OF_STREAMS = 7;

  /** One line of the answer. */
  private record Counted(long[] numbers, @Nullable String name) {}

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    boolean all = given.options().isEmpty();
    List<Counted> counted = new ArrayList<>();
    long[] total = new long[5];
    int status =
        Inputs.forEach(
            call,
            given.operands(),
            (name, source) -> {
              long[] numbers = count(source);
              add(total, numbers);
              counted.add(new Counted(numbers, given.operands().isEmpty() ? null : name));
            });
    if (given.operands().size() > 1) {
      counted.add(new Counted(total, "total"));
    }
    String columns = all ? "lwc" : columns(given);
    int width = width(call, given, columns, total);
    counted.forEach(line -> call.out().println(line(line, columns, width)));
    return status;
  }

  private static String columns(Getopt.Given given) {
    StringBuilder columns = new StringBuilder();
    for (char column : "lwmcL".toCharArray()) {
      if (given.has(column)) {
        columns.append(column);
      }
    }
    return columns.toString();
  }

  private static long[] count(ByteSource source) {
    byte[] bytes = source.readAll();
    String text = Inputs.text(bytes);
    long[] numbers = new long[5];
    boolean inWord = false;
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      numbers[0] += c == '\n' ? 1 : 0;
      length = c == '\n' ? 0 : c == '\t' ? length / 8 * 8 + 8 : length + (c < ' ' ? 0 : 1);
      numbers[4] = Math.max(numbers[4], length);
      boolean blank = c == ' ' || c >= '\t' && c <= '\r';
      numbers[1] += !blank && !inWord ? 1 : 0;
      inWord = !blank;
    }
    numbers[2] = text.codePointCount(0, text.length());
    numbers[3] = bytes.length;
    return numbers;
  }

  private static void add(long[] total, long[] numbers) {
    for (int i = 0; i < 4; i++) {
      total[i] += numbers[i];
    }
    total[4] = Math.max(total[4], numbers[4]);
  }

  /** As wide as the sizes of the files ask for; wider where a size is not known. */
  private static int width(Invocation call, Getopt.Given given, String columns, long[] total) {
    List<String> names = given.operands();
    if (columns.length() == 1 && names.size() <= 1) {
      return 1;
    }
    boolean regular = !names.isEmpty() || call.readsFile();
    for (String name : names) {
      regular &= isRegular(call, name);
    }
    int digits = String.valueOf(total[3]).length();
    return regular ? digits : Math.max(WIDTH_OF_STREAMS, digits);
  }

  private static boolean isRegular(Invocation call, String name) {
    if (name.equals("-")) {
      return call.readsFile();
    }
    try {
      call.files().openForReading(call.path(name));
      return !call.files().isLive(call.path(name));
    } catch (HostException unreadable) {
      return unreadable.errno() == Errno.ENOENT;
    }
  }

  private static String line(Counted counted, String columns, int width) {
    StringBuilder line = new StringBuilder();
    for (char column : columns.toCharArray()) {
      long number = counted.numbers["lwmcL".indexOf(column)];
      line.append(line.isEmpty() ? "" : " ").append(("%" + width + "d").formatted(number));
    }
    return counted.name == null ? line.toString() : line + " " + counted.name;
  }
}
