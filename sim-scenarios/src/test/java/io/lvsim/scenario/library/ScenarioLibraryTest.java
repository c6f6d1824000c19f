package io.lvsim.scenario.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.run.ComparedLine;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.ScenarioRunner;
import io.lvsim.scenario.run.StepResult;
import io.lvsim.scenario.run.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioLibraryTest {
  private static final List<String> COLLECTIONS = List.of("article", "conformance", "arp-matrix");

  /** All but the collections, whose sections are here themselves. */
  static Stream<String> singleScenarios() {
    return ScenarioLibrary.entries().stream()
        .map(ScenarioLibrary.Entry::name)
        .filter(name -> !COLLECTIONS.contains(name));
  }

  @ParameterizedTest
  @MethodSource("singleScenarios")
  void passes(String name) throws ScenarioException {
    Scenario scenario = ScenarioLibrary.load(name);
    RunResult result = new ScenarioRunner().run(scenario, new RunListener() {});
    assertThat(report(result)).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
  }

  private static String report(RunResult result) {
    StringBuilder text = new StringBuilder(result.error());
    for (StepResult step : result.steps()) {
      if (step.verdict() != Verdict.PASSED) {
        text.append("\nstep ").append(step.number()).append(" at ").append(step.step().position());
        step.messages().forEach(message -> text.append("\n  ").append(message));
        step.comparison().forEach(line -> text.append("\n  ").append(shown(line)));
      }
    }
    return text.toString();
  }

  private static String shown(ComparedLine line) {
    return (line.matches() ? "  " : "! ") + line.expected() + "   |   " + line.got();
  }

  @Test
  void collectionsRunAllTheirSections() throws ScenarioException {
    assertThat(ScenarioLibrary.load("article").sections()).hasSize(12);
    assertThat(ScenarioLibrary.load("arp-matrix").sections()).hasSize(54);
    assertThat(ScenarioLibrary.load("conformance").sections()).hasSize(62);
  }

  @Test
  void everyEntryHasATitle() {
    assertThat(ScenarioLibrary.entries())
        .hasSizeGreaterThan(13 + 33 + 55)
        .allSatisfy(entry -> assertThat(entry.title()).isNotBlank().doesNotContain("\""));
  }

  @Test
  void anUnknownNameIsToldWithTheNearest() {
    assertThat(ScenarioLibrary.has("article-rr")).isTrue();
    assertThat(ScenarioLibrary.has("article-r")).isFalse();
    assertThatThrownBy(() -> ScenarioLibrary.load("article-r"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("did you mean 'article-rr'?");
    assertThatThrownBy(() -> ScenarioLibrary.load("zebra"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("'lvsim list' names all that there are");
  }
}
