package io.lvsim.command.text;

import io.lvsim.process.Killed;
import io.lvsim.process.Process;
import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.WriteFailedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs commands for commands that run others: xargs, timeout, env, watch. */
final class Launch {
  static final int NOT_FOUND = 127;
  private static final int SIGPIPE = 13;

  private final CommandTable table;

  Launch(CommandTable table) {
    this.table = table;
  }

  /** Whether there is such a command. */
  boolean knows(String typed) {
    return find(typed) != null;
  }

  private @Nullable Command find(String typed) {
    return table.find(typed.substring(typed.lastIndexOf('/') + 1));
  }

  /** Runs a command in the same process; 127 if there is none. */
  int run(Invocation call, String typed, List<String> arguments) {
    Command command = find(typed);
    if (command == null) {
      return NOT_FOUND;
    }
    Invocation inner = call.with(typed.substring(typed.lastIndexOf('/') + 1), arguments);
    try {
      return command.run(inner);
    } catch (WriteFailedException failed) {
      call.err().println(inner.name() + ": write error: " + failed.reason());
      return 1;
    } catch (Killed killed) {
      if (killed.signal() == SIGPIPE) {
        return 128 + SIGPIPE;
      }
      throw killed;
    }
  }

  /** Starts a command as a process of its own. */
  Process start(Invocation call, String typed, List<String> arguments) {
    return Process.start(
        call.process().simulation(),
        call.machine().name() + " " + typed,
        self -> run(call.inProcess(self), typed, arguments));
  }

  /** Starts a command and waits for it; it is killed with the process that waits. */
  int runApart(Invocation call, String typed, List<String> arguments) {
    Process child = start(call, typed, arguments);
    child.whenEnded(call.process()::wake);
    try {
      call.process().await(child::ended);
      return child.exitStatus();
    } catch (Killed killed) {
      child.kill(killed.signal());
      throw killed;
    }
  }
}
