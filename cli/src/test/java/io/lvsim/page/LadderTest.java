package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ladder is filtered, and a frame of it opened. */
@ExtendWith(Chromium.class)
class LadderTest {
  private static final String FIRST_OF_KIND =
      "kind => { const l = lvsim.ladder(); for (let f = 1; f <= l.story.frameCount; f++)"
          + " if (lvsim.frameSummary(l.story.bytes(f), l.index.context(f)).protocol === kind) return f; }";

  @Test
  void filtersByHostProtocolAndText(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-arp-problem"));
    int all = shown(page);
    assertThat(all).isEqualTo(tab.number("() => lvsim.ladder().story.frameCount"));
    assertThat(tab.text("#ladder-count")).isEqualTo(all + " frames");
    int arp = filtered(page, "arp");
    assertThat(arp).isBetween(1, all - 1);
    assertThat(tab.text("#ladder-count")).isEqualTo(arp + " of " + all + " frames");
    assertThat(kinds(tab)).containsOnly("arp");
    assertThat(filtered(page, "-arp")).isEqualTo(all - arp);
    int ofClient = filtered(page, "client1");
    assertThat(ofClient).isBetween(1, all - 1);
    assertThat(filtered(page, "client1 arp") + filtered(page, "client1 -arp")).isEqualTo(ofClient);
    assertThat(filtered(page, "\"who has 192.168.2.188\"")).isBetween(1, arp);
    assertThat(filtered(page, "arp, http, tcp, icmp")).isEqualTo(all);
  }

  @Test
  void aFilterThatIsWrongSaysSo(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-arp-problem"));
    int all = shown(page);
    page.fill("#ladder-filter", "port abc");
    page.waitForSelector("#ladder-filter-error:not([hidden])");
    assertThat(tab.text("#ladder-filter-error")).isNotBlank();
    page.fill("#ladder-filter", "");
    page.waitForSelector("#ladder-filter-error", hidden());
    assertThat(shown(page)).isEqualTo(all);
  }

  @Test
  void anOpenedFrameHasFieldsBytesAndItsWay(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-rr"));
    int http = ((Number) page.evaluate(FIRST_OF_KIND, "HTTP")).intValue();
    page.evaluate("frame => lvsim.ladder().go(frame)", http);
    page.locator(".lad-frame-row[data-frame='" + http + "']").click();
    assertThat(page.locator("#ladder-sheet").getAttribute("data-opened")).isEqualTo("" + http);
    assertThat(field(page, "ip.src")).contains("192.168.2.10");
    assertThat(field(page, "ip.dst")).contains("192.168.2.188");
    assertThat(field(page, "tcp.dstport")).contains("80");
    assertThat(field(page, "http.host")).contains("192.168.2.188");
    assertThat(page.locator("#frame-dump i[data-at]").count())
        .as("bytes, each in hex and as a letter")
        .isGreaterThanOrEqualTo(tab.number("() => lvsim.ladder().story.bytes(" + http + ").length"));
    assertThat(page.locator("#frame-way > li[data-node]").count()).isPositive();
    assertThat(page.locator("#frame-way > li[data-node=director] .frm-decided[data-code]").count())
        .isPositive();
    page.keyboard().press("Escape");
    assertThat(page.locator("#ladder-sheet").getAttribute("data-opened")).isNull();
  }

  @Test
  void aDecisionNamesTheSettingBehindIt(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-rr"));
    int ignored =
        tab.number(
            """
            () => {
              const s = lvsim.ladder().story;
              for (let e = 0; e < s.count; e++)
                if (s.kind[e] === DECIDED && s.field(e, 0) && /arp_ignore/.test(s.text(e, 4))) return s.field(e, 0);
            }
            """);
    page.evaluate("frame => { lvsim.ladder().go(frame); lvsim.ladder().open(frame); }", ignored);
    assertThat(page.locator(".frm-setting code").first().innerText()).contains("arp_ignore");
  }

  @Test
  void aFrameIsShownOnTheStage(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-arp-problem"));
    page.evaluate("() => lvsim.ladder().go(3)");
    page.locator("#ladder-grid").focus();
    page.keyboard().press("s");
    assertThat(page.locator(".stage-to-ladder").getAttribute("data-frame")).isEqualTo("3");
  }

  private static Page.WaitForSelectorOptions hidden() {
    return new Page.WaitForSelectorOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
  }

  private static String field(Page page, String key) {
    Locator field = page.locator("#frame-fields .frm-field[data-key='" + key + "']").first();
    return field.textContent();
  }

  private static int filtered(Page page, String filter) {
    page.fill("#ladder-filter", filter);
    page.keyboard().press("Enter");
    page.waitForTimeout(250);
    assertThat(page.locator("#ladder-filter-error").isVisible()).as(filter).isFalse();
    return shown(page);
  }

  private static int shown(Page page) {
    return Integer.parseInt(page.locator("#ladder-sheet").getAttribute("data-shown"));
  }

  private static List<String> kinds(Tab tab) {
    return tab.texts(
        "() => [...document.querySelectorAll('.lad-frame-row')].map(row => row.dataset.kind)");
  }
}
