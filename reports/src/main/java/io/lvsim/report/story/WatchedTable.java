package io.lvsim.report.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One table of one node as it was told last; tells what is different now. */
final class WatchedTable {
  private final String node;
  private final TableKind kind;
  private final Consumer<Happening> told;
  private final Map<String, String> lines = new LinkedHashMap<>();

  WatchedTable(String node, TableKind kind, Consumer<Happening> told) {
    this.node = node;
    this.kind = kind;
    this.told = told;
  }

  /** The line of a key, or null. */
  @Nullable String get(String key) {
    return lines.get(key);
  }

  /** Puts one line in, or takes it out with null. */
  void set(long nowNanos, String key, @Nullable String value) {
    String before = value == null ? lines.remove(key) : lines.put(key, value);
    if (!Objects.equals(before, value)) {
      told.accept(new Happening.Changed(nowNanos, node, kind, key, value));
    }
  }

  /** Brings it to what the table is now. */
  void bring(long nowNanos, Map<String, String> now) {
    List<String> gone = new ArrayList<>();
    for (String key : lines.keySet()) {
      if (!now.containsKey(key)) {
        gone.add(key);
      }
    }
    gone.forEach(key -> set(nowNanos, key, null));
    now.forEach((key, value) -> set(nowNanos, key, value));
  }
}
