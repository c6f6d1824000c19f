package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of files made of names that anyone may have written. */
class FileNameTest {
  @ParameterizedTest
  @CsvSource({
    "rs1.eth0, rs1.eth0",
    "wrr 2:3 - after a failure, wrr-2-3-after-a-failure",
    "../../etc/passwd, etc-passwd",
    ".hidden, hidden",
    "-o, o",
    "größe, gr-e",
  })
  void onlyHarmlessCharactersAreLeft(String name, String file) {
    assertThat(FileName.of(name)).isEqualTo(file);
  }

  @Test
  void namesOfNothingHarmlessDiffer() {
    assertThat(FileName.of("日本")).startsWith("scenario-").isNotEqualTo(FileName.of("本日"));
    assertThat(FileName.of("x".repeat(1000))).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource({
    "built-in/article-rr.lvs.yaml, article-rr",
    "a/b c.lvs.yaml, b-c",
    "plain.yml, plain",
    "arp-matrix, arp-matrix",
  })
  void scenarioFilesGiveTheirStem(String file, String stem) {
    assertThat(FileName.ofScenarioFile(file)).isEqualTo(stem);
  }
}
