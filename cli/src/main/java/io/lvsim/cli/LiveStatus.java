package io.lvsim.cli;

import io.lvsim.engine.Event;
import io.lvsim.engine.Nanos;
import io.lvsim.live.Admission;
import io.lvsim.live.LiveCounters;
import io.lvsim.live.NicWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
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
  private final @Nullable Writer metrics;
  private final Event tick = (payload, number) -> tick();
  private long beganAtNanos;
  private long sentBefore;
  private boolean ended;

  LiveStatus(LiveDirector director, NicWire wire, @Nullable Path metrics, Surroundings surroundings)
      throws IOException {
    this.director = director;
    this.wire = wire;
    this.surroundings = surroundings;
    this.metrics =
        metrics == null
            ? null
            : Files.newBufferedWriter(
                metrics, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** From now on, each second. */
  void begin() {
    beganAtNanos = director.simulation().now();
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
            uptimeNanos() / 1e9,
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
    if (counters.lost() > 0) {
      text.append("; the interface was lost ")
          .append(counters.lost() == 1 ? "once" : counters.lost() + " times");
    }
    say(text.toString());
    closeMetrics();
  }

  private long uptimeNanos() {
    return director.simulation().now() - beganAtNanos;
  }

  private void tick() {
    director.simulation().schedule(LiveCommand.TICK_NANOS, tick);
    wire.lookAtLink();
    LiveCounters counters = wire.counters();
    if (TERMINAL) {
      showLine(counters);
    }
    if (metrics != null) {
      writeLine(metrics, counters);
    }
    sentBefore = counters.sent();
  }

  private void showLine(LiveCounters counters) {
    int[] connections = director.connections();
    surroundings
        .err()
        .printf(
            Locale.ROOT,
            "\r\033[K%d s  %d in  %d out  %d/s  %d active  %d inactive%s",
            uptimeNanos() / Nanos.PER_SECOND,
            counters.received(),
            counters.sent(),
            counters.sent() - sentBefore,
            connections[0],
            connections[1],
            wire.carrier() ? "" : "  NO LINK");
    surroundings.err().flush();
  }

  private void writeLine(Writer to, LiveCounters counters) {
    int[] connections = director.connections();
    StringBuilder json = new StringBuilder("{\"at\":\"" + Instant.now() + "\"");
    number(json, "uptime_ns", uptimeNanos());
    number(json, "received", counters.received());
    for (Admission.Verdict verdict : Admission.Verdict.values()) {
      number(json, verdict.name().toLowerCase(Locale.ROOT), counters.of(verdict));
    }
    number(json, "sent", counters.sent());
    number(json, "unsent", counters.unsent());
    number(json, "kernel_dropped", counters.dropped());
    number(json, "unfinished_checksums", counters.unfinished());
    number(json, "repaired_checksums", counters.repaired());
    number(json, "nic_lost", counters.lost());
    number(json, "active_connections", connections[0]);
    number(json, "inactive_connections", connections[1]);
    number(json, "connections_total", director.machine().ipvs().total().connections());
    json.append(",\"link\":").append(wire.carrier()).append("}\n");
    try {
      to.write(json.toString());
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void number(StringBuilder json, String name, long value) {
    json.append(",\"").append(name).append("\":").append(value);
  }

  private void closeMetrics() {
    try {
      if (metrics != null) {
        metrics.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
