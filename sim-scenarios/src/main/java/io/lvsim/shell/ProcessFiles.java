package io.lvsim.shell;

import io.lvsim.host.HostException;
import io.lvsim.shell.grammar.Command;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The files behind {@code <(...)} and {@code >(...)}. Commands to read from are run to their end
 * before, commands to write to after the command that has the file's name as an argument.
 */
final class ProcessFiles {
  private static final int FIRST_NUMBER = 63;

  private final Interpreter shell;
  private final List<Open> open = new ArrayList<>();

  /** A file that is there while a command runs. */
  private record Open(String path, Command.Sequence body, boolean reading) {}

  ProcessFiles(Interpreter shell) {
    this.shell = shell;
  }

  /** Makes the file and says its name. */
  String file(Command.Sequence body, boolean reading) {
    String path = "/dev/fd/" + (FIRST_NUMBER - open.size());
    String content = reading ? shell.outputOf(body) : "";
    open.add(new Open(path, body, reading));
    try {
      shell.files().makeDirectory("/dev/fd");
      shell
          .files()
          .write(path, (content.isEmpty() ? "" : content + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (HostException refused) {
      throw shell.failure(path + ": " + refused.errno().text());
    }
    return path;
  }

  /** Takes the files away when the command has ended. */
  void remove() {
    if (open.isEmpty()) {
      return;
    }
    List<Open> ended = List.copyOf(open);
    open.clear();
    for (Open file : ended) {
      try {
        if (!file.reading) {
          feed(file);
        }
        shell.files().remove(file.path);
      } catch (HostException gone) {
        // a command has removed it
      }
    }
  }

  private void feed(Open file) throws HostException {
    byte[] written = shell.files().read(file.path);
    Descriptors own = shell.descriptors().copy();
    own.set(0, new TextSource(new String(written, StandardCharsets.UTF_8)));
    Interpreter inner = shell.subshell(shell.process(), own);
    inner.untilExit(() -> inner.execute(file.body));
    own.close();
  }
}
