package io.lvsim.shell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One variable of a shell: a text, an array by number, or an array by text. */
final class Variable {
  /** What a variable holds. */
  enum Kind {
    TEXT,
    INDEXED,
    KEYED
  }

  private Kind kind = Kind.TEXT;
  private Map<String, String> elements = new LinkedHashMap<>();
  private boolean exported;
  private boolean readOnly;
  private boolean integer;

  /** The text, or an array's element 0; null if there is none. */
  @Nullable String text() {
    return elements.get("0");
  }

  @Nullable String element(String subscript) {
    return elements.get(kind == Kind.INDEXED ? fromEnd(subscript) : subscript);
  }

  void set(String subscript, String value) {
    elements.put(kind == Kind.INDEXED ? fromEnd(subscript) : subscript, value);
  }

  void remove(String subscript) {
    elements.remove(kind == Kind.INDEXED ? fromEnd(subscript) : subscript);
  }

  /** Makes it an array; what it holds becomes element 0. */
  void become(Kind array) {
    if (kind == array) {
      return;
    }
    Map<String, String> old = elements;
    elements =
        array == Kind.INDEXED
            ? new TreeMap<>(Comparator.comparingLong(Long::parseLong))
            : new LinkedHashMap<>();
    if (kind == Kind.TEXT) {
      elements.putAll(old);
    }
    kind = array;
  }

  void clear() {
    elements.clear();
  }

  Map<String, String> elements() {
    return elements;
  }

  /** The subscript behind the last one of an array by number. */
  long nextIndex() {
    return elements instanceof TreeMap<String, String> sorted && !sorted.isEmpty()
        ? Long.parseLong(sorted.lastKey()) + 1
        : elements.isEmpty() ? 0 : 1;
  }

  boolean isSet() {
    return !elements.isEmpty() || kind != Kind.TEXT;
  }

  boolean isArray() {
    return kind != Kind.TEXT;
  }

  Kind kind() {
    return kind;
  }

  boolean isExported() {
    return exported;
  }

  void export(boolean on) {
    exported = on;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  void makeReadOnly() {
    readOnly = true;
  }

  boolean isInteger() {
    return integer;
  }

  void makeInteger(boolean on) {
    integer = on;
  }

  Variable copy() {
    Variable copy = new Variable();
    copy.become(kind);
    copy.elements.putAll(elements);
    copy.exported = exported;
    copy.readOnly = readOnly;
    copy.integer = integer;
    return copy;
  }

  /** A negative subscript counts from behind the last element. */
  private String fromEnd(String subscript) {
    return subscript.startsWith("-")
        ? String.valueOf(nextIndex() + Long.parseLong(subscript))
        : subscript;
  }
}
