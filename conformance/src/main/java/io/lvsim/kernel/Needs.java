package io.lvsim.kernel;

import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.topology.Topology;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What must be installed, and the line that installs what is missing (Debian's packages). */
final class Needs {
  private static final String SYSTEM_DIRECTORIES = "/usr/sbin:/sbin:/usr/bin:/bin";

  /** The programs that scenarios and the guest use, and the packages they are in. */
  private static final Map<String, String> COMMON =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ipvsadm", "ipvsadm"),
              Map.entry("iptables", "iptables"),
              Map.entry("ip", "iproute2"),
              Map.entry("arping", "iputils-arping"),
              Map.entry("ping", "iputils-ping"),
              Map.entry("curl", "curl"),
              Map.entry("sysctl", "procps"),
              Map.entry("modprobe", "kmod"),
              Map.entry("tcpdump", "tcpdump"),
              Map.entry("ifconfig", "net-tools"),
              Map.entry("/usr/bin/python3", "python3")));

  private static final Map<String, String> FOR_USER_MODE_LINUX =
      new TreeMap<>(
          Map.of(
              "linux.uml", "user-mode-linux",
              "busybox", "busybox-static",
              "setsid", "util-linux",
              "cc", "gcc libc6-dev"));

  private Needs() {}

  /** Packages that are missing for any kernel; empty if there are none. */
  static Set<String> missing() {
    return missing(COMMON);
  }

  /** Packages that are missing for these scenarios, beside those for any kernel. */
  static Set<String> missingFor(List<Scenario> scenarios) {
    boolean ldirectord = scenarios.stream().anyMatch(Needs::usesLdirectord);
    return ldirectord ? missing(Map.of("ldirectord", "ldirectord")) : Set.of();
  }

  private static boolean usesLdirectord(Scenario scenario) {
    Topology topology = scenario.topology();
    return topology != null
            && topology.hosts().stream().anyMatch(host -> host.services().contains("ldirectord"))
        || scenario.stepsOfRun().stream()
            .anyMatch(step -> step instanceof Step.Run run && run.script().contains("ldirectord"));
  }

  /** Packages that are missing for User Mode Linux, beside those for any kernel. */
  static Set<String> missingForUserModeLinux() {
    return missing(FOR_USER_MODE_LINUX);
  }

  private static Set<String> missing(Map<String, String> programs) {
    Set<String> packages = new LinkedHashSet<>();
    programs.forEach((program, name) -> {
      if (!isInstalled(program)) {
        packages.addAll(List.of(name.split(" ")));
      }
    });
    return packages;
  }

  static boolean isInstalled(String program) {
    return Files.isExecutable(Path.of(pathOf(program)));
  }

  /** Where a program lies, system directories among the places; its name if it is nowhere. */
  static String pathOf(String program) {
    if (program.startsWith("/")) {
      return program;
    }
    String path =
        System.getenv().getOrDefault("PATH", "") + File.pathSeparator + SYSTEM_DIRECTORIES;
    for (String directory : path.split(File.pathSeparator)) {
      if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
        return Path.of(directory, program).toString();
      }
    }
    return program;
  }
}
