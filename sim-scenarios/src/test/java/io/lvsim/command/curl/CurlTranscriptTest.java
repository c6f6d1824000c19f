package io.lvsim.command.curl;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.command.AllCommands;
import io.lvsim.command.RecordedLab;
import io.lvsim.command.Transcript;
import io.lvsim.engine.Random;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.shell.CommandTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** curl against recordings of the real one, and its texts of CentOS 7. */
final class CurlTranscriptTest {
  private final CommandTable table = AllCommands.table();

  @Test
  void saysWhatCurl788Says() throws Exception {
    Transcript.check(
        CurlTranscriptTest.class, "curl-7.88", new RecordedLab(), table, CurlTranscriptTest::mask);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://192.168.2.191:81/ | curl: (7) Failed connect to 192.168.2.191:81; Connection refused
          http://192.168.2.99/     | curl: (7) Failed connect to 192.168.2.99:80; No route to host
          http://10.1.2.3/         | curl: (7) Failed to connect to 10.1.2.3: Network is unreachable
          http://                  | curl: (3) <url> malformed
          http://nosuch/           | curl: (6) Could not resolve host: nosuch; Unknown error
          """)
  void saysWhatCurl729Says(String url, String message) throws Exception {
    RecordedLab lab = new RecordedLab(OperatingSystem.CENTOS_7);
    RecordedLab.Ran ran = lab.run(table, "c1", List.of("curl", "-sS", url), "");
    assertThat(ran.output()).isEqualTo(message + "\n");
  }

  @Test
  void saysThatTlsIsNotModelled() throws Exception {
    RecordedLab lab = new RecordedLab();
    RecordedLab.Ran ran = lab.run(table, "c1", List.of("curl", "-k", "https://192.168.2.191"), "");
    assertThat(ran.status()).isEqualTo(35);
    assertThat(ran.output()).contains("TLS is not modelled").contains("http://192.168.2.191:443/");
  }

  @Test
  void survivesAnyArguments() throws Exception {
    RecordedLab lab = new RecordedLab();
    Random random = Random.of(1, "curl arguments");
    String[] words = {
      "-s",
      "-S",
      "-sSf",
      "-o",
      "/dev/null",
      "-w",
      "%{http_code}\\n",
      "%{",
      "-m",
      "1",
      "0",
      "-1",
      "--local-port",
      "20000-20010",
      "--interface",
      "eth0",
      "http://192.168.2.191/",
      "[1-",
      "{a,b}",
      "-H",
      "X:",
      ":",
      "",
      "-",
      "--",
      "-X",
      "\n",
      "--resolve",
      "a:1:2",
      "--retry",
      "é",
      "-\u00e9",
      "http://192.168.2.191:0/",
      "http://@/",
      "http://a@192.168.2.192/?q#f",
      "-d",
      "=",
      "-I",
      "-v"
    };
    for (int round = 0; round < 400; round++) {
      List<String> arguments = new ArrayList<>(List.of("curl"));
      for (int n = random.below(6); n >= 0; n--) {
        arguments.add(words[random.below(words.length)]);
      }
      assertThat(lab.run(table, "c1", arguments, "").status()).isBetween(0, 255);
    }
  }

  private static String mask(String output) {
    return output
        .replaceAll("after \\d+ ms", "after N ms")
        .replaceAll("after \\d+ milliseconds", "after N milliseconds");
  }
}
