package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** English and Chinese: every fixed text of the page in both. */
@ExtendWith(Chromium.class)
class LanguageTest {
  /** Texts that stand in the page in English though there is Chinese for them. */
  private static final String STILL_ENGLISH =
      """
      () => {
        const english = new Map(Object.values(WORDS).filter(both => both[0] !== both[1])
          .map(both => [both[0].trim(), both[1]]));
        const left = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const see = (text, where) => {
          if (english.has(text.trim()) && text.trim() !== 'English') left.push(where + ': ' + text);
        };
        for (let node; node = walker.nextNode();) {
          const at = node.parentElement;
          if (at.closest('script, noscript, #transcript, .mono, code, b')) continue;
          see(node.data, at.className || at.tagName);
        }
        for (const node of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
          for (const name of ['aria-label', 'title', 'placeholder']) {
            if (node.hasAttribute(name)) see(node.getAttribute(name), name);
          }
        }
        return left;
      }
      """;

  private static final String WITHOUT_CHINESE =
      """
      () => Object.entries(WORDS)
        .filter(([key, both]) => {
          const gaps = text => (text.match(/\\{\\d\\}/g) || []).sort().join();
          const isWord = /[a-z]{2}/i.test(both[0].replace(/\\{\\d\\}/g, ''));
          const isChinese = /[\\u4e00-\\u9fff]/.test(both[1]);
          return both.length !== 2 || !both[0].trim() || !both[1].trim()
            || gaps(both[0]) !== gaps(both[1])
            || isWord && !isChinese && both[0] !== both[1] && key !== 'language';
        })
        .map(([key, both]) => key + ': ' + both.join(' | '))
      """;

  /** Nodes whose text is that of no key: a key that is missing shows itself. */
  private static final String WITHOUT_WORDS =
      """
      () => [...document.querySelectorAll('[data-w], [data-w-label]')]
        .flatMap(node => [node.dataset.w, node.dataset.wLabel])
        .filter(key => key !== undefined && !WORDS[key])
      """;

  private static final String FIXED_TEXTS =
      "() => [...document.querySelectorAll('[data-w]')].map(node => node.textContent)";

  @Test
  void everyTextHasBothLanguages(Tab tab, @TempDir Path directory) {
    tab.open(Reports.of(directory, "article-arp-problem"));
    assertThat(tab.number("() => Object.keys(WORDS).length")).isGreaterThan(100);
    assertThat(tab.texts(WITHOUT_CHINESE)).isEmpty();
    assertThat(tab.texts(WITHOUT_WORDS)).isEmpty();
  }

  /** Decisions of a story of which something stays English when they are told in Chinese. */
  private static final String ENGLISH_DECISIONS =
      """
      () => {
        const {story} = lvsim.ladder(), left = new Set();
        setLanguage('zh');
        for (let e = 0; e < story.count; e++) {
          if (story.kind[e] !== DECIDED) continue;
          const told = say(story.text(e, 3));
          const own = told.replace(/“[^”]*”/g, '').replace(/^ldirectord：[^：]*/, '')
            .replace(/mangle .*/, '').replace(/\\w+ = \\w+/g, '');
          const isEnglish = /\\b(the|is|of|to|was|has|not|no|and|it|its|by|for|in|as|on)\\b/;
          if (isEnglish.test(own) || !/[\\u4e00-\\u9fff]/.test(told)) left.add(told);
        }
        setLanguage('en');
        return [...left];
      }
      """;

  @Test
  void everyDecisionIsToldInBothLanguages(Tab tab, @TempDir Path directory) {
    String[] names = {
      "article-arp-problem",
      "article-fwmark",
      "article-persistent",
      "article-ldirectord-works",
      "two-directors-sync",
      "kernel-selftest-dr",
      "conformance-director-answers",
      "conformance-host-neighbours",
      "conformance-host-redirects",
      "conformance-persistence-nodest-0",
      "conformance-sched-load-ovf",
      "conformance-sched-hash-source-mh"
    };
    tab.open(Reports.of(directory, names));
    for (int scenario = 0; scenario < names.length; scenario++) {
      tab.show(scenario);
      assertThat(tab.texts(ENGLISH_DECISIONS)).as(names[scenario]).isEmpty();
    }
  }

  @Test
  void theSwitchChangesEveryFixedText(Tab tab, @TempDir Path directory) {
    Page page =
        tab.open(Reports.of(directory, "article-arp-problem", "article-wrr", "two-directors-sync"));
    for (int scenario = 0; scenario < 3; scenario++) {
      tab.show(scenario);
      page.evaluate("() => { lvsim.ladder().go(5); lvsim.ladder().open(5); }");
      page.click("[data-go=decision]");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
      List<String> before = tab.texts(FIXED_TEXTS);
      page.click("#language");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
      page.waitForTimeout(200);
      assertThat(tab.text("#parts")).contains("结论", "舞台", "时序图", "图表", "终端记录");
      assertThat(tab.texts(STILL_ENGLISH)).isEmpty();
      page.click("#language");
      page.waitForTimeout(200);
      assertThat(tab.texts(FIXED_TEXTS)).as("and back").isEqualTo(before);
    }
  }

  @Test
  void aReaderWhoseBrowserIsChineseGetsChinese(Tab tab, @TempDir Path directory) {
    Path report = Reports.of(directory, "article-arp-problem");
    tab.page().addInitScript("Object.defineProperty(navigator, 'language', {value: 'zh-CN'})");
    Page page = tab.open(report);
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
    assertThat(tab.text("#verdict-line")).contains("通过");
    assertThat(tab.texts(STILL_ENGLISH)).isEmpty();
    page.click("#language");
    page.reload();
    page.waitForFunction("() => document.body.dataset.ready !== undefined");
    assertThat(List.of("en", "zh-CN"))
        .as("the choice is remembered")
        .startsWith(page.locator("html").getAttribute("lang"));
  }
}
