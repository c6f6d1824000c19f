package io.lvsim.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The trace of a live director that runs just now, if any. */
final class LiveTraces {
  private final LiveDirector director;
  private final String place;
  private final Consumer<String> say;
  private @Nullable LiveTrace running;

  /**
   * @param place a directory in the one that is asked for; empty for that one itself
   */
  LiveTraces(LiveDirector director, String place, Consumer<String> say) {
    this.director = director;
    this.place = place;
    this.say = say;
  }

  String start(Path into, TraceOptions.Limits limits) throws BadInput {
    Path directory = into.resolve(place);
    LiveTrace before = running;
    if (before != null && !before.hasEnded()) {
      throw new BadInput("a trace is running already: " + before.summary());
    }
    running = LiveTrace.start(director, directory, limits, say);
    return "tracing into " + directory;
  }

  /** Ends it; the answer sums it up. */
  String stop() throws BadInput {
    LiveTrace trace = running;
    if (trace == null) {
      throw new BadInput("no trace is running");
    }
    trace.stop();
    running = null;
    return trace.summary();
  }

  String status() {
    LiveTrace trace = running;
    return trace == null ? "no trace is running" : trace.summary();
  }

  /** Ends what still runs; empty if nothing did. */
  String end() {
    try {
      return running == null ? "" : stop();
    } catch (BadInput e) {
      return "";
    }
  }
}
