package io.lvsim.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks the bash of this machine whether it still does what was recorded; skipped without one. */
class RealBashTest {
  @BeforeAll
  static void needsTheRecordedBash() {
    assumeThat(RealBash.version())
        .as("needs bash 5.2 with GNU tools of Debian 12 to compare with")
        .contains("bash, version 5.2")
        .contains("GNU coreutils) 9.1")
        .contains("GNU grep) 3.8");
  }

  static Stream<RecordedCase> cases() {
    return BashConformanceTest.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stillDoesWhatWasRecorded(RecordedCase recorded, @TempDir Path directory) {
    RealBash.Result result = RealBash.run(recorded.script(), directory);

    assertThat(result.out()).as("standard output").isEqualTo(recorded.out());
    assertThat(result.status()).as("exit status").isEqualTo(recorded.status());
  }
}
