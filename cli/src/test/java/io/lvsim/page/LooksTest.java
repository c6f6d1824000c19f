package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Dark and light, on paper, on a phone, and without a mouse. */
@ExtendWith(Chromium.class)
class LooksTest {
  private static final String GROUND = "() => getComputedStyle(document.body).backgroundColor";

  /** Colours of text that are hard to read on the sheet: WCAG's contrast below 4.5. */
  private static final String FAINT =
      """
      () => {
        const style = getComputedStyle(document.documentElement);
        const light = name => {
          const hex = style.getPropertyValue(name).trim();
          const full = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex;
          const parts = [1, 3, 5].map(i => parseInt(full.slice(i, i + 2), 16) / 255)
            .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
          return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
        };
        const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        const bad = [];
        const grounds = ['--ground', '--sheet', '--code', '--lit', '--bad-ground', '--good-ground'];
        for (const ground of grounds) {
          for (const ink of ['--ink', '--faint', '--good', '--bad', '--warn', '--accent']) {
            const own = {'--bad-ground': ['--ink', '--bad'], '--good-ground': ['--ink', '--good'],
              '--lit': ['--ink']}[ground];
            const found = contrast(light(ground), light(ink));
            if (own && !own.includes(ink)) continue;
            if (!(found >= 4.5)) bad.push(ink + ' on ' + ground + ' ' + found);
          }
        }
        return bad;
      }
      """;

  /** What sticks out of the window to the right, and is in nothing that scrolls. */
  private static final String TOO_WIDE =
      """
      () => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')]
          .filter(node => node.getBoundingClientRect().right > innerWidth + 1)
          .map(node => node.tagName + '.' + node.getAttribute('class')).slice(0, 10)
      """;

  @Test
  void theThemeIsSwitched(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-arp-problem"));
    Object light = page.evaluate(GROUND);
    assertThat(tab.texts(FAINT)).isEmpty();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Object dark = page.evaluate(GROUND);
    assertThat(dark).as("automatic: the system's").isNotEqualTo(light);
    assertThat(tab.texts(FAINT)).isEmpty();
    page.click("#theme");
    assertThat(tab.text("#theme")).isEqualTo("Theme: light");
    assertThat(page.evaluate(GROUND)).isEqualTo(light);
    page.click("#theme");
    assertThat(tab.text("#theme")).isEqualTo("Theme: dark");
    assertThat(page.evaluate(GROUND)).isEqualTo(dark);
  }

  @Test
  void aLongTitleLeavesTheButtonsAlone(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-arp-problem"));
    page.evaluate(
        "() => { document.getElementById('title').textContent = 'long title '.repeat(30); }");
    for (int width : new int[] {1280, 700, 390}) {
      page.setViewportSize(width, 800);
      BoundingBox title = page.locator("#title").boundingBox();
      BoundingBox buttons = page.locator(".switches").boundingBox();
      assertThat(buttons.x >= title.x + title.width || buttons.y >= title.y + title.height)
          .as("beside it or below, at a width of " + width)
          .isTrue();
    }
  }

  @Test
  void itIsPrinted(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-arp-problem"));
    byte[] pdf = page.pdf();
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(pdf.length).isGreaterThan(20_000);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    for (String control : List.of("#parts", ".switches", ".stage-buttons", "#ladder-filter")) {
      assertThat(page.locator(control).isVisible()).as(control).isFalse();
    }
    for (String part : List.of("#verdict", "#stage", "#ladder", "#charts", "#transcript")) {
      assertThat(page.locator(part).isVisible()).as(part).isTrue();
    }
  }

  @Test
  void nothingSticksOutOfAPhone(Tab tab, @TempDir Path directory) {
    Page page =
        tab.open(
            Reports.of(
                directory,
                "article-arp-problem",
                "article-ldirectord-works",
                "two-directors-sync"));
    page.setViewportSize(390, 800);
    for (int scenario = 0; scenario < 3; scenario++) {
      tab.show(scenario);
      page.waitForTimeout(300);
      assertThat(tab.texts(TOO_WIDE)).isEmpty();
      page.evaluate("() => { lvsim.ladder().go(5); lvsim.ladder().open(5); }");
      page.evaluate("() => document.getElementById('language').click()");
      page.waitForTimeout(300);
      assertThat(tab.texts(TOO_WIDE)).as("in another language, with a frame opened").isEmpty();
    }
  }

  @Test
  void theKeyboardIsEnough(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-arp-problem"));
    page.keyboard().press("Tab");
    assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("skip");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("main");
    page.locator("#ladder-grid").focus();
    page.keyboard().press("Home");
    String current;
    do {
      page.keyboard().press("ArrowDown");
      current = page.locator("#ladder-sheet").getAttribute("data-current");
    } while (current.equals("0"));
    page.keyboard().press("Enter");
    assertThat(page.locator("#ladder-sheet").getAttribute("data-opened")).isEqualTo(current);
    page.keyboard().press("Escape");
    assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("ladder-grid");
    page.locator(".stage-slider").focus();
    String before = page.locator(".stage").getAttribute("data-position");
    page.keyboard().press("Shift+ArrowRight");
    assertThat(page.locator(".stage").getAttribute("data-position")).isNotEqualTo(before);
    page.keyboard().press("Home");
    page.keyboard().press(" ");
    assertThat(page.locator("[data-go=play]").getAttribute("aria-label")).isEqualTo("pause");
    page.keyboard().press(" ");
    assertThat(page.locator("[data-go=play]").getAttribute("aria-label")).isEqualTo("play");
  }

  @Test
  void everyControlHasAName(Tab tab, @TempDir Path directory) {
    tab.open(Reports.of(directory, "article-arp-problem"));
    assertThat(
            tab.texts(
                """
                () => [...document.querySelectorAll('button, a, select, input')]
                  .filter(node => !(node.getAttribute('aria-label') || node.textContent.trim()
                    || node.closest('label')?.textContent.trim()))
                  .map(node => node.outerHTML.slice(0, 120))
                """))
        .isEmpty();
  }
}
