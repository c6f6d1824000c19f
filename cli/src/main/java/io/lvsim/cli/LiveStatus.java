package io.lvsim.cli;

import io.lvsim.engine.Event;
import io.lvsim.engine.Nanos;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.live.Admission;
import io.lvsim.live.LiveCounters;
import io.lvsim.live.NicWire;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a live director says of itself: remarks, a status line each second on a terminal, a line of
 * JSON each second in a file, and the summary.
 */
final class LiveStatus {
  private static final boolean TERMINAL = Boolean.getBoolean("lvsim.terminal");

  private final LiveDirector director;
  private final NicWire wire;
  private final Surroundings surroundings;
  private final LiveMetrics counts;
  private @Nullable Writer metrics;
  private final Event tick = (payload, number) -> tick();
  private long sentBefore;
  private boolean saidFull;
  private boolean ended;

  LiveStatus(
      LiveDirector director,
      NicWire wire,
      LiveMetrics counts,
      @Nullable Path metrics,
      Surroundings surroundings)
      throws IOException {
    this.director = director;
    this.wire = wire;
    this.counts = counts;
    this.surroundings = surroundings;
    this.metrics =
        metrics == null
            ? null
            : Files.newBufferedWriter(
                metrics, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** From now on, each second. */
  void begin() {
    director.simulation().schedule(LiveCommand.TICK_NANOS, tick);
  }

  /** Says something on standard error. */
  void say(String what) {
    surroundings.err().println((TERMINAL ? "\r\033[K" : "") + "lvsim: " + what);
    surroundings.err().flush();
  }

  /** The summary; nothing follows it. */
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    LiveCounters counters = wire.counters();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "ran %.1f s: %d frames received, %d admitted, %d sent, %d not sent, %d dropped by the"
                + " kernel; %d connections",
            counts.uptimeNanos() / 1e9,
            counters.received(),
            counters.admitted(),
            counters.sent(),
            counters.unsent(),
            counters.dropped(),
            director.machine().ipvs().total().connections()));
    for (Admission.Verdict verdict : Admission.Verdict.values()) {
      if (verdict != Admission.Verdict.ADMITTED && counters.of(verdict) > 0) {
        text.append("; ").append(counters.of(verdict)).append(' ').append(verdict.meaning());
      }
    }
    long refused = director.machine().ipvs().refusedEntries();
    if (refused > 0) {
      text.append("; ").append(refused).append(" entries refused because the table was full");
    }
    if (counters.lost() > 0) {
      text.append("; the interface was lost ")
          .append(counters.lost() == 1 ? "once" : counters.lost() + " times");
    }
    say(text.toString());
    closeMetrics();
  }

  private void tick() {
    director.simulation().schedule(LiveCommand.TICK_NANOS, tick);
    wire.lookAtLink();
    lookAtTable();
    LiveCounters counters = wire.counters();
    if (TERMINAL) {
      showLine(counters);
    }
    if (metrics != null) {
      writeLine(metrics);
    }
    sentBefore = counters.sent();
  }

  /** Said once; counted on. */
  private void lookAtTable() {
    Ipvs ipvs = director.machine().ipvs();
    if (!saidFull && ipvs.refusedEntries() > 0) {
      saidFull = true;
      say(
          "the connection table is full: it has %d entries, and new connections are dropped"
                  .formatted(ipvs.entriesLimit())
              + " until others end; --max-connections allows more");
    }
  }

  private void showLine(LiveCounters counters) {
    int[] connections = director.connections();
    surroundings
        .err()
        .printf(
            Locale.ROOT,
            "\r\033[K%d s  %d in  %d out  %d/s  %d active  %d inactive%s",
            counts.uptimeNanos() / Nanos.PER_SECOND,
            counters.received(),
            counters.sent(),
            counters.sent() - sentBefore,
            connections[0],
            connections[1],
            wire.carrier() ? "" : "  NO LINK");
    surroundings.err().flush();
  }

  private void writeLine(Writer to) {
    try {
      to.write(counts.json());
      to.flush();
    } catch (IOException e) {
      say("--metrics: nothing more is written: " + FailureHandler.messageOf(e));
      closeMetrics();
    }
  }

  private void closeMetrics() {
    Writer open = metrics;
    metrics = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      say("--metrics: " + FailureHandler.messageOf(e));
    }
  }
}
