package io.lvsim.report.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** The JSON schemas (draft 2020-12) of what runs write. */
public enum OutputSchema {
  /** Of results.json. */
  RESULTS,
  /** Of a line of decisions.jsonl. */
  DECISIONS,
  /** Of a line of events. */
  EVENTS;

  /** The schema. */
  public String text() {
    String name = "lvsim-" + name().toLowerCase(Locale.ROOT) + ".schema.json";
    try (InputStream in = OutputSchema.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
