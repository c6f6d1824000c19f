package io.lvsim.ipvs.sync;

import io.lvsim.engine.Event;
import io.lvsim.engine.Jiffies;
import io.lvsim.engine.Simulation;
import io.lvsim.engine.Timer;
import java.util.ArrayDeque;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A master's thread: the message that is being filled, full ones that wait, and when they are sent
 * (sync_thread_master). A message that is not full goes out when the thread looks, once a second,
 * and finds it 2 s old; a full one 20 ms later; and all that wait at once when they are 8.
 */
public final class SyncThread {
  /** IPVS_SYNC_CHECK_PERIOD. */
  private static final long LOOK_TICKS = Jiffies.PER_SECOND;

  /** IPVS_SYNC_FLUSH_TIME. */
  private static final long FLUSH_TICKS = 2 * Jiffies.PER_SECOND;

  /** IPVS_SYNC_SEND_DELAY. */
  private static final long SEND_DELAY_TICKS = Jiffies.PER_SECOND / 50;

  /** IPVS_SYNC_WAKEUP_RATE. */
  private static final int WAKEUP_RATE = 8;

  /** Where messages go. */
  public interface Sender {
    /** Sends a message; one that cannot be sent is lost. */
    void send(SyncMessage message);

    /** A message is lost, because too many wait already. */
    void lost(SyncMessage message);
  }

  private final Simulation simulation;
  private final Sender sender;
  private final int syncId;
  private final int maximumLength;
  private final IntSupplier longestQueue;
  private final Timer look;
  private final Timer wakeUpWork;
  private final Event wakeUp = (payload, number) -> run();
  private final ArrayDeque<SyncMessage> queue = new ArrayDeque<>();
  private @Nullable SyncMessage current;
  private int queueDelay;
  private long sleepsSince;
  private boolean stopped;

  /**
   * A thread that begins to sleep now.
   *
   * @param syncId 0 to 255
   * @param maximumLength of a message in bytes
   * @param longestQueue how many full messages may wait (net.ipv4.vs.sync_qlen_max)
   */
  public SyncThread(
      Simulation simulation,
      Sender sender,
      int syncId,
      int maximumLength,
      IntSupplier longestQueue) {
    this.simulation = simulation;
    this.sender = sender;
    this.syncId = syncId;
    this.maximumLength = maximumLength;
    this.longestQueue = longestQueue;
    look = new Timer(simulation, this::run);
    wakeUpWork = new Timer(simulation, this::wakeUpIfNeeded);
    sleepsSince = now();
  }

  /** Ends the thread; what waits is lost (kthread_stop). */
  public void stop() {
    stopped = true;
    look.stop();
    wakeUpWork.stop();
    queue.clear();
    current = null;
  }

  /** Puts an entry into the message that is being filled (ip_vs_sync_conn). */
  public void add(SyncEntry entry, int version) {
    SyncMessage message = current;
    if (message != null && !message.takes(version)) {
      enqueue(message);
      message = null;
    }
    if (message == null) {
      message = new SyncMessage(version, syncId, maximumLength, now());
      current = message;
      planLook();
    }
    message.add(entry);
  }

  /** sb_queue_tail. */
  private void enqueue(SyncMessage full) {
    if (queue.size() >= longestQueue.getAsInt()) {
      sender.lost(full);
      return;
    }
    if (queue.isEmpty() && !wakeUpWork.running()) {
      start(wakeUpWork, Jiffies.timer(now(), SEND_DELAY_TICKS));
    }
    queue.addLast(full);
    if (++queueDelay == WAKEUP_RATE) {
      simulation.schedule(0, wakeUp);
    }
  }

  /** master_wakeup_work_handler. */
  private void wakeUpIfNeeded() {
    if (!queue.isEmpty() && queueDelay < WAKEUP_RATE) {
      queueDelay = WAKEUP_RATE;
      run();
    }
  }

  /** The thread is awake: it sends what it has and sleeps for another second. */
  private void run() {
    if (stopped) {
      return;
    }
    while (!queue.isEmpty()) {
      sender.send(queue.removeFirst());
    }
    queueDelay = 0;
    SyncMessage message = current;
    if (message != null && now() - message.firstUseTick() >= FLUSH_TICKS) {
      current = null;
      sender.send(message);
    }
    sleepsSince = now();
    planLook();
  }

  /** Without a message the thread wakes up for nothing, which is left out. */
  private void planLook() {
    SyncMessage message = current;
    if (!queue.isEmpty()) {
      start(look, nextLook(now() + 1));
    } else if (message != null) {
      start(look, nextLook(message.firstUseTick() + FLUSH_TICKS));
    }
  }

  /** The first time from a tick on at which the thread wakes up by itself. */
  private long nextLook(long earliest) {
    long tick = Jiffies.timer(sleepsSince, LOOK_TICKS);
    if (tick < earliest) {
      long period = Jiffies.timer(tick, LOOK_TICKS) - tick;
      tick += (earliest - tick + period - 1) / period * period;
    }
    return tick;
  }

  private void start(Timer timer, long tick) {
    timer.start(Jiffies.toNanos(tick) - simulation.now());
  }

  private long now() {
    return Jiffies.at(simulation.now());
  }
}
