package io.lvsim.cli;

import io.lvsim.engine.Event;
import io.lvsim.engine.Nanos;
import io.lvsim.live.Admission;
import io.lvsim.live.LiveCounters;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a live director says of itself: remarks, a status line each second on a terminal, a line of
 * JSON each second in a file, and the summary.
 */
final class LiveStatus {
  private static final boolean TERMINAL = Boolean.getBoolean("lvsim.terminal");

  private final LiveCrew crew;
  private final String device;
  private final Surroundings surroundings;
  private @Nullable Writer metrics;
  private final Event tick = (payload, number) -> tick();
  private long sentBefore;
  private boolean saidFull;
  private boolean ended;

  LiveStatus(LiveCrew crew, String device, @Nullable Path metrics, Surroundings surroundings)
      throws IOException {
    this.crew = crew;
    this.device = device;
    this.surroundings = surroundings;
    this.metrics =
        metrics == null
            ? null
            : Files.newBufferedWriter(
                metrics, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** From now on, each second. */
  void begin() {
    crew.first().director().simulation().schedule(LiveCommand.TICK_NANOS, tick);
  }

  /** Says something on standard error. */
  void say(String what) {
    surroundings.err().println((TERMINAL ? "\r\033[K" : "") + "lvsim: " + what);
    surroundings.err().flush();
  }

  /** The summary, when no worker runs any more; nothing follows it. */
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    LiveState state = LiveState.sum(crew.all().stream().map(LiveState::of).toList());
    LiveCounters counters = state.counters();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "ran %.1f s: %d frames received, %d admitted, %d sent, %d not sent, %d dropped by the"
                + " kernel; %d connections",
            state.uptimeNanos() / 1e9,
            counters.received(),
            counters.admitted(),
            counters.sent(),
            counters.unsent(),
            counters.dropped(),
            state.tables().total().connections()));
    for (Admission.Verdict verdict : Admission.Verdict.values()) {
      if (verdict != Admission.Verdict.ADMITTED && counters.of(verdict) > 0) {
        text.append("; ").append(counters.of(verdict)).append(' ').append(verdict.meaning());
      }
    }
    long refused = state.tables().refusedEntries();
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
    begin();
    crew.ask(LiveStatus::looked, this::show);
  }

  private static LiveState looked(LiveWorker worker) {
    worker.wire().lookAtLink();
    return LiveState.of(worker);
  }

  private void show(List<LiveState> workers) {
    workers.forEach(this::lookAtTable);
    LiveState state = LiveState.sum(workers);
    if (TERMINAL) {
      showLine(state);
    }
    if (metrics != null) {
      writeLine(metrics, state);
    }
    sentBefore = state.counters().sent();
  }

  /** Said once; counted on. */
  private void lookAtTable(LiveState worker) {
    if (!saidFull && worker.tables().refusedEntries() > 0) {
      saidFull = true;
      say(
          "the connection table%s is full: it has %d entries, and new connections are dropped"
                  .formatted(
                      crew.all().size() > 1 ? " of a worker" : "", worker.tables().entriesLimit())
              + " until others end; --max-connections allows more");
    }
  }

  private void showLine(LiveState state) {
    surroundings
        .err()
        .printf(
            Locale.ROOT,
            "\r\033[K%d s  %d in  %d out  %d/s  %d active  %d inactive%s",
            state.uptimeNanos() / Nanos.PER_SECOND,
            state.counters().received(),
            state.counters().sent(),
            state.counters().sent() - sentBefore,
            state.tables().activeConnections(),
            state.tables().inactiveConnections(),
            state.link() ? "" : "  NO LINK");
    surroundings.err().flush();
  }

  private void writeLine(Writer to, LiveState state) {
    try {
      to.write(new LiveMetrics(device, state).json());
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
