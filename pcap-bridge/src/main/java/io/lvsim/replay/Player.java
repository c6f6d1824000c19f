package io.lvsim.replay;

import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plays frames onto a NIC by a schedule. A frame is never sent early; what is due together is sent
 * together. Nothing is allocated while it plays. One thread plays; others may look at the counts,
 * and stop it.
 */
public final class Player {
  /** How many frames are handed over before the NIC is asked to send them. */
  private static final int BATCH = 64;

  private final FrameFeed feed;
  private final ReplayClock clock;
  private final TimingErrors errors = new TimingErrors();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong sentBytes = new AtomicLong();
  private volatile boolean stopped;
  private int waiting;
  private long startNanos;
  private long endNanos;

  public Player(FrameFeed feed, ReplayClock clock) {
    this.feed = feed;
    this.clock = clock;
  }

  /**
   * Plays to the end, or until stopped.
   *
   * @throws NicException if the NIC takes no more; what was sent before is counted
   * @throws IOException if the frames can no longer be read
   */
  public void play(Nic nic) throws NicException, IOException {
    startNanos = clock.nanoTime();
    try {
      while (!stopped && feed.next()) {
        if (feed.isTimed() && !waitFor(nic, startNanos + feed.dueNanos())) {
          break;
        }
        send(nic);
      }
      flush(nic);
    } finally {
      endNanos = clock.nanoTime();
    }
  }

  /** Waits until a frame is due, and notes how late it is then; false if stopped meanwhile. */
  private boolean waitFor(Nic nic, long due) throws NicException {
    long now = clock.nanoTime();
    if (now - due < 0) {
      flush(nic);
      do {
        clock.waitTowards(due);
        now = clock.nanoTime();
      } while (now - due < 0 && !stopped);
    }
    if (stopped) {
      return false;
    }
    errors.record(now - due);
    return true;
  }

  private void send(Nic nic) throws NicException {
    nic.send(feed.frame(), feed.length());
    waiting++;
    sentBytes.lazySet(sentBytes.getPlain() + feed.length());
    sent.lazySet(sent.getPlain() + 1);
    if (waiting == BATCH) {
      flush(nic);
    }
  }

  private void flush(Nic nic) throws NicException {
    if (waiting > 0) {
      nic.flush();
      waiting = 0;
    }
  }

  /** Ends it with the frame at hand. */
  public void stop() {
    stopped = true;
  }

  /** Whether {@link #stop} was called. */
  public boolean isStopped() {
    return stopped;
  }

  /** How many frames the NIC has been handed. */
  public long sent() {
    return sent.getOpaque();
  }

  /** Their bytes. */
  public long sentBytes() {
    return sentBytes.getOpaque();
  }

  /** When it began, by its clock. */
  public long startNanos() {
    return startNanos;
  }

  /** How long it played, once it has ended. */
  public long tookNanos() {
    return endNanos - startNanos;
  }

  /** How late frames were; to be read once it has ended. */
  public TimingErrors errors() {
    return errors;
  }
}
