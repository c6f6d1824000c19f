package io.lvsim.scenario.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ARP matrix: a scenario for each arp_ignore level and each arp_announce level, set on all, on
 * eth0 and on lo only, and one that runs them all. What is expected of each was asked of Linux 6.1.
 */
final class ArpMatrixFamily {
  static final String NAME = "arp-matrix";

  private static final int[] IGNORE_LEVELS = {0, 1, 2, 3, 4, 8};
  private static final int[] ANNOUNCE_LEVELS = {0, 1, 2};

  private ArpMatrixFamily() {}

  static List<ArpMatrixCase> cases() {
    List<ArpMatrixCase> cases = new ArrayList<>();
    for (String place : ArpMatrixCase.PLACES) {
      for (int ignore : IGNORE_LEVELS) {
        for (int announce : ANNOUNCE_LEVELS) {
          cases.add(new ArpMatrixCase(place, ignore, announce));
        }
      }
    }
    return cases;
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(NAME);
    cases().forEach(one -> names.add(one.name()));
    return names;
  }

  static Optional<String> text(String name) {
    if (name.equals(NAME)) {
      return Optional.of(collection());
    }
    return cases().stream()
        .filter(one -> one.name().equals(name))
        .map(ArpMatrixCase::text)
        .findFirst();
  }

  private static String collection() {
    StringBuilder text =
        new StringBuilder(
            """
            name: "Every arp_ignore level with every arp_announce level, on all, on eth0, on lo"
            description: |
              Who answers for the VIP, whose MAC the clients end up with, and which requests go round
              the director, for each setting that the real servers can have.
            sections:
            """);
    cases().forEach(one -> text.append("  - ").append(one.name()).append(".lvs.yaml\n"));
    return text.toString();
  }
}
