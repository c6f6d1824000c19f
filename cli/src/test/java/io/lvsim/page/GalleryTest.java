package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.file.ScenarioReader;
import io.lvsim.scenario.library.ScenarioLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of docs/gallery: {@code bin/gallery} runs this. */
@ExtendWith(Chromium.class)
@EnabledIfSystemProperty(
    named = "lvsim.gallery",
    matches = ".+",
    disabledReason = "bin/gallery takes the pictures")
class GalleryTest {
  private static final long LARGEST_BYTES = 1_500_000;
  private static final String FAST = "* { animation: none !important; transition: none !important; }";

  private final Path to = Path.of(System.getProperty("lvsim.gallery", ""));

  @Test
  void takesThePictures(Tab tab, @TempDir Path directory) throws IOException, ScenarioException {
    Files.createDirectories(to);
    Page page = tab.page();
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
    open(tab, Reports.of(directory, "article-arp-problem"));
    page.locator(".stage-alarm.poisoned").first().click();
    picture(page, "#stage", "stage-poisoned");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    picture(page, "#stage", "stage-dark");
    page.evaluate("() => { lvsim.ladder().go(3); lvsim.ladder().open(3, true); }");
    picture(page, "#ladder", "ladder-dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.evaluate("() => lvsim.ladder().close()");
    page.click("#language");
    picture(page, "#stage", "stage-chinese");
    page.click("#language");
    frameAndCharts(tab, directory);
    verdict(tab, directory);
    phone(tab, directory);
    assertThat(sizeOf(to)).as("bytes of all pictures").isLessThan(LARGEST_BYTES);
  }

  private void frameAndCharts(Tab tab, Path directory) {
    Page page = tab.page();
    open(tab, Reports.of(directory, "article-wrr"));
    page.fill("#ladder-filter", "client1 tcp, arp");
    page.keyboard().press("Enter");
    page.waitForTimeout(300);
    int request =
        tab.number(
            "() => { const l = lvsim.ladder(), s = l.story; for (let f = 1; f <= s.frameCount; f++)"
                + " if (lvsim.frameSummary(s.bytes(f), l.index.context(f)).protocol === 'HTTP'"
                + " && l.index.before[f]) return f; }");
    page.evaluate("f => { lvsim.ladder().go(f); lvsim.ladder().open(f, true); }", request);
    picture(page, "#ladder", "ladder-frame");
    picture(page, "#charts", "charts");
  }

  /** The tutorial's section about round robin, whose author expects what the article prints. */
  private void verdict(Tab tab, Path directory) throws IOException, ScenarioException {
    Path file = directory.resolve("what-i-expected.lvs.yaml");
    Files.writeString(
        file,
        """
        name: What I expected of the ARP problem
        description: Three machines own the virtual address, so requests should alternate. Should they?
        topology:
          preset: dr-lan
          arp: default
        steps:
          - on: director
            run: |
              ipvsadm -A -t 192.168.2.188:80 -s rr
              ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -g
              ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.192 -g
          - on: client
            note: Round robin alternates.
            run: for ((i=1;i<=4;i++)); do curl 192.168.2.188; done
            expect: |
              share191
              share192
              share191
              share192
          - check:
              - bypassed: 0
        """);
    Scenario wrong = ScenarioReader.read(file);
    open(tab, Reports.of(directory, List.of(wrong, ScenarioLibrary.load("article-rr"))));
    picture(tab.page(), "#verdict", "verdict-failed");
  }

  private void phone(Tab tab, Path directory) {
    Page page = tab.page();
    page.setViewportSize(390, 844);
    open(tab, Reports.of(directory, "article-arp-problem"));
    page.locator(".stage-alarm.poisoned").first().click();
    picture(page, "#stage", "phone-stage");
    picture(page, "#ladder", "phone-ladder");
  }

  private static void open(Tab tab, Path report) {
    tab.open(report).addStyleTag(new Page.AddStyleTagOptions().setContent(FAST));
  }

  /** What a reader sees with a part of the page at the top of the window. */
  private void picture(Page page, String part, String name) {
    page.evaluate(
        "part => { document.documentElement.style.scrollBehavior = 'auto';"
            + " document.querySelector(part).scrollIntoView(); }",
        part);
    page.waitForTimeout(600);
    page.screenshot(new Page.ScreenshotOptions().setPath(to.resolve(name + ".png")));
  }

  private static long sizeOf(Path directory) throws IOException {
    long bytes = 0;
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
