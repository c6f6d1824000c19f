package io.lvsim.scenario.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The conformance suite: scenarios whose expectations are what Linux 6.1 answered, and one that
 * runs them all. They are typed so that a real kernel can be asked the same.
 */
final class ConformanceFamily {
  static final String NAME = "conformance";

  private static final String DIRECTORY = "conformance/";
  private static final String INDEX = DIRECTORY + "index.txt";

  private ConformanceFamily() {}

  static List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(NAME);
    names.addAll(singles());
    return names;
  }

  private static List<String> singles() {
    return BuiltinSource.resource(INDEX)
        .orElseThrow(() -> new IllegalStateException("the program comes without " + INDEX))
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  static Optional<String> text(String name) {
    if (name.equals(NAME)) {
      return Optional.of(collection());
    }
    return name.startsWith(NAME)
        ? BuiltinSource.resource(DIRECTORY + name + BuiltinSource.SUFFIX)
        : Optional.empty();
  }

  private static String collection() {
    StringBuilder text =
        new StringBuilder(
            """
            name: "All that was held against Linux 6.1: schedulers, persistence, states, faults, ARP, frames"
            description: |
              Each section was recorded from a real kernel with IPVS. What it expects is what the
              kernel answered.
            sections:
            """);
    singles().forEach(one -> text.append("  - ").append(one).append(".lvs.yaml\n"));
    return text.toString();
  }
}
