package io.lvsim.command.ipvsadm;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.files.FileTree;
import io.lvsim.lab.NameService;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any words whatever are read or refused, never anything else. */
class CommandLineTest {
  private static final String[] WORDS = {
    "-A",
    "-E",
    "-D",
    "-a",
    "-e",
    "-d",
    "-L",
    "-Ln",
    "-C",
    "-Z",
    "-S",
    "-R",
    "--set",
    "-t",
    "-u",
    "-f",
    "-r",
    "-s",
    "rr",
    "-p",
    "-w",
    "-x",
    "-y",
    "-M",
    "-b",
    "-o",
    "-6",
    "-X",
    "--pe",
    "-g",
    "-i",
    "-m",
    "--stats",
    "--rate",
    "--timeout",
    "--daemon",
    "--sort",
    "--nosort",
    "-c",
    "--",
    "-",
    "",
    "=",
    "--=",
    "-=",
    "1",
    "-1",
    "99999999999999999999",
    "10.0.0.1:80",
    "10.0.0.1",
    "[::1]:80",
    "[",
    "]:",
    ":",
    "::",
    "0x",
    "08",
    "1.2.3.4.5",
    "a:b:c",
    "--tun-type",
    "gue",
    "--start-daemon",
    "master",
    "--mcast-group",
    "224.0.0.1",
    "ff02::1",
    "%",
    "--syncid=5",
    "é"
  };

  private final NameService names = new NameService(new FileTree());

  @Test
  void anyWordsAreReadOrRefused() {
    Random random = new Random(1);
    int read = 0;
    for (int run = 0; run < 50_000; run++) {
      read += outcome(words(random)) ? 1 : 0;
    }
    assertThat(read).isBetween(100, 49_900);
  }

  private static List<String> words(Random random) {
    List<String> words = new ArrayList<>();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      String word = WORDS[random.nextInt(WORDS.length)];
      boolean joined = random.nextInt(5) == 0;
      words.add(joined ? word + WORDS[random.nextInt(WORDS.length)] : word);
    }
    return words;
  }

  private boolean outcome(List<String> words) {
    try {
      CommandLine.read(words, names);
      return true;
    } catch (Exit exit) {
      assertThat(exit.status()).isIn(0, 2, 255);
      assertThat(exit.output() + exit.lastWords()).isNotEmpty();
      return false;
    } catch (PoptReader.Misread misread) {
      assertThat(misread).hasMessageContaining(": ");
      return false;
    }
  }
}
