package io.lvsim.cli;

import io.lvsim.capture.CaptureWriter;
import io.lvsim.capture.Direction;
import io.lvsim.engine.Nanos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The captures of a lab on a real kernel, a file an interface, without decisions: it tells none.
 */
final class RecordedCapture {
  private static final long EPOCH_NANOS =
      Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * Nanos.PER_SECOND;

  private final Map<String, CaptureWriter> files = new LinkedHashMap<>();

  RecordedCapture(Path directory, CaptureFormat format, List<String> interfaces) {
    try {
      for (String name : interfaces) {
        int dot = name.indexOf('.');
        files.put(name, format.open(directory, name.substring(0, dot), name.substring(dot + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(String interfaceName, long atNanos, boolean outgoing, byte[] bytes) {
    Direction direction = outgoing ? Direction.OUTBOUND : Direction.INBOUND;
    try {
      Objects.requireNonNull(files.get(interfaceName))
          .write(EPOCH_NANOS + atNanos, direction, bytes, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    try {
      for (CaptureWriter file : files.values()) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void discard() {
    try {
      for (CaptureWriter file : files.values()) {
        file.discard();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
