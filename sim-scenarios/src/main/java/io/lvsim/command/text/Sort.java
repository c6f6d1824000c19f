package io.lvsim.command.text;

import io.lvsim.host.HostException;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** sort(1): lines in order, by keys, in the C locale. */
final class Sort implements Command {
  private static final int FAILED = 2;
  private static final String SYNOPSIS_HINT = "Try 'sort --help' for more information.\n";

  private static final Getopt OPTIONS =
      new Getopt("bdfghinrVMRuscCk:t:o:mzS:T:")
          .named("ignore-leading-blanks", 'b')
          .named("dictionary-order", 'd')
          .named("ignore-case", 'f')
          .named("general-numeric-sort", 'g')
          .named("human-numeric-sort", 'h')
          .named("numeric-sort", 'n')
          .named("reverse", 'r')
          .named("version-sort", 'V')
          .named("month-sort", 'M')
          .named("unique", 'u')
          .named("stable", 's')
          .named("check", 'c')
          .named("key", 'k')
          .named("field-separator", 't')
          .named("output", 'o')
          .named("merge", 'm');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call, SYNOPSIS_HINT);
    if (given == null) {
      return FAILED;
    }
    Comparator<String> order;
    Comparator<String> keysOnly;
    try {
      List<SortKey> keys = SortKey.keys(given);
      keysOnly = comparator(keys);
      boolean lastResort = !given.has('s') && !given.has('u');
      Comparator<String> bytes = SortKey.byteOrder(given.has('r'));
      order = lastResort ? keysOnly.thenComparing(bytes) : keysOnly;
    } catch (IllegalArgumentException wrong) {
      call.err().println("sort: " + wrong.getMessage());
      return FAILED;
    }
    List<String> lines = new ArrayList<>();
    int unreadable =
        Inputs.forEach(
            call,
            given.operands(),
            (name, source) -> Inputs.lines(source, lines::add),
            failed ->
                (failed.errno() == io.lvsim.host.Errno.EISDIR ? "read failed: " : "cannot read: ")
                    + failed.name()
                    + ": "
                    + failed.errno().text());
    if (unreadable != 0) {
      return FAILED;
    }
    if (given.has('c') || given.has('C')) {
      return check(call, given, lines, order);
    }
    lines.sort(order);
    return write(call, given.value('o'), given.has('u') ? unique(lines, keysOnly) : lines);
  }

  private static Comparator<String> comparator(List<SortKey> keys) {
    Comparator<String> all = keys.getFirst();
    for (SortKey key : keys.subList(1, keys.size())) {
      all = all.thenComparing(key);
    }
    return all;
  }

  private static List<String> unique(List<String> lines, Comparator<String> order) {
    List<String> unique = new ArrayList<>();
    for (String line : lines) {
      if (unique.isEmpty() || order.compare(unique.getLast(), line) != 0) {
        unique.add(line);
      }
    }
    return unique;
  }

  private static int check(
      Invocation call, Getopt.Given given, List<String> lines, Comparator<String> order) {
    int wanted = given.has('u') ? -1 : 0;
    for (int i = 1; i < lines.size(); i++) {
      if (order.compare(lines.get(i - 1), lines.get(i)) > wanted) {
        String name = given.operands().isEmpty() ? "-" : given.operands().getFirst();
        if (given.has('c')) {
          call.err().println("sort: " + name + ":" + (i + 1) + ": disorder: " + lines.get(i));
        }
        return 1;
      }
    }
    return 0;
  }

  private static int write(Invocation call, @Nullable String file, List<String> lines) {
    StringBuilder all = new StringBuilder();
    lines.forEach(line -> all.append(line).append('\n'));
    try {
      ByteSink out = file == null ? call.out() : call.create(file, false);
      if (!all.isEmpty()) {
        out.print(all.toString());
      }
      return 0;
    } catch (HostException refused) {
      call.err().println("sort: open failed: " + file + ": " + refused.errno().text());
      return FAILED;
    }
  }
}
