package io.lvsim.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Processes that end together, such as all of one machine. A process belongs to the group of the
 * one that starts it; the first of a group are started inside {@link #begin}.
 */
public final class ProcessGroup {
  private static final ThreadLocal<@Nullable ProcessGroup> BEGINNING = new ThreadLocal<>();

  private final List<Process> members = new ArrayList<>();

  /** Does something by which processes of this group may be started. */
  public <T> T begin(Supplier<T> action) {
    ProcessGroup before = BEGINNING.get();
    BEGINNING.set(this);
    try {
      return action.get();
    } finally {
      BEGINNING.set(before);
    }
  }

  /** Kills whoever lives; they end when the simulation goes on, at the present instant. */
  public void kill(int signal) {
    new ArrayList<>(members).forEach(process -> process.kill(signal));
  }

  /** Those that have not ended, in the order in which they were started. */
  public List<Process> living() {
    return List.copyOf(members);
  }

  /** The group that a process started now belongs to; null if nobody has begun one. */
  static @Nullable ProcessGroup present() {
    Process parent = Process.current();
    return parent == null ? BEGINNING.get() : parent.group();
  }

  void add(Process process) {
    members.add(process);
    process.whenEnded(() -> members.remove(process));
  }
}
