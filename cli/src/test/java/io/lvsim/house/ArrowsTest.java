package io.lvsim.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look at whom: docs/architecture.md's picture, held against the classes. */
class ArrowsTest {
  /** From the ground floor up, each with the modules that it may look at, itself included. */
  private static final List<String> CORE =
      List.of(
          "engine",
          "wire",
          "trace",
          "link",
          "netfilter",
          "host",
          "transport",
          "ipvs",
          "app",
          "question");

  private static final List<String> SCENARIOS =
      List.of(
          "process",
          "pattern",
          "files",
          "lab",
          "shell",
          "daemon",
          "command",
          "topology",
          "scenario");

  private static final Map<String, List<String>> MODULES =
      Map.of(
          "sim-core", CORE,
          "sim-scenarios", SCENARIOS,
          "pcap-bridge", List.of("capture", "nic", "audit", "live", "replay"),
          "conformance", List.of("kernel", "compare", "recording", "fuzz"),
          "reports", List.of("report"),
          "cli", List.of("cli"));

  private static final Map<String, List<String>> LOOKS_AT =
      Map.of(
          "sim-core", List.of(),
          "sim-scenarios", List.of("sim-core"),
          "pcap-bridge", List.of("sim-core"),
          "conformance", List.of("sim-core", "sim-scenarios"),
          "reports", List.of("sim-core", "sim-scenarios"),
          "cli", List.of("sim-core", "sim-scenarios", "conformance", "pcap-bridge", "reports"));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.lvsim");

  @Test
  void everyRoomIsOnThePlan() {
    TreeSet<String> planned = new TreeSet<>();
    MODULES.values().forEach(planned::addAll);
    TreeSet<String> built = new TreeSet<>();
    HOUSE.forEach(c -> built.add(roomOf(c)));
    assertThat(built).isEqualTo(planned);
  }

  @Test
  void modulesLookOnlyWhereTheyMay() {
    assertThat(
            arrows((from, to) ->
                !moduleOf(from).equals(moduleOf(to))
                    && !LOOKS_AT.getOrDefault(moduleOf(from), List.of()).contains(moduleOf(to))))
        .isEmpty();
  }

  @Test
  void noArrowOfTheCoreRunsUp() {
    assertThat(arrows((from, to) -> runsUp(CORE, from, to))).isEmpty();
  }

  @Test
  void noArrowOfTheScenariosRunsUp() {
    assertThat(arrows((from, to) -> runsUp(SCENARIOS, from, to))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.lvsim.(*)..", "io.lvsim.command.(*)..", "io.lvsim.scenario.(*).."})
  void noRoomsLookAtEachOtherInACircle(String rooms) {
    slices().matching(rooms).should().beFreeOfCycles().check(HOUSE);
  }

  private static boolean runsUp(List<String> floors, String from, String to) {
    return floors.contains(from)
        && floors.contains(to)
        && floors.indexOf(to) > floors.indexOf(from);
  }

  /** Forbidden dependencies between rooms, one example for each pair. */
  private static Map<String, String> arrows(
      java.util.function.BiPredicate<String, String> forbidden) {
    Map<String, String> found = new TreeMap<>();
    for (JavaClass from : HOUSE) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass();
        if (isOurs(to) && forbidden.test(roomOf(from), roomOf(to))) {
          found.putIfAbsent(roomOf(from) + " -> " + roomOf(to), dependency.getDescription());
        }
      }
    }
    return found;
  }

  private static boolean isOurs(JavaClass c) {
    return c.getPackageName().startsWith("io.lvsim.");
  }

  /** The first part of the package's name behind io.lvsim. */
  private static String roomOf(JavaClass c) {
    return c.getPackageName().split("\\.")[2];
  }

  private static String moduleOf(String room) {
    for (Map.Entry<String, List<String>> module : MODULES.entrySet()) {
      if (module.getValue().contains(room)) {
        return module.getKey();
      }
    }
    return "no module";
  }
}
