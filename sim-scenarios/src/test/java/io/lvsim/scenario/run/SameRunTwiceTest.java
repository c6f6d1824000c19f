package io.lvsim.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.library.ScenarioLibrary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same scenario and seed: the same transcript, the same frames, the same decisions. */
class SameRunTwiceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "article-arp-problem",
        "article-arp-suppressed",
        "article-persistent",
        "article-fwmark",
        "article-ldirectord-works",
        "arp-matrix-ignore8-announce0-on-all"
      })
  void givesTheSame(String name) throws ScenarioException {
    Scenario scenario = ScenarioLibrary.load(name);
    Transcript first = new Transcript();
    Transcript second = new Transcript();
    RunResult one = new ScenarioRunner().run(scenario, first);
    RunResult other = new ScenarioRunner().run(scenario, second);
    assertThat(second.text()).isEqualTo(first.text()).isNotEmpty();
    assertThat(second.trace()).isEqualTo(first.trace()).isNotEmpty();
    assertThat(other.virtualNanos()).isEqualTo(one.virtualNanos());
  }
}
