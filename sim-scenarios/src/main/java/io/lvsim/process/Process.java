package io.lvsim.process;

import io.lvsim.engine.Event;
import io.lvsim.engine.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs in virtual time. It has a thread of its own, but the thread and the
 * simulation's never run at the same time: the simulation resumes the process by an event and waits
 * until it blocks or ends. Runs are therefore as deterministic as without threads.
 */
public final class Process {
  /** Room for deep recursion of scripts; only what is used of it costs memory. */
  private static final long STACK_BYTES = 64L << 20;

  private static final ThreadLocal<@Nullable Process> CURRENT = new ThreadLocal<>();

  private final Simulation simulation;
  private final String name;
  private final @Nullable ProcessGroup group;
  private final Semaphore mayRun = new Semaphore(0);
  private final Semaphore hasBlocked = new Semaphore(0);
  private final Event resume = (payload, number) -> resume();
  private final List<Runnable> onEnd = new ArrayList<>();

  private int wakeEvent = -1;
  private int killSignal;
  private boolean ended;
  private int exitStatus;
  private @Nullable Throwable crash;

  private Process(Simulation simulation, String name, @Nullable ProcessGroup group) {
    this.simulation = simulation;
    this.name = name;
    this.group = group;
  }

  /**
   * Starts a program: its first step is an event at the present instant.
   *
   * @param name for messages and thread dumps
   */
  public static Process start(Simulation simulation, String name, Program program) {
    ProcessGroup group = ProcessGroup.present();
    Process process = new Process(simulation, name, group);
    if (group != null) {
      group.add(process);
    }
    Thread.ofPlatform()
        .name(name)
        .daemon(true)
        .stackSize(STACK_BYTES)
        .start(() -> process.live(program));
    process.wake();
    return process;
  }

  /** The process that runs now; null between processes, as in an event of the network. */
  public static @Nullable Process current() {
    return CURRENT.get();
  }

  /** Those it ends together with; null if it belongs to no group. */
  @Nullable ProcessGroup group() {
    return group;
  }

  /** The simulation in whose time it runs. */
  public Simulation simulation() {
    return simulation;
  }

  /** The name it was started with. */
  public String name() {
    return name;
  }

  /** Whether it has run to its end or was killed. */
  public boolean ended() {
    return ended;
  }

  /** The exit status once it has ended: 128 + signal when killed. */
  public int exitStatus() {
    return exitStatus;
  }

  /** Calls something when the process has ended; at once if it has. */
  public void whenEnded(Runnable action) {
    if (ended) {
      action.run();
    } else {
      onEnd.add(action);
    }
  }

  /** Called by the process itself: blocks for a while of virtual time. */
  public void sleep(long nanos) {
    long untilNanos = simulation.now() + nanos;
    wakeEvent = simulation.scheduleAt(untilNanos, resume, null, 0);
    block();
    while (simulation.now() < untilNanos) {
      wakeEvent = simulation.scheduleAt(untilNanos, resume, null, 0);
      block();
    }
  }

  /** Called by the process itself: blocks until a condition holds; {@link #wake} looks again. */
  public void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      block();
    }
  }

  /**
   * Called by the process itself: like {@link #await(BooleanSupplier)}, but not for longer than a
   * while.
   *
   * @return whether the condition holds
   */
  public boolean await(BooleanSupplier condition, long timeoutNanos) {
    long untilNanos = simulation.now() + timeoutNanos;
    while (!condition.getAsBoolean()) {
      if (simulation.now() >= untilNanos) {
        return false;
      }
      wakeEvent = simulation.scheduleAt(untilNanos, resume, null, 0);
      block();
    }
    return true;
  }

  /** Called by others: lets the process look again at what it waits for, at the present instant. */
  public void wake() {
    if (ended) {
      return;
    }
    if (wakeEvent >= 0) {
      simulation.cancel(wakeEvent);
    }
    wakeEvent = simulation.schedule(0, resume);
  }

  /** Called by others: ends the process where it blocks; its program sees {@link Killed}. */
  public void kill(int signal) {
    if (!ended && killSignal == 0) {
      killSignal = signal;
      wake();
    }
  }

  private void block() {
    hasBlocked.release();
    mayRun.acquireUninterruptibly();
    if (killSignal != 0) {
      int signal = killSignal;
      killSignal = 0;
      throw new Killed(signal);
    }
  }

  private void resume() {
    wakeEvent = -1;
    if (ended) {
      return;
    }
    mayRun.release();
    hasBlocked.acquireUninterruptibly();
    Throwable thrown = crash;
    if (thrown != null) {
      crash = null;
      throw new IllegalStateException("process " + name + " failed", thrown);
    }
  }

  private void live(Program program) {
    mayRun.acquireUninterruptibly();
    CURRENT.set(this);
    try {
      exitStatus = killSignal == 0 ? program.run(this) : 128 + killSignal;
    } catch (Killed killed) {
      exitStatus = 128 + killed.signal();
    } catch (RuntimeException | Error thrown) {
      crash = thrown;
      exitStatus = 255;
    }
    ended = true;
    if (wakeEvent >= 0) {
      simulation.cancel(wakeEvent);
      wakeEvent = -1;
    }
    for (Runnable action : onEnd) {
      action.run();
    }
    hasBlocked.release();
  }
}
