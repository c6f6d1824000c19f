package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An ARP poisoning is seen happening: a client's cache before, and after. */
@ExtendWith(Chromium.class)
class StagePoisoningTest {
  private static final String VIP = "192.168.2.188";
  private static final String CACHE = ".stage-table[data-node=client1][data-table=neighbor]";
  private static final String ENTRY = CACHE + " tr[data-key*='" + VIP + "']";
  private static final int FRAMES_MOST = 60;

  @Test
  void steppingThroughShowsTheClientsCacheBeforeAndAfter(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-arp-problem"));
    page.selectOption(".stage-choice", "client1");
    page.click("[data-go=first]");
    assertThat(page.locator(ENTRY).count()).as("entries of an empty cache").isZero();
    String incomplete = "";
    int frames = 0;
    while (!isPoisoned(page) && frames++ < FRAMES_MOST) {
      if (page.locator(ENTRY).count() > 0) {
        incomplete = page.locator(ENTRY).innerText();
      }
      page.keyboard().press("ArrowRight");
    }
    assertThat(incomplete).as("while client1 waits for an answer").contains(VIP, "INCOMPLETE");
    Locator entry = page.locator(ENTRY);
    assertThat(entry.innerText()).contains("rs2", ":01:92", "REACHABLE");
    assertThat(page.locator(CACHE + " .stage-remark.poisoned").innerText())
        .contains("Poisoned: rs2 is not the director", VIP);
    assertThat(page.locator(".stage-node[data-node=client1]").getAttribute("class"))
        .contains("poisoned");
    assertThat(page.locator(".stage-live").textContent()).isNotBlank();
    page.keyboard().press("ArrowLeft");
    assertThat(isPoisoned(page)).as("one frame back").isFalse();
  }

  @Test
  void theMomentsWorthALookLeadToThePoisoning(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-arp-problem"));
    Locator alarm = page.locator(".stage-alarm.poisoned").first();
    assertThat(alarm.innerText()).contains("client1 is poisoned", VIP);
    alarm.click();
    assertThat(isPoisoned(page)).isTrue();
  }

  @Test
  void whereRealServersAreSilentNobodyIsPoisoned(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-rr"));
    assertThat(page.locator(".stage-alarm.poisoned").count()).isZero();
    page.click("[data-go=last]");
    assertThat(page.locator(ENTRY).getAttribute("data-verdict")).isEqualTo("good");
    assertThat(page.locator(ENTRY).innerText()).contains("director");
  }

  private static boolean isPoisoned(Page page) {
    return page.locator(ENTRY + "[data-verdict=poisoned]").count() > 0;
  }
}
