package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.file.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What failed, with expected and got side by side, in both languages; and what it hung on. */
@ExtendWith(Chromium.class)
class VerdictTest {
  private static final String SCENARIO =
      """
      name: Who serves whom, NUMBER
      description: |
        A sentence that goes on
        in the next line.

          client --- director
      topology:
        preset: dr-lan
        arp: default
      steps:
        - on: director
          run: |
            ipvsadm -A -t 192.168.2.188:80 -s rr
            ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -g
        - on: client
          run: for ((i=1;i<=5;i++)); do curl -s 192.168.2.188; done
          expect: |
            share191
            share191
            share191
            share191
            share191
        - check:
            - bypassed: 0
            - neighbor: { on: client, address: 192.168.2.188, is: rs2 }
        - fault: { link: rs2.eth0, state: down }
        - wait: 1s
      """;

  private static Scenario scenario(Path directory, int number)
      throws IOException, ScenarioException {
    Path file = directory.resolve("failing" + number + ".lvs.yaml");
    Files.writeString(file, SCENARIO.replace("NUMBER", String.valueOf(number)));
    return ScenarioReader.read(file);
  }

  private static Page open(Tab tab, Path directory) throws IOException, ScenarioException {
    return tab.open(Reports.of(directory, List.of(scenario(directory, 1))));
  }

  @Test
  void eachCheckIsToldWithWhatIs(Tab tab, @TempDir Path directory)
      throws IOException, ScenarioException {
    Page page = open(tab, directory);
    Locator rows = page.locator(".failed-step .checks tr");
    assertThat(rows.count()).isEqualTo(3);
    assertThat(rows.nth(1).innerText())
        .contains("✗", "0 frames went round the director", "reached a real server without");
    assertThat(rows.nth(2).innerText()).contains("✓", "is rs2", "holds");
    page.click("#language");
    assertThat(rows.nth(1).innerText()).contains("0 个帧绕过了调度器", "没有经过调度器就到达真实服务器；预期 0");
    assertThat(tab.text("#verdict")).contains("输出不符合预期：有 5 行不同", "在 client 上");
    page.click("#language");
    assertThat(tab.text("#verdict")).contains("the output is not as expected: 5 lines differ");
  }

  /** A run of five requests has many decisions; those of ARP, which explain it, are kept. */
  @Test
  void theDecisionsThatHangOnASettingStandOut(Tab tab, @TempDir Path directory)
      throws IOException, ScenarioException {
    open(tab, directory);
    Locator hangs = tab.page().locator(".failed-step").first().locator(".decisions .hangs");
    assertThat(hangs.allInnerTexts())
        .anyMatch(text -> text.contains("rs2 answered") && text.contains("sysctl net.ipv4.conf"));
  }

  @Test
  void whatTheAuthorWroteFitsAnyWidth(Tab tab, @TempDir Path directory)
      throws IOException, ScenarioException {
    Page page = open(tab, directory);
    assertThat(page.locator("#verdict p.prose").first().innerText())
        .isEqualTo("A sentence that goes on in the next line.");
    assertThat(page.locator("#verdict pre.prose").textContent()).contains("client --- director");
  }

  @Test
  void aPulledCableIsSeen(Tab tab, @TempDir Path directory) throws IOException, ScenarioException {
    Page page = open(tab, directory);
    assertThat(page.locator(".stage-cable.cut").count()).isZero();
    assertThat(page.locator(".stage-node.lit").count()).as("before the first step").isZero();
    page.locator(".stage-alarm.cut").click();
    assertThat(page.locator(".stage-cable.cut").getAttribute("data-cable")).isEqualTo("rs2.eth0");
    assertThat(page.locator(".stage-node[data-node=rs2]").textContent()).contains("no carrier");
    assertThat(tab.text(".stage-now")).contains("rs2: eth0 has no carrier");
    assertThat(tab.text(".stage-table[data-node=rs2][data-table=link]"))
        .contains("up", "no-carrier", "changed");
  }

  @Test
  void aLongListOfScenariosLeavesRoomForTheVerdict(Tab tab, @TempDir Path directory)
      throws IOException, ScenarioException {
    List<Scenario> many = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      many.add(scenario(directory, i));
    }
    Page page = tab.open(Reports.of(directory, many));
    assertThat(page.locator("#verdict").boundingBox().y).isLessThan(page.viewportSize().height);
    tab.show(59);
    assertThat(
            tab.number(
                """
                () => {
                  const link = document.querySelector('[data-scenario="59"]');
                  const list = link.closest('ol').getBoundingClientRect();
                  const box = link.getBoundingClientRect();
                  return box.top >= list.top - 1 && box.bottom <= list.bottom + 1 ? 1 : 0;
                }
                """))
        .as("the scenario that is shown is in view")
        .isEqualTo(1);
  }
}
