package io.lvsim.cli;

import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.replay.FrameFeed;
import io.lvsim.replay.LoopedFrames;
import io.lvsim.replay.MonotonicClock;
import io.lvsim.replay.Pace;
import io.lvsim.replay.Player;
import io.lvsim.replay.ReadAhead;
import io.lvsim.replay.ReplayFrames;
import io.lvsim.replay.ReplaySummary;
import io.lvsim.replay.TimingErrors;
import io.lvsim.report.Spans;
import io.lvsim.report.VisibleText;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Replays onto a NIC, shows how far it is, and says how it went, also when interrupted. */
final class NicReplay {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
  private static final long GOODBYE_SECONDS = 5;

  private final Surroundings surroundings;
  private final boolean progress;

  /**
   * @param progress whether a line on standard error tells how far it is
   */
  NicReplay(Surroundings surroundings, boolean progress) {
    this.surroundings = surroundings;
    this.progress = progress;
  }

  /**
   * Plays frames that fit the NIC.
   *
   * @param loops 0 for until it is interrupted
   * @return when it began, in nanoseconds since 1970
   */
  long play(String capture, Nic nic, ReplayFrames frames, Pace pace, long loops)
      throws NicException, IOException {
    announce(capture, nic.name(), frames.summary());
    surroundings.out().flush();
    FrameFeed looped = new LoopedFrames(frames, pace, loops);
    try (FrameFeed feed = frames.isInMemory() ? looped : new ReadAhead(looped)) {
      Player player = new Player(feed, new MonotonicClock());
      long since1970 = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now()) - System.nanoTime();
      play(nic, player);
      return player.startNanos() + since1970;
    }
  }

  private void play(Nic nic, Player player) throws NicException, IOException {
    CountDownLatch told = new CountDownLatch(1);
    Thread interrupt = new Thread(() -> stop(player, told), "interrupt");
    Runtime.getRuntime().addShutdownHook(interrupt);
    try (ReplayProgress shown = ReplayProgress.begin(progress, surroundings.err(), player)) {
      player.play(nic);
    } finally {
      report(player, nic);
      surroundings.flush();
      told.countDown();
    }
    if (!player.isStopped()) {
      Runtime.getRuntime().removeShutdownHook(interrupt);
    }
  }

  /** Runs when the process is asked to end: lets it tell what was sent so far. */
  private static void stop(Player player, CountDownLatch told) {
    player.stop();
    try {
      boolean unused = told.await(GOODBYE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is going to be sent. */
  void announce(String capture, String nic, ReplaySummary frames) {
    PrintStream out = surroundings.out();
    out.println(
        VisibleText.lineOf(capture)
            + ": "
            + ReplayText.count(frames.count(), "frame")
            + ", "
            + ReplayText.count(frames.bytes(), "byte")
            + ", captured over "
            + Spans.span(frames.spanNanos())
            + ", onto "
            + nic);
    ReplayText.skipped(out, frames);
    ReplayText.wrongChecksums(out, frames);
  }

  private void report(Player player, Nic nic) throws NicException {
    PrintStream out = surroundings.out();
    double seconds = Math.max(player.tookNanos(), 1) / 1e9;
    out.println(
        String.format(
            Locale.ROOT,
            "%s %s, %s, in %.3f s: %.0f frames/s, %.3f Mbit/s",
            player.isStopped() ? "interrupted; sent" : "sent",
            ReplayText.count(player.sent(), "frame"),
            ReplayText.count(player.sentBytes(), "byte"),
            seconds,
            player.sent() / seconds,
            player.sentBytes() * 8 / seconds / 1e6));
    long unsent = nic.statistics().unsent();
    if (unsent > 0) {
      out.println("  the kernel did not take " + ReplayText.count(unsent, "frame"));
    }
    errors(out, player.errors());
  }

  private static void errors(PrintStream out, TimingErrors errors) {
    if (errors.count() == 0) {
      return;
    }
    StringBuilder line = new StringBuilder("  later than due, us:");
    for (double percent : PERCENTILES) {
      String name = percent == Math.rint(percent) ? "%.0f" : "%s";
      line.append("  p").append(String.format(Locale.ROOT, name, percent));
      line.append(String.format(Locale.ROOT, " %.1f", errors.percentile(percent) / 1e3));
    }
    out.println(line + String.format(Locale.ROOT, "  max %.1f", errors.max() / 1e3));
  }
}
