package io.lvsim.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Processes that wait for something to change; whoever changes it wakes them to look again. */
public final class Waiters {
  private final List<Process> waiting = new ArrayList<>();

  /** The process that runs now waits until a condition holds; outside of processes nobody waits. */
  public void await(BooleanSupplier condition) {
    Process process = Process.current();
    if (process == null) {
      return;
    }
    waiting.add(process);
    try {
      process.await(condition);
    } finally {
      waiting.remove(process);
    }
  }

  /**
   * A process waits until a condition holds, but not longer than a while.
   *
   * @return whether the condition holds
   */
  public boolean await(Process process, BooleanSupplier condition, long timeoutNanos) {
    waiting.add(process);
    try {
      return process.await(condition, timeoutNanos);
    } finally {
      waiting.remove(process);
    }
  }

  /** Lets all that wait look again. */
  public void wakeAll() {
    for (Process process : List.copyOf(waiting)) {
      process.wake();
    }
  }
}
