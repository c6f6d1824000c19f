package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.file.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario says is shown as text, whatever it says: no script of it runs. */
@ExtendWith(Chromium.class)
class HostileTextTest {
  /** Fits into YAML's double quotes. */
  private static final String HOSTILE =
      "</script><script>window.hacked=1</script>]]></title></style><img src=x"
          + " onerror='window.hacked=1'><svg onload='window.hacked=1'>{{title}}{{js}}&lt;b&gt;"
          + "<a href='javascript:window.hacked=1'>x</a><!-- \\e[31m\\e]0;own\\a \\u202e\\u2066 \\u2028";

  private static final String PLAIN_BEGINNING = "</script><script>window.hacked=1</script>]]>";

  private static final String SCENARIO =
      """
      name: "HOSTILE"
      description: "HOSTILE"
      topology:
        preset: dr-lan
        arp: default
      steps:
        - on: director
          note: "HOSTILE"
          run: |
            ipvsadm -A -t 192.168.2.188:80 -s rr
            ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -g
        - on: rs1
          run: "echo \\"HOSTILE\\" > /var/www/html/index.html"
        - on: rs2
          run: "echo \\"HOSTILE\\" > /var/www/html/index.html"
        - mark: "HOSTILE"
        - on: client
          note: "HOSTILE"
          run: curl 192.168.2.188
          expect: "HOSTILE"
        - on: client
          run: "echo \\"HOSTILE\\""
          expect: "HOSTILE, but another"
      """;

  private static Path report(Path directory) throws IOException, ScenarioException {
    Path file = directory.resolve("hostile<b>.lvs.yaml");
    Files.writeString(file, SCENARIO.replace("HOSTILE", HOSTILE));
    Scenario scenario = ScenarioReader.read(file);
    return Reports.of(directory, List.of(scenario, scenario));
  }

  @Test
  void nothingOfItRuns(Tab tab, @TempDir Path directory) throws IOException, ScenarioException {
    Page page = tab.open(report(directory));
    for (String language : List.of("en", "zh")) {
      page.evaluate("language => setLanguage(language)", language);
      page.click("[data-go=last]");
      tab.number("() => { for (const d of document.querySelectorAll('details')) d.open = true; return 0; }");
      openEveryFrame(tab);
      assertThat(page.evaluate("() => typeof window.hacked")).isEqualTo("undefined");
    }
    assertThat(page.locator("body img, body iframe, body object, body a[href^=javascript]").count())
        .isZero();
    assertThat(
            page.locator("script:not([type])").count())
        .as("scripts of the page: its own")
        .isEqualTo(1);
    for (String part : List.of("#verdict", "#transcript", "#scenarios")) {
      assertThat(tab.text(part)).as(part).contains(PLAIN_BEGINNING);
    }
    assertThat(tab.text("#main"))
        .contains("{{title}}{{js}}")
        .doesNotContain("\u001b")
        .doesNotContain("\u0007");
    assertThat(page.title()).isEqualTo("2 scenarios");
  }

  @Test
  void charactersThatTurnTextAroundAreShown(Tab tab, @TempDir Path directory)
      throws IOException, ScenarioException {
    tab.open(report(directory));
    assertThat(tab.text("body")).doesNotContain("\u202e").doesNotContain("\u2066");
  }

  @Test
  void thePageMayLoadNothing(Tab tab, @TempDir Path directory)
      throws IOException, ScenarioException {
    Page page = tab.open(report(directory));
    assertThat(
            page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content"))
        .contains("default-src 'none'")
        .doesNotContain("http");
  }

  @Test
  void theTitleOfTheOnlyScenarioIsText(Tab tab, @TempDir Path directory)
      throws IOException, ScenarioException {
    Path file = directory.resolve("one.lvs.yaml");
    Files.writeString(file, SCENARIO.replace("HOSTILE", HOSTILE));
    Page page = tab.open(Reports.of(directory, List.of(ScenarioReader.read(file))));
    assertThat(page.title()).startsWith(PLAIN_BEGINNING);
    assertThat(tab.text("#title")).startsWith(PLAIN_BEGINNING).contains("{{title}}");
    assertThat(page.evaluate("() => typeof window.hacked")).isEqualTo("undefined");
  }

  private static void openEveryFrame(Tab tab) {
    tab.page()
        .evaluate(
            """
            async () => {
              const ladder = lvsim.ladder();
              for (let f = 1; f <= ladder.story.frameCount; f++) { ladder.go(f); ladder.open(f, true); }
              ladder.close();
              await new Promise(requestAnimationFrame);
            }
            """);
  }
}
