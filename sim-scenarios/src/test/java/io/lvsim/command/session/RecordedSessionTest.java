package io.lvsim.command.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions recorded on Linux 6.1 in a fresh network namespace, with iproute2 6.1, bridge-utils 1.7,
 * socat 1.7.4.4, coreutils 9.1, diffutils 3.8, kmod 30, procps 4.0.2. What is IPv6's was left out.
 */
class RecordedSessionTest {
  @ParameterizedTest
  @ValueSource(strings = {"netns", "bridge", "brctl", "selftest", "inherited", "files", "socat"})
  void printsWhatTheRealProgramsPrinted(String name) throws IOException {
    String expected = masked(OneMachineSession.recorded(name));
    String replayed = masked(new OneMachineSession().replay(OneMachineSession.recorded(name)));
    if (!replayed.equals(expected)) {
      Path directory = Files.createDirectories(Path.of("target", "replayed"));
      Files.writeString(directory.resolve(name + ".expected"), expected);
      Files.writeString(directory.resolve(name + ".replayed"), replayed);
    }
    assertThat(replayed.lines()).containsExactlyElementsOf(expected.lines().toList());
  }

  /** Takes away what differs from run to run: random MACs, times, process ids. */
  private static String masked(String text) {
    return text.replaceAll(
            "(?<![0-9a-f:])(?!02:00|00:00|01:00|ff:ff)[0-9a-f]{2}(:[0-9a-f]{2}){5}", "MAC")
        .replaceAll("(?<=ether )0[0-9a-f](:[0-9a-f]{2}){5}", "MAC")
        .replaceAll("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d socat\\[\\d+\\]", "TIME socat[P]")
        .replaceAll("copied, .* s, .*B/s", "copied, SPEED")
        .replaceAll("0x55[0-9a-f]+", "POINTER");
  }
}
