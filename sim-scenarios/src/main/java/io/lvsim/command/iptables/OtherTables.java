package io.lvsim.command.iptables;

import java.util.List;
import java.util.Map;

/** The tables that are there but stay empty: only mangle is modelled. */
final class OtherTables {
  private static final Map<String, List<String>> CHAINS =
      Map.of(
          "filter", List.of("INPUT", "FORWARD", "OUTPUT"),
          "nat", List.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"),
          "raw", List.of("PREROUTING", "OUTPUT"),
          "security", List.of("INPUT", "FORWARD", "OUTPUT"));

  private OtherTables() {}

  static boolean exists(String table) {
    return CHAINS.containsKey(table);
  }

  static List<String> chains(String table) {
    return CHAINS.getOrDefault(table, List.of());
  }

  /** A rule in such a table would do nothing, so it is refused. */
  static Complaint notModelled(String table) {
    return Complaint.about(
        "table `" + table + "' is not modelled in this lab: only mangle has rules.");
  }
}
