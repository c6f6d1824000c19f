package io.lvsim.report;

import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.CheckOutcome;
import io.lvsim.scenario.run.ComparedLine;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepResult;
import io.lvsim.scenario.run.ToldDecision;
import io.lvsim.scenario.run.Verdict;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Writes how runs ended as JSON; docs/results.md says what each field is. */
public final class ResultsJson {
  private final JsonGenerator json;

  private ResultsJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes one object: the overall verdict and the scenarios in the order of their runs. */
  public static void write(List<RunResult> results, Writer to) {
    try (JsonGenerator json = Json.pretty(to)) {
      new ResultsJson(json).write(results);
      json.writeRaw('\n');
    }
  }

  private void write(List<RunResult> results) {
    json.writeStartObject();
    json.writeStringProperty("format", "lvsim-results");
    json.writeNumberProperty("version", 1);
    json.writeStringProperty("verdict", word(Verdicts.of(results)));
    json.writeArrayPropertyStart("scenarios");
    results.forEach(this::write);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(RunResult result) {
    json.writeStartObject();
    json.writeStringProperty("name", result.scenario().name());
    json.writeStringProperty("file", result.scenario().file());
    json.writeStringProperty("verdict", word(result.verdict()));
    if (!result.error().isEmpty()) {
      json.writeStringProperty("error", result.error());
    }
    json.writeNumberProperty("seed", result.seed());
    json.writeNumberProperty("virtual_ns", result.virtualNanos());
    json.writeArrayPropertyStart("steps");
    result.steps().forEach(this::write);
    json.writeEndArray();
    json.writeArrayPropertyStart("sections");
    result.sections().forEach(this::write);
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The properties of a step's result, into an object that has been begun. */
  public static void writeStep(StepResult step, JsonGenerator json) {
    new ResultsJson(json).properties(step);
  }

  private void write(StepResult step) {
    json.writeStartObject();
    properties(step);
    json.writeEndObject();
  }

  private void properties(StepResult step) {
    json.writeNumberProperty("number", step.number());
    json.writeStringProperty("kind", StepText.kind(step.step()));
    json.writeStringProperty("title", StepText.of(step.step()));
    if (step.step() instanceof Step.Run run) {
      json.writeStringProperty("on", run.on());
      json.writeStringProperty("script", run.script());
    }
    json.writeNumberProperty("line", step.step().position().line());
    json.writeStringProperty("verdict", word(step.verdict()));
    json.writeNumberProperty("started_ns", step.startedAtNanos());
    json.writeNumberProperty("ended_ns", step.endedAtNanos());
    writeComparison(step.comparison(), json);
    json.writeArrayPropertyStart("messages");
    step.messages().forEach(json::writeString);
    json.writeEndArray();
    writeChecks(step.checks());
    writeDecisions(step.decisions());
  }

  private void writeChecks(List<CheckOutcome> checks) {
    json.writeArrayPropertyStart("checks");
    for (CheckOutcome outcome : checks) {
      json.writeStartObject();
      json.writeStringProperty("title", StepText.of(outcome.check()));
      json.writeNumberProperty("line", outcome.check().position().line());
      json.writeStringProperty("verdict", outcome.holds() ? "passed" : "failed");
      if (!outcome.holds()) {
        json.writeStringProperty("message", outcome.wrong());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The property {@code comparison}: expected and got, line by line. */
  public static void writeComparison(List<ComparedLine> lines, JsonGenerator json) {
    json.writeArrayPropertyStart("comparison");
    for (ComparedLine line : lines) {
      json.writeStartObject();
      if (line.expected() != null) {
        json.writeStringProperty("expected", line.expected());
      }
      if (line.got() != null) {
        json.writeStringProperty("got", line.got());
      }
      json.writeBooleanProperty("matches", line.matches());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeDecisions(List<ToldDecision> decisions) {
    json.writeArrayPropertyStart("decisions");
    for (ToldDecision told : decisions) {
      json.writeStartObject();
      json.writeNumberProperty("at_ns", told.atNanos());
      json.writeStringProperty("node", told.node());
      json.writeStringProperty("code", told.decision().code());
      json.writeStringProperty("reason", told.decision().reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** {@code passed}, {@code failed} or {@code error}. */
  public static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
