package io.lvsim.engine;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The coarse timers of one kernel (kernel/time/timer.c): they fire in the ticks that {@link
 * Jiffies} says, and of those that fire in one tick the kernel's first one first: that of the
 * widest slot, and in a slot the one that was put there last.
 *
 * <p>It is made for timers of which there are few, such as neighbours'.
 */
public final class TimerWheel implements Event {
  private static final int NONE = -1;
  private static final long NEVER = Long.MAX_VALUE;

  private final Simulation simulation;
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private long started;
  private int event = NONE;
  private long eventAtNanos = NEVER;

  public TimerWheel(Simulation simulation) {
    this.simulation = simulation;
  }

  /** A place in a slot. */
  private record Alarm(long tick, int level, long number, CoarseTimer timer)
      implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      if (tick != other.tick) {
        return Long.compare(tick, other.tick);
      }
      return level != other.level
          ? Integer.compare(other.level, level)
          : Long.compare(other.number, number);
    }
  }

  /** An alarm that its owner sets, moves and stops. */
  public final class CoarseTimer {
    private final Runnable action;
    private @Nullable Alarm alarm;

    private CoarseTimer(Runnable action) {
      this.action = action;
    }

    /**
     * Sets the alarm, whatever it was set to before (mod_timer).
     *
     * @param delayNanos from 0; it goes off in a later tick, never early
     */
    public void start(long delayNanos) {
      long delay = Jiffies.delay(delayNanos);
      int level = Jiffies.level(delay);
      long tick = Jiffies.firing(Jiffies.at(simulation.now()) + delay, level);
      if (alarm != null && alarm.tick == tick && alarm.level == level) {
        return;
      }
      alarm = new Alarm(tick, level, started++, this);
      alarms.add(alarm);
      armBy(Jiffies.toNanos(tick));
    }

    /** Takes the alarm back; does nothing if none is set. */
    public void stop() {
      alarm = null;
    }

    /** Whether an alarm is set. */
    public boolean running() {
      return alarm != null;
    }
  }

  /**
   * A timer of this kernel.
   *
   * @param action what happens when it goes off; it may start the timer again
   */
  public CoarseTimer timer(Runnable action) {
    return new CoarseTimer(action);
  }

  /** Called by the engine: a tick in which timers fire begins. */
  @Override
  public void fire(@Nullable Object payload, long number) {
    event = NONE;
    eventAtNanos = NEVER;
    long tick = Jiffies.at(simulation.now());
    while (!alarms.isEmpty() && alarms.peek().tick <= tick) {
      Alarm alarm = alarms.remove();
      if (alarm.timer.alarm == alarm) {
        alarm.timer.alarm = null;
        alarm.timer.action.run();
      }
    }
    if (!alarms.isEmpty()) {
      armBy(Jiffies.toNanos(alarms.peek().tick));
    }
  }

  private void armBy(long atNanos) {
    if (atNanos >= eventAtNanos) {
      return;
    }
    if (event != NONE) {
      simulation.cancel(event);
    }
    eventAtNanos = atNanos;
    event = simulation.scheduleAt(atNanos, this, null, 0);
  }
}
