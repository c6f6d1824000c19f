package io.lvsim.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A random lab: real servers, clients, settings and steps, from which parts can be taken away.
 *
 * @param name one line
 * @param realServers how many, from 192.168.2.191 up
 * @param directorSettings kernel parameters of the director, such as {@code net.ipv4.vs.sloppy_tcp:
 *     1}
 * @param serverSettings kernel parameters of every real server
 * @param steps in order
 */
record FuzzLab(
    String name,
    int realServers,
    List<String> directorSettings,
    List<String> serverSettings,
    List<Step> steps) {
  /** Unicast probes come after times that each host draws at random; labs do without them. */
  private static final List<String> NO_PROBES =
      List.of(
          "net.ipv4.neigh.eth0.base_reachable_time_ms: 36000000",
          "net.ipv4.neigh.eth0.delay_first_probe_time: 3600");

  /** A step, as lines of a scenario file below {@code steps:}, without indentation. */
  record Step(List<String> lines) {
    static Step typed(String machine, String command) {
      return new Step(
          List.of("- on: " + machine, "  run: \"" + command.replace("\"", "\\\"") + "\""));
    }

    static Step waiting(int seconds) {
      return new Step(List.of("- wait: " + seconds + "s"));
    }

    static Step fault(String what) {
      return new Step(List.of("- fault: " + what));
    }
  }

  /** The lab without some of its steps. */
  FuzzLab without(int from, int to) {
    List<Step> rest = new ArrayList<>(steps.subList(0, from));
    rest.addAll(steps.subList(to, steps.size()));
    return new FuzzLab(name, realServers, directorSettings, serverSettings, List.copyOf(rest));
  }

  /** The lab with kernel parameters at their defaults. */
  FuzzLab withoutSettings() {
    return new FuzzLab(name, realServers, List.of(), serverSettings, steps);
  }

  /** As a scenario file. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("name: " + name);
    lines.add("topology:");
    lines.add("  vip: 192.168.2.188");
    lines.add("  director: director");
    lines.add("  switches: { lan: {} }");
    lines.add("  hosts:");
    host(lines, "director", "[192.168.2.190/24, 192.168.2.188/32]", directorSettings);
    lines.add("        net.ipv4.ip_forward: 1");
    for (int i = 0; i < realServers; i++) {
      String last = Integer.toString(191 + i);
      host(lines, "rs" + (i + 1), "[192.168.2." + last + "/24]", serverSettings);
      lines.add("      services: { whoami: { ports: [80, 443, 8080], body: \"" + last + "\" } }");
    }
    host(lines, "client", "[192.168.2.10/24, 192.168.2.11/24, 192.168.2.12/24]", List.of());
    lines.add("steps:");
    steps.forEach(step -> step.lines().forEach(line -> lines.add("  " + line)));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static void host(List<String> to, String name, String addresses, List<String> settings) {
    to.add("    " + name + ":");
    to.add("      interfaces:");
    to.add("        eth0: { switch: lan, addresses: " + addresses + " }");
    if (name.startsWith("rs")) {
      to.add("        lo: { addresses: [192.168.2.188/32] }");
    }
    to.add("      sysctl:");
    NO_PROBES.forEach(setting -> to.add("        " + setting));
    settings.forEach(setting -> to.add("        " + setting));
  }
}
