package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A mapping with fixed fields. */
final class Fields {
  private final Value value;
  private final Shape shape;
  private final Map<String, Value.Entry> byName = new LinkedHashMap<>();

  private Fields(Value value, Shape shape) {
    this.value = value;
    this.shape = shape;
  }

  /** Reads the fields; notes those that the shape does not have. */
  static Fields of(Value value, Shape shape) {
    Fields fields = new Fields(value, shape);
    String expectation = shape.article() + " with " + String.join(", ", shape.fields());
    for (Value.Entry entry : value.entries(expectation)) {
      if (shape.fields().contains(entry.key())) {
        fields.byName.put(entry.key(), entry);
      } else {
        fields.unknown(entry);
      }
    }
    return fields;
  }

  private void unknown(Value.Entry entry) {
    String message = "unknown field '" + entry.key() + "' in " + shape.article();
    value
        .reading()
        .problems()
        .add(entry.position(), message + Suggestion.phrase(entry.key(), shape.fields()));
  }

  Value value() {
    return value;
  }

  Position position() {
    return value.position();
  }

  /** Where a field's name is written; the mapping's own position if it is not there. */
  Position positionOf(String name) {
    Value.Entry entry = byName.get(name);
    return entry == null ? value.position() : entry.position();
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  Optional<Value> get(String name) {
    return Optional.ofNullable(byName.get(name)).map(Value.Entry::value);
  }

  /** A field that must be there; notes the problem if it is not. */
  Optional<Value> required(String name, String expectation) {
    if (!has(name) && value.isMapping()) {
      value.wrong(
          "missing field '" + name + "' in " + shape.article() + "; expected " + expectation);
    }
    return get(name);
  }
}
