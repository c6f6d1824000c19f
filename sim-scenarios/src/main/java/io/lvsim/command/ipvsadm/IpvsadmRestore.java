package io.lvsim.command.ipvsadm;

import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The script ipvsadm-restore: reads all lines but those that begin with {@code #}, clears the table
 * and has the lines restored. Options are not looked at.
 */
record IpvsadmRestore(Ipvsadm ipvsadm) implements Command {
  @Override
  public int run(Invocation call) {
    Lines input = new Lines(new String(call.in().readAll(), StandardCharsets.UTF_8));
    ipvsadm.run(as(call, "-C", call.in()));
    return ipvsadm.run(as(call, "-R", input));
  }

  private static Invocation as(Invocation call, String word, ByteSource in) {
    return new Invocation(
        "ipvsadm",
        List.of(word),
        call.net(),
        call.process(),
        in,
        call.out(),
        call.err(),
        call.variables());
  }

  /** What is left of standard input. */
  private static final class Lines implements ByteSource {
    private final Deque<String> lines = new ArrayDeque<>();

    Lines(String text) {
      text.lines().filter(line -> !line.startsWith("#")).forEach(lines::add);
    }

    @Override
    public @Nullable String readLine() {
      return lines.poll();
    }

    @Override
    public byte[] readAll() {
      String all = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
      lines.clear();
      return all.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] read() {
      return readAll();
    }
  }
}
