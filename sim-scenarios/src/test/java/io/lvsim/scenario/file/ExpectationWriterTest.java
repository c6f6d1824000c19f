package io.lvsim.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.Step;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationWriterTest {
  private static final String TEXT =
      """
      # kept
      name: n   # kept too
      topology: { preset: dr-lan }
      steps:
        - on: director
          run: |
            ipvsadm -Ln

          # and this
          note: "a note"
        - { on: client, run: "curl 192.168.2.188" }
        - on: client
          run: curl 192.168.2.188
          expect: |
            old
            lines

          note: behind
      """;

  @Test
  void fillsInAndReplacesAndKeepsTheRest() throws Exception {
    String written =
        ExpectationWriter.write(
            "f", TEXT, Arrays.asList(List.of("  -> a", "b"), List.of("say \"x\""), List.of("new")));
    assertThat(written)
        .isEqualTo(
            """
            # kept
            name: n   # kept too
            topology: { preset: dr-lan }
            steps:
              - on: director
                run: |
                  ipvsadm -Ln
                expect: |2
                    -> a
                  b

                # and this
                note: "a note"
              - { on: client, run: "curl 192.168.2.188", expect: "say \\"x\\"\\n" }
              - on: client
                run: curl 192.168.2.188
                expect: |
                  new

                note: behind
            """);
  }

  @Test
  void leavesWhatIsNotMeantAsItIs() throws Exception {
    assertThat(ExpectationWriter.write("f", TEXT, Arrays.asList(null, null, null))).isEqualTo(TEXT);
  }

  @Test
  void noOutputIsAnEmptyText() throws Exception {
    assertThat(ExpectationWriter.write("f", TEXT, Arrays.asList(null, null, List.of())))
        .contains("    expect: \"\"\n");
  }

  /** What is read back is what was written, control characters and all. */
  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    List<String> lines =
        List.of("", "  indented", "tab\there", "\u0007bell", "\"quote\" \\ é", "#");
    String written = ExpectationWriter.write("f", TEXT, Arrays.asList(null, null, lines));
    var read =
        ScenarioReader.read("f", written.getBytes(java.nio.charset.StandardCharsets.UTF_8), null);
    var run = (io.lvsim.scenario.Step.Run) read.steps().get(2);
    assertThat(run.expect().lines()).extracting(line -> line.text()).isEqualTo(lines);
  }

  @Test
  void aTextWithoutStepsIsRefused() {
    assertThatThrownBy(() -> ExpectationWriter.write("f", "name: n\n", List.of()))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("f:1:1")
        .hasMessageContaining("there are no steps");
  }

  @Test
  void blankLinesAtTheEndAreKept() throws Exception {
    List<List<String>> lines = List.of(List.of("a", "", ""), List.of("b", ""), List.of("c", ""));
    String written = ExpectationWriter.write("f", TEXT, lines);
    Scenario scenario =
        ScenarioReader.read("f", written.getBytes(StandardCharsets.UTF_8), InMemoryFiles.NONE);
    assertThat(scenario.steps())
        .map(step -> ((Step.Run) step).expect().lines().stream().map(line -> line.text()).toList())
        .isEqualTo(lines);
  }
}
