package io.lvsim.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A shell's variables. */
public final class Variables {
  private final Map<String, String> values = new LinkedHashMap<>();

  public @Nullable String get(String name) {
    return values.get(name);
  }

  public void set(String name, String value) {
    values.put(name, value);
  }

  public void unset(String name) {
    values.remove(name);
  }

  /** A copy for a subshell. */
  public Variables copy() {
    Variables copy = new Variables();
    copy.values.putAll(values);
    return copy;
  }
}
