package io.lvsim.command.system;

import io.lvsim.lab.OperatingSystem;
import java.util.List;

/** The verbs of systemctl that take units. */
final class UnitVerb {
  private static final List<String> ALL =
      List.of(
          "start",
          "stop",
          "restart",
          "try-restart",
          "reload",
          "reload-or-restart",
          "status",
          "enable",
          "disable",
          "is-enabled",
          "is-active",
          "is-failed");

  private UnitVerb() {}

  static boolean isKnown(String verb) {
    return ALL.contains(verb);
  }

  static String unknown(OperatingSystem os, String verb) {
    return os == OperatingSystem.CENTOS_7
        ? "Unknown operation '" + verb + "'."
        : "Unknown command verb " + verb + ".";
  }
}
