package io.lvsim.cli;

import io.lvsim.replay.Player;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A line on a terminal that tells each second how far a replay is. */
final class ReplayProgress implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final PrintStream err;
  private final Player player;
  private final Thread thread = new Thread(this::show, "progress");
  private final boolean wanted;

  private ReplayProgress(boolean wanted, PrintStream err, Player player) {
    this.wanted = wanted;
    this.err = err;
    this.player = player;
  }

  /**
   * Begins to show it.
   *
   * @param wanted whether there is a terminal at all
   */
  static ReplayProgress begin(boolean wanted, PrintStream err, Player player) {
    ReplayProgress progress = new ReplayProgress(wanted, err, player);
    if (wanted) {
      progress.thread.setDaemon(true);
      progress.thread.start();
    }
    return progress;
  }

  private void show() {
    try {
      long before = 0;
      while (!ended.await(1, TimeUnit.SECONDS)) {
        long sent = player.sent();
        err.print(
            String.format(
                Locale.ROOT, "\r%d frames sent, %d frames/s \033[K", sent, sent - before));
        err.flush();
        before = sent;
      }
      err.print("\r\033[K");
      err.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    ended.countDown();
    if (!wanted) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
