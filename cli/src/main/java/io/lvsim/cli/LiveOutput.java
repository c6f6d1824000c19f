package io.lvsim.cli;

import io.lvsim.capture.LabCapture;
import io.lvsim.report.DecisionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The capture and the decisions of a live director, if they were asked for. */
final class LiveOutput implements AutoCloseable {
  private final @Nullable LabCapture capture;
  private final @Nullable DecisionLog decisions;

  private LiveOutput(@Nullable LabCapture capture, @Nullable DecisionLog decisions) {
    this.capture = capture;
    this.decisions = decisions;
  }

  /** Begins the files in a directory; null for none. */
  static LiveOutput begin(@Nullable Path directory, LiveDirector director) throws IOException {
    if (directory == null) {
      return new LiveOutput(null, null);
    }
    Files.createDirectories(directory);
    Duration now = Duration.between(Instant.EPOCH, Instant.now());
    LabCapture capture =
        new LabCapture(
            now.toNanos() - director.simulation().now(),
            node -> true,
            (node, port) -> CaptureFormat.pcapng.open(directory, node, port));
    capture.begin(director.machine().name(), director.nic().name());
    DecisionLog decisions =
        new DecisionLog(Files.newBufferedWriter(directory.resolve("decisions.jsonl")));
    decisions.begin("live");
    director.lab().trace().add(capture);
    director.lab().trace().add(decisions);
    return new LiveOutput(capture, decisions);
  }

  @Override
  public void close() {
    if (capture != null) {
      capture.close();
    }
    if (decisions != null) {
      decisions.close();
    }
  }
}
