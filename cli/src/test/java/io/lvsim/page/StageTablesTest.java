package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What directors hold is on the stage whole, and network namespaces are machines like others. */
@ExtendWith(Chromium.class)
class StageTablesTest {
  private static final String CONNECTIONS =
      ".stage-table[data-node=director][data-table=connection]";

  @Test
  void aConnectionIsShownToItsTimeout(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "article-persistent"));
    page.setViewportSize(1280, 900);
    page.click("[data-go=last]");
    Locator row = page.locator(CONNECTIONS + " tbody tr").first();
    assertThat(row.innerText()).contains("client1:", "TCP VIP:80", "rs2", "FIN_WAIT", "120\u00a0s");
    assertThat(
            tab.number(
                "() => { const wide = document.querySelector('"
                    + CONNECTIONS
                    + " .wide'); return wide.scrollWidth - wide.clientWidth; }"))
        .as("pixels that are cut off")
        .isLessThanOrEqualTo(0);
  }

  @Test
  void namespacesHaveAddressesCablesAndARole(Tab tab, @TempDir Path directory) {
    Page page = tab.open(Reports.of(directory, "kernel-selftest-dr"));
    Locator director = page.locator(".stage-node[data-node='lab/ns1']");
    assertThat(director.textContent()).as("before it is made").contains("not there");
    page.evaluate(
        "() => { lvsim.ladder().go(5); document.getElementById('ladder-grid').focus(); }");
    page.keyboard().press("s");
    assertThat(director.getAttribute("class")).contains("role-director");
    assertThat(director.textContent()).contains("10.0.0.1", "172.16.0.1", "207.175.44.110", "VIP");
    assertThat(page.locator(".stage-node[data-node='lab/ns2']").getAttribute("class"))
        .contains("role-server");
    assertThat(page.locator(".stage-cable").count()).isEqualTo(3);
    assertThat(page.locator(".stage-cable.cut").count()).isZero();
    page.click("[data-go=last]");
    assertThat(director.textContent()).as("it is deleted in the last step").contains("not there");
  }
}
