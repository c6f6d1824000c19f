package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.library.ScenarioLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every scenario that comes with the program, as a page: all its parts are there. */
@ExtendWith(Chromium.class)
class ReportPageTest {
  private static final int MATRIX_ROWS_EVERY = 16;

  /** Text that only a mistake of a script puts into a page. */
  private static final String SLIPS =
      """
      () => {
        const slips = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node; node = walker.nextNode();) {
          if (node.parentElement.closest('script, #transcript')) continue;
          if (/\\b(undefined|NaN|Infinity)\\b|\\[object /.test(node.data)) slips.push(node.data);
          if (node.parentElement.matches('[data-w]') && node.data === node.parentElement.dataset.w
              && !WORDS[node.data]) slips.push('no words for ' + node.data);
        }
        return slips;
      }
      """;

  private static final String PARTS =
      """
      () => {
        const parts = {};
        for (const part of document.querySelectorAll('#main > section')) {
          parts[part.id] = part.querySelector('h2').textContent !== ''
            && part.textContent.trim().length > 20;
        }
        return JSON.stringify(parts);
      }
      """;

  @Test
  void everyBuiltinScenarioHasAWholePage(Tab tab, @TempDir Path directory)
      throws ScenarioException {
    List<Scenario> scenarios = builtins();
    tab.open(Reports.of(directory, scenarios));
    assertThat(tab.text("#verdict-line")).isEqualTo("✓ " + scenarios.size() + " of " + scenarios.size() + " passed");
    for (int i = 0; i < scenarios.size(); i++) {
      String name = scenarios.get(i).name();
      tab.show(i);
      assertThat(tab.text("#verdict")).as(name).contains("✓ passed: " + name);
      assertThat(tab.page().evaluate(PARTS))
          .as(name)
          .isEqualTo(
              "{\"verdict\":true,\"stage\":true,\"ladder\":true,\"charts\":true,\"transcript\":true}");
      assertThat(tab.texts(SLIPS)).as(name).isEmpty();
      assertThat(tab.complaints()).as(name).isEmpty();
      assertThat(tab.number("() => document.querySelectorAll('.stage-node').length"))
          .as(name)
          .isGreaterThan(1);
      tab.page().waitForSelector(".lad-frame-row");
    }
  }

  /** All but collections of others, and of the ARP matrix, whose rows are much alike, some. */
  private static List<Scenario> builtins() throws ScenarioException {
    List<Scenario> scenarios = new ArrayList<>();
    int row = 0;
    for (ScenarioLibrary.Entry entry : ScenarioLibrary.entries()) {
      if (!entry.family().equals("arp-matrix") || row++ % MATRIX_ROWS_EVERY == 0) {
        Scenario scenario = ScenarioLibrary.load(entry.name());
        if (!scenario.isCollection()) {
          scenarios.add(scenario);
        }
      }
    }
    return scenarios;
  }

  @Test
  void theSameRunTwiceIsTheSameBytes() throws ScenarioException {
    for (String name : List.of("article-arp-problem", "two-directors-sync", "article-wrr")) {
      List<Scenario> scenario = List.of(ScenarioLibrary.load(name));
      assertThat(Reports.text(scenario)).as(name).isEqualTo(Reports.text(scenario));
    }
  }
}
