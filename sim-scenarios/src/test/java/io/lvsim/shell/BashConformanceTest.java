package io.lvsim.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs scripts whose outcome was recorded from bash 5.2 and the GNU tools of Debian 12. */
class BashConformanceTest {
  static Stream<RecordedCase> cases() {
    return Stream.of("grammar.txt", "expansion.txt", "text.txt", "awk.txt")
        .flatMap(resource -> RecordedCase.read(resource).stream());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doesWhatBashDid(RecordedCase recorded) {
    ScriptRun.Result result = ScriptRun.of(recorded.script());

    assertThat(result.out()).as("standard output").isEqualTo(recorded.out());
    assertThat(result.err()).as("standard error").isEqualTo(recorded.err());
    assertThat(result.status()).as("exit status").isEqualTo(recorded.status());
    assertThat(result.ended()).as("ended").isTrue();
  }
}
