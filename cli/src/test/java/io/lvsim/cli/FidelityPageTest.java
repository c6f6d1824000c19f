package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.scenario.library.ScenarioLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of behaviours names scenarios that there are. */
class FidelityPageTest {
  private static final Path PAGE = Path.of("..", "docs", "fidelity.md");
  private static final Pattern SCENARIO =
      Pattern.compile("`((?:conformance|article|two-directors|kernel-selftest)-[a-z0-9*-]+)`");

  @Test
  void everyScenarioThatProvesSomethingIsThere() throws IOException {
    List<String> names =
        SCENARIO.matcher(Files.readString(PAGE)).results().map(FidelityPageTest::name).toList();
    assertThat(names).hasSizeGreaterThan(50);
    assertThat(names).allMatch(FidelityPageTest::isThere);
  }

  private static String name(MatchResult found) {
    return found.group(1);
  }

  private static boolean isThere(String name) {
    Pattern wanted = Pattern.compile(name.replace("*", "[a-z0-9-]*"));
    return ScenarioLibrary.entries().stream()
        .anyMatch(entry -> wanted.matcher(entry.name()).matches());
  }
}
