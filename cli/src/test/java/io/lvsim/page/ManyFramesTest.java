package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.lvsim.report.page.ReportPage;
import io.lvsim.report.story.StoryRecorder;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.file.ScenarioReader;
import io.lvsim.scenario.run.RunLimits;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.ScenarioRunner;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of 10^5 frames: {@code ./mvnw -pl cli -am test -Dtest=ManyFramesTest -Dlvsim.page.many=true
 * -Dsurefire.failIfNoSpecifiedTests=false}. Every figure is held against one measured beside it.
 */
@ExtendWith(Chromium.class)
@EnabledIfSystemProperty(
    named = "lvsim.page.many",
    matches = "true",
    disabledReason = "takes half a minute; -Dlvsim.page.many=true runs it")
class ManyFramesTest {
  private static final int ROUNDS = 3;
  private static final int FRAMES = 100_000;

  private static final String SCENARIO =
      """
      name: many requests
      topology:
        preset: dr-lan
        arp: suppressed
      steps:
        - on: director
          run: |
            ipvsadm -A -t 192.168.2.188:80 -s wrr
            ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -g -w 2
            ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.192 -g -w 3
        - on: client
          run: for ((i=1;i<=7000;i++)); do curl -s 192.168.2.188; done >/dev/null
      """;

  @Test
  void opensAboutAsFastAsATrivialPage(Tab tab, @TempDir Path directory)
      throws IOException, ScenarioException {
    Path trivial =
        Files.writeString(
            directory.resolve("trivial.html"),
            "<!doctype html><title>x</title><p>x<script>document.body.dataset.ready='0'</script>");
    Path report = directory.resolve("report.html");
    write(scenario(directory), report);
    double[] much = new double[ROUNDS];
    double[] little = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      little[i] = seconds(tab.page(), trivial);
      much[i] = seconds(tab.page(), report);
    }
    int frames = tab.number("() => lvsim.ladder().story.frameCount");
    assertThat(frames).isGreaterThanOrEqualTo(FRAMES);
    System.out.printf(
        Locale.ROOT,
        "%d frames, %.1f MB: opens in %.2f s; a trivial page beside it in %.2f s%n",
        frames,
        Files.size(report) / 1e6,
        median(much),
        median(little));
    assertThat(median(much) - median(little)).as("seconds").isLessThan(3 * slowness(tab.page()));
  }

  @Test
  void writingTakesLessThanThreeTimesTheRun(@TempDir Path directory)
      throws IOException, ScenarioException {
    Scenario scenario = scenario(directory);
    double[] plain = new double[ROUNDS];
    double[] told = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      new ScenarioRunner(RunLimits.DEFAULT).run(scenario, new RunListener() {});
      long middle = System.nanoTime();
      write(scenario, directory.resolve("report.html"));
      plain[i] = (middle - start) / 1e9;
      told[i] = (System.nanoTime() - middle) / 1e9;
    }
    double more = median(told) - median(plain);
    System.out.printf(
        Locale.ROOT,
        "the run takes %.2f s, and with a report %.2f s: writing it takes %.2f times the run%n",
        median(plain),
        median(told),
        more / median(plain));
    assertThat(more).isLessThan(3 * median(plain));
  }

  /** How many times longer a fixed piece of JavaScript takes here than on a quiet machine. */
  private static double slowness(Page page) {
    double ms =
        ((Number)
                page.evaluate(
                    """
                    () => {
                      const began = performance.now();
                      let x = 0;
                      const m = new Map();
                      for (let i = 0; i < 2e6; i++) { x = (x * 31 + i) | 0; m.set(x & 65535, i); }
                      return performance.now() - began;
                    }
                    """))
            .doubleValue();
    return Math.max(1, ms / QUIET_MS);
  }

  private static final double QUIET_MS = 100;

  private static double seconds(Page page, Path file) {
    page.navigate("about:blank");
    long start = System.nanoTime();
    page.navigate(file.toUri().toString());
    page.waitForFunction("() => document.body.dataset.ready !== undefined");
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Scenario scenario(Path directory) throws IOException, ScenarioException {
    Path file = directory.resolve("many.lvs.yaml");
    Files.writeString(file, SCENARIO);
    return ScenarioReader.read(file);
  }

  private static void write(Scenario scenario, Path file) throws IOException {
    ReportPage page = new ReportPage("many");
    new ScenarioRunner(RunLimits.DEFAULT).run(scenario, new StoryRecorder(page::add));
    try (Writer out = Files.newBufferedWriter(file)) {
      page.write(out);
    }
  }
}
