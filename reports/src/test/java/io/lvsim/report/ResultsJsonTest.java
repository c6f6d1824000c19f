package io.lvsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.trace.SwitchDecision;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results for machines. */
class ResultsJsonTest {
  @Test
  void aRunAsJson() {
    StringWriter json = new StringWriter();
    ResultsJson.write(List.of(RunOfThreeSteps.RESULT), json);
    assertThat(json.toString()).endsWith("}\n");
    assertThat(json.toString().strip().replaceAll("\\s+", " "))
        .isEqualTo(
            """
            { "format" : "lvsim-results", "version" : 1, "verdict" : "failed", "scenarios" : [ {
            "name" : "three steps", "file" : "three.lvs.yaml", "verdict" : "failed", "seed" : 7,
            "virtual_ns" : 20001500000, "steps" : [ {
            "number" : 1, "kind" : "run", "title" : "on rs1", "on" : "rs1",
            "script" : "echo ok", "line" : 5, "verdict" : "passed",
            "started_ns" : 1000, "ended_ns" : 2000,
            "comparison" : [ { "expected" : "ok", "got" : "ok", "matches" : true } ],
            "messages" : [ ], "checks" : [ ], "decisions" : [ ] }, {
            "number" : 2, "kind" : "wait", "title" : "wait 20 s", "line" : 8,
            "verdict" : "passed", "started_ns" : 1000, "ended_ns" : 2000, "comparison" : [ ],
            "messages" : [ ], "checks" : [ ], "decisions" : [ ] }, {
            "number" : 3, "kind" : "run", "title" : "on rs1", "on" : "rs1",
            "script" : "curl vip", "line" : 9, "verdict" : "failed",
            "started_ns" : 1000, "ended_ns" : 2000,
            "comparison" : [ { "expected" : "share191", "got" : "share192", "matches" : false },
            { "got" : "\\u001B[2Jmore", "matches" : false } ],
            "messages" : [ "the output is not as expected" ], "checks" : [ ],
            "decisions" : [ { "at_ns" : 1000, "node" : "lan", "code" : "switch-dropped",
            "reason" : "dropped: a reason" } ] } ], "sections" : [ ] } ] }\
            """
                .replaceAll("\\s+", " "));
  }

  @Test
  void decisionsAreALineEach() {
    StringWriter json = new StringWriter();
    try (DecisionLog log = new DecisionLog(json)) {
      log.begin("one");
      log.decided(5, "lan", new SwitchDecision.Dropped("a \"reason\""), null);
      log.begin("two");
      log.decided(6, "lan", new SwitchDecision.Dropped("b"), new byte[60]);
    }
    assertThat(json)
        .hasToString(
            """
            {"scenario":"one","at_ns":5,"node":"lan","code":"switch-dropped",\
            "reason":"dropped: a \\"reason\\""}
            {"scenario":"two","at_ns":6,"node":"lan","code":"switch-dropped",\
            "reason":"dropped: b","frame":"Ethernet type 0x0000, 60 bytes"}
            """);
  }

  @Test
  void noDecisionsAreNoLines() {
    StringWriter json = new StringWriter();
    new DecisionLog(json).close();
    assertThat(json.toString()).isEmpty();
  }
}
