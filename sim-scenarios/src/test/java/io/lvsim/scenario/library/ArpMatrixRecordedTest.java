package io.lvsim.scenario.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each scenario of the ARP matrix expects is what Linux 6.1 did when it was asked. */
class ArpMatrixRecordedTest {
  private static final Pattern NEIGHBOR =
      Pattern.compile("neighbor: \\{ on: client[12], address: 192.168.2.188, is: (\\w+) }");
  private static final Pattern ANSWERED = Pattern.compile("arp-answered: .* by: \\[(.*)] }");
  private static final Pattern BYPASSED = Pattern.compile("bypassed: (\\S+)");
  private static final Pattern ANSWER = Pattern.compile("(?m)^ +(share19[12]|curl: \\(7\\).*)$");

  /** A line of the recording, one for each setting. */
  static Stream<String> recorded() throws IOException {
    try (InputStream in =
        ArpMatrixRecordedTest.class.getResourceAsStream("arp-matrix-recorded.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().skip(1).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void theScenarioExpectsWhatWasRecorded(String line) {
    String[] cells = line.split(",");
    ArpMatrixCase setting =
        new ArpMatrixCase(cells[0], Integer.parseInt(cells[1]), Integer.parseInt(cells[2]));
    String text = ScenarioLibrary.text(setting.name()).orElseThrow();
    assertThat(all(ANSWERED, text)).containsExactly(names(cells[3]));
    assertThat(all(NEIGHBOR, text)).containsExactly(cells[5], cells[6], cells[10], cells[11]);
    assertThat(all(BYPASSED, text).stream().map(count -> !count.equals("0")))
        .containsExactly(!cells[8].equals("0"), !cells[12].equals("0"));
    List<String> answers = new ArrayList<>(List.of(cells[4]));
    answers.addAll(List.of(cells[7].split(" ")));
    answers.add(cells[9]);
    assertThat(all(ANSWER, text).stream().map(ArpMatrixRecordedTest::shortened))
        .containsExactlyElementsOf(answers);
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String shortened(String answer) {
    return answer.startsWith("curl") ? "refused" : answer;
  }

  /** "92 90" are the MAC addresses' last bytes, in the order of the answers. */
  private static String names(String lastBytes) {
    Matcher bytes = Pattern.compile("9[012]").matcher(lastBytes);
    return String.join(
        ", ",
        bytes
            .results()
            .map(found -> found.group().equals("90") ? "director" : "rs" + found.group().charAt(1))
            .toList());
  }
}
