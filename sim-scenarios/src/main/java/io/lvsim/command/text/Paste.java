package io.lvsim.command.text;

import io.lvsim.host.HostException;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.List;

/** paste(1): lines of files side by side, or of one file in a row (-s). */
final class Paste implements Command {
  private static final Getopt OPTIONS =
      new Getopt("sd:z").named("serial", 's').named("delimiters", 'd');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    List<String> delimiters = delimiters(given.value('d'));
    List<ByteSource> sources = new ArrayList<>();
    for (String name : given.operands().isEmpty() ? List.of("-") : given.operands()) {
      try {
        sources.add(call.open(name));
      } catch (HostException unreadable) {
        call.err().println("paste: " + name + ": " + unreadable.errno().text());
        return 1;
      }
    }
    if (given.has('s')) {
      sources.forEach(source -> call.out().println(inRow(source, delimiters)));
    } else {
      sideBySide(call, sources, delimiters);
    }
    return 0;
  }

  private static List<String> delimiters(@org.jspecify.annotations.Nullable String written) {
    if (written == null) {
      return List.of("\t");
    }
    List<String> delimiters = new ArrayList<>();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '\\' && i + 1 < written.length()) {
        char kind = written.charAt(++i);
        delimiters.add(
            switch (kind) {
              case 'n' -> "\n";
              case 't' -> "\t";
              case '0' -> "";
              default -> String.valueOf(kind);
            });
      } else {
        delimiters.add(String.valueOf(c));
      }
    }
    return delimiters.isEmpty() ? List.of("") : delimiters;
  }

  private static String inRow(ByteSource source, List<String> delimiters) {
    StringBuilder row = new StringBuilder();
    int count = 0;
    for (String line = source.readLine(); line != null; line = source.readLine()) {
      row.append(count == 0 ? "" : delimiters.get((count - 1) % delimiters.size())).append(line);
      count++;
    }
    return row.toString();
  }

  private static void sideBySide(
      Invocation call, List<ByteSource> sources, List<String> delimiters) {
    while (true) {
      StringBuilder row = new StringBuilder();
      boolean some = false;
      for (int i = 0; i < sources.size(); i++) {
        String line = sources.get(i).readLine();
        some |= line != null;
        row.append(i == 0 ? "" : delimiters.get((i - 1) % delimiters.size()));
        row.append(line == null ? "" : line);
      }
      if (!some) {
        return;
      }
      call.out().println(row.toString());
    }
  }
}
