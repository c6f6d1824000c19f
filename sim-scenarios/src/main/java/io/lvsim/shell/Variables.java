package io.lvsim.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A shell's variables: texts and arrays, of which some are exported to commands. */
public final class Variables {
  private final TreeMap<String, Variable> values = new TreeMap<>();

  /** A variable's value, an array's first element; null if unset. */
  public @Nullable String get(String name) {
    Variable variable = values.get(name);
    return variable == null ? null : variable.text();
  }

  public void set(String name, String value) {
    variable(name).set("0", value);
  }

  public void unset(String name) {
    values.remove(name);
  }

  /** A copy for a subshell. */
  public Variables copy() {
    Variables copy = new Variables();
    values.forEach((name, variable) -> copy.values.put(name, variable.copy()));
    return copy;
  }

  /** A copy of what is exported, for a command. */
  public Variables exported() {
    Variables copy = new Variables();
    values.forEach((name, variable) -> {
      if (variable.isExported() && variable.text() != null) {
        copy.values.put(name, variable.copy());
      }
    });
    return copy;
  }

  /** Lets commands see a variable; it need not have a value yet. */
  public void export(String name) {
    variable(name).export(true);
  }

  /** Names of all variables that have a value, sorted. */
  public List<String> names() {
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().isSet())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** An array's elements by subscript, in order; null if the name is no array. */
  public @Nullable SequencedMap<String, String> elements(String name) {
    Variable variable = values.get(name);
    return variable == null || !variable.isArray()
        ? null
        : new LinkedHashMap<>(variable.elements());
  }

  /** The variable itself, made if there is none. */
  Variable variable(String name) {
    return values.computeIfAbsent(name, unknown -> new Variable());
  }

  /** The variable itself, or null. */
  @Nullable Variable find(String name) {
    return values.get(name);
  }

  /** Puts a variable back that was taken away; null takes it away. */
  void restore(String name, @Nullable Variable variable) {
    if (variable == null) {
      values.remove(name);
    } else {
      values.put(name, variable);
    }
  }

  /** Names of all variables, those without a value too, sorted. */
  List<String> allNames() {
    return List.copyOf(values.keySet());
  }
}
