package io.lvsim.command.text.awk;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a name stands for: a value or an array. */
final class Cell {
  private Value value = Value.UNSET;
  private @Nullable Map<String, Value> array;

  /** The caller's cell, for a parameter that may turn out to be an array. */
  private final @Nullable Cell origin;

  Cell() {
    this(null);
  }

  Cell(@Nullable Cell origin) {
    this.origin = origin;
  }

  Value value() {
    return value;
  }

  void set(Value other) {
    value = other;
  }

  boolean isArray() {
    return array != null;
  }

  boolean isUntouched() {
    return array == null && value == Value.UNSET;
  }

  /** The array; made if the name has not been used before. */
  Map<String, Value> array() {
    Map<String, Value> elements = array;
    if (elements == null) {
      elements = origin == null ? new LinkedHashMap<>() : origin.array();
      array = elements;
    }
    return elements;
  }

  void share(Map<String, Value> elements) {
    array = elements;
  }
}
