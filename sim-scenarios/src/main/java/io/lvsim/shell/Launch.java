package io.lvsim.shell;

import io.lvsim.process.Killed;
import io.lvsim.process.Process;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs commands for commands that run others: xargs, timeout, env, watch, ip netns exec. */
public final class Launch {
  /** The exit status where there is no such command. */
  public static final int NOT_FOUND = 127;

  private static final int SIGPIPE = 13;

  private final CommandTable table;

  /**
   * @param table where commands are found
   */
  public Launch(CommandTable table) {
    this.table = table;
  }

  /** Whether there is such a command. */
  public boolean knows(String typed) {
    return find(typed) != null;
  }

  private @Nullable Command find(String typed) {
    return table.find(typed.substring(typed.lastIndexOf('/') + 1));
  }

  /** Runs a command in the same process; 127 if there is none. */
  public int run(Invocation call, String typed, List<String> arguments) {
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
  public Process start(Invocation call, String typed, List<String> arguments) {
    Process started =
        Process.start(
            call.process().simulation(),
            call.machine().name() + " " + typed,
            self -> run(call.inProcess(self), typed, arguments));
    call.net().adopt(started);
    return started;
  }

  /** Starts a command and waits for it; it is killed with the process that waits. */
  public int runApart(Invocation call, String typed, List<String> arguments) {
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
