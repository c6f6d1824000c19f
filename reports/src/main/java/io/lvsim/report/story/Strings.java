package io.lvsim.report.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every text once, with a number; the empty one has number 0. */
final class Strings {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<String> texts = new ArrayList<>();

  Strings() {
    number("");
  }

  int number(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    texts.add(text);
    numbers.put(text, texts.size() - 1);
    return texts.size() - 1;
  }

  /** By number. */
  List<String> texts() {
    return texts;
  }
}
