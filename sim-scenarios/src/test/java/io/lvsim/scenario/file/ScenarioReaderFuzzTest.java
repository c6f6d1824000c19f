package io.lvsim.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.lvsim.engine.Random;
import io.lvsim.scenario.Problem;
import io.lvsim.scenario.ScenarioException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a scenario, or problems with places; never anything else, and soon. */
class ScenarioReaderFuzzTest {
  private static final String VALID =
      """
      name: a valid one
      topology:
        preset: dr-lan
        clients: [192.168.2.10]
        hosts: { rs1: { sysctl: { net.ipv4.conf.all.arp_ignore: 1 }, files: { /a: b } } }
        links: { rs1.eth0: { delay: 10us, rate: 1gbit, loss: 0 } }
      steps:
        - on: director
          run: |
            ipvsadm -A -t 192.168.2.188:80 -s wrr
          expect: |
            nothing * (glob)
          status: 0
        - wait: 20s
        - fault: { link: rs2.eth0, state: down }
        - check:
            - neighbor: { on: client, address: 192.168.2.188, is: director }
            - served: { rs1: 0, rs2: ">=5" }
            - bypassed: 0
      """;

  private static final List<String> TOKENS =
      List.of(
          "[",
          "]",
          "{",
          "}",
          ":",
          "- ",
          "\n",
          "  ",
          "&a ",
          "*a",
          "!include x",
          "|",
          ">",
          "'",
          "\"",
          "#",
          "---\n",
          "...\n",
          "? ",
          "%YAML 1.3\n",
          "\t",
          "\u0000",
          "null",
          "~",
          "9".repeat(40),
          "<<: ",
          "!!binary ",
          "é",
          "\uFEFF",
          "steps:",
          "hosts:",
          "(re)",
          " (glob)");

  @Test
  void randomBytes() {
    Random random = Random.of(1, "random bytes");
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.below(300)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (random.below(4) == 0 ? random.below(256) : 32 + random.below(95));
      }
      readSafely(bytes);
    }
  }

  @Test
  void mutatedScenarios() {
    Random random = Random.of(2, "mutations");
    int valid = 0;
    for (int round = 0; round < 1_000; round++) {
      StringBuilder text = new StringBuilder(VALID);
      int changes = 1 + random.below(4);
      for (int i = 0; i < changes; i++) {
        mutate(text, random);
      }
      valid += readSafely(text.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
    }
    assertThat(valid).as("some mutations leave it valid, most do not").isBetween(20, 700);
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.below(text.length());
    switch (random.below(4)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.insert(at, TOKENS.get(random.below(TOKENS.size())));
      case 2 -> text.setCharAt(at, (char) (32 + random.below(95)));
      default -> moveLine(text, random);
    }
  }

  private static void moveLine(StringBuilder text, Random random) {
    List<String> lines = new ArrayList<>(text.toString().lines().toList());
    String line = lines.remove(random.below(lines.size()));
    if (random.below(2) == 0) {
      lines.add(random.below(lines.size() + 1), line);
    }
    text.setLength(0);
    text.append(String.join("\n", lines)).append('\n');
  }

  /** Whether it is a scenario. */
  private static boolean readSafely(byte[] bytes) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try {
            ScenarioReader.read("f.lvs.yaml", bytes, InMemoryFiles.NONE);
            return true;
          } catch (ScenarioException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(ScenarioReaderFuzzTest::hasAPlace);
            return false;
          }
        });
  }

  private static void hasAPlace(Problem problem) {
    assertThat(problem.toString()).matches("(?s)[^:]+:[1-9][0-9]*:[1-9][0-9]*: .+");
    assertThat(problem.message()).isNotBlank();
  }
}
