package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.file.FileSource;
import io.lvsim.scenario.file.ScenarioReader;
import io.lvsim.scenario.library.ScenarioLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 760;
  private static final long LARGEST_BYTES = 1_500_000;
  private static final String FAST =
      "* { animation: none !important; transition: none !important; }";

  private final StringBuilder text =
      new StringBuilder(
          """
          # What a report looks like

          Pictures of pages that `lvsim run NAME --report DIR` writes, taken by `bin/gallery`,
          which writes this page too. See [the stage](../report-stage.md) and
          [the ladder](../report-ladder.md).
          """);
  private final Path to = Path.of(System.getProperty("lvsim.gallery", ""));

  @Test
  void takesThePictures(Tab tab, @TempDir Path directory) throws IOException, ScenarioException {
    Files.createDirectories(to);
    Page page = tab.page();
    page.setViewportSize(WIDTH, HEIGHT);
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
    open(tab, Reports.of(directory, "article-arp-problem"));
    page.locator(".stage-alarm.poisoned").first().click();
    picture(
        page,
        "#stage",
        "stage-poisoned",
        "The moment of an ARP poisoning (`lvsim run article-arp-problem --report "
            + "out`, then the first of \"Moments worth a look\"): rs2 has answered for "
            + "the virtual address before the director did. client1's cache is red on "
            + "the drawing, and said to be wrong in its table.");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    picture(page, "#stage", "stage-dark", "The same moment, dark.");
    page.evaluate("() => { lvsim.ladder().go(3); lvsim.ladder().open(3, true); }");
    picture(
        page,
        "#ladder",
        "ladder-dark",
        "What the poisoning leads to: three machines answer frame 1, and from "
            + "frame 5 on everything goes round the director. Frame 3 is opened.");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.evaluate("() => lvsim.ladder().close()");
    page.click("#language");
    picture(
        page,
        "#stage",
        "stage-chinese",
        "The stage in Chinese. What the author of the scenario wrote stays as it is.");
    page.click("#language");
    frameAndCharts(tab, directory);
    verdict(tab, directory);
    phone(tab, directory);
    Files.writeString(to.resolve("README.md"), text);
    assertThat(sizeOf(to)).as("bytes of all pictures").isLessThan(LARGEST_BYTES);
  }

  private void frameAndCharts(Tab tab, Path directory) {
    Page page = tab.page();
    open(tab, Reports.of(directory, "article-wrr"));
    page.fill("#ladder-filter", "client1 tcp");
    page.keyboard().press("Enter");
    page.waitForTimeout(300);
    int request =
        tab.number(
            "() => { const l = lvsim.ladder(), s = l.story; for (let f = 1; f <= s.frameCount; f++)"
                + " if (lvsim.frameSummary(s.bytes(f), l.index.context(f)).protocol === 'HTTP'"
                + " && f > 40) return f; }");
    page.evaluate("f => { lvsim.ladder().go(f); lvsim.ladder().open(f, true); }", request);
    picture(
        page,
        "#ladder",
        "ladder-frame",
        "A request of `article-wrr`, opened: the ladder is filtered to client1's "
            + "TCP; fields and bytes are Wireshark's.");
    picture(
        page,
        "#charts",
        "charts",
        "Charts of `article-wrr`, each with its numbers: rs2 has weight 3, rs1 " + "weight 2.");
  }

  /** The tutorial's section about round robin, whose author expects what the article prints. */
  private void verdict(Tab tab, Path directory) throws IOException, ScenarioException {
    String scenario =
        """
        name: What I expected of the ARP problem
        description: Three machines own the virtual address. Do requests alternate?
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
        """;
    Scenario wrong =
        ScenarioReader.read(
            "what-i-expected.lvs.yaml", scenario.getBytes(StandardCharsets.UTF_8), new NoFiles());
    open(tab, Reports.of(directory, List.of(wrong, ScenarioLibrary.load("article-rr"))));
    picture(
        tab.page(),
        "#top",
        "verdict-failed",
        "A verdict that is not as expected: what was expected, what came, and the "
            + "decisions behind it. The scenario is in GalleryTest; the other one "
            + "passed.");
  }

  private void phone(Tab tab, Path directory) {
    Page page = tab.page();
    page.setViewportSize(390, 844);
    open(tab, Reports.of(directory, "article-arp-problem"));
    page.locator(".stage-alarm.poisoned").first().click();
    picture(page, "#stage", "phone-stage", "The stage on a phone.");
    picture(page, "#ladder", "phone-ladder", "The ladder on a phone.");
  }

  /** Nothing lies beside a scenario that is no file. */
  private static final class NoFiles implements FileSource {
    @Override
    public byte[] read(String path) throws IOException {
      throw new NoSuchFileException(path);
    }

    @Override
    public FileSource beside(String path) {
      return this;
    }

    @Override
    public String displayName(String path) {
      return path;
    }
  }

  private static void open(Tab tab, Path report) {
    tab.open(report).addStyleTag(new Page.AddStyleTagOptions().setContent(FAST));
  }

  /** What a reader sees with a part of the page at the top of the window. */
  private void picture(Page page, String part, String name, String caption) {
    page.evaluate(
        "part => { document.documentElement.style.scrollBehavior = 'auto';"
            + " document.querySelector(part).scrollIntoView(); }",
        part);
    page.mouse().move(0, 0);
    page.waitForTimeout(600);
    page.screenshot(new Page.ScreenshotOptions().setPath(to.resolve(name + ".png")));
    text.append("\n![").append(name).append("](").append(name).append(".png)\n\n");
    text.append(caption).append('\n');
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
