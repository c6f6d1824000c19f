package io.lvsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What one sees of a run. */
class TranscriptTest {
  @Test
  void everythingAsItHappens() {
    assertThat(transcript(Ink.PLAIN, false))
        .isEqualTo(
            """
            === three steps
                Two lines
                of description.
            [root@rs1 ~]# echo ok
            ok
            => passed  step 1 on rs1, 1 line as expected
                let it rest
            ... wait 20 s
            [root@rs1 ~]# curl vip
            share192
            \\x1b[2Jmore
            => FAILED  three.lvs.yaml:9:5: three steps, step 3 on rs1
                the output is not as expected
                expected  | got
              ! share191  | share192
              ! (nothing) | \\x1b[2Jmore
                the decisions behind it:
                   0.000001000  lan          switch-dropped         dropped: a reason
            === FAILED: three steps, 3 steps, 20.0015 s of virtual time, seed 7

            """);
  }

  @Test
  void quietlyOnlyWhatWentWrong() {
    assertThat(transcript(Ink.PLAIN, true))
        .startsWith("=> FAILED  three.lvs.yaml:9:5: three steps, step 3 on rs1\n")
        .endsWith("\n=== FAILED: three steps, 3 steps, 20.0015 s of virtual time, seed 7\n")
        .doesNotContain("echo ok", "rest");
  }

  @Test
  void coloursChangeNoWord() {
    String coloured = transcript(Ink.COLOURED, false);
    assertThat(coloured).contains("\033[");
    assertThat(coloured.replaceAll("\033\\[[0-9;]*m", "")).isEqualTo(transcript(Ink.PLAIN, false));
  }

  private static String transcript(Ink ink, boolean quiet) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    RunOfThreeSteps.tell(new Transcript(out, ink, quiet));
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
