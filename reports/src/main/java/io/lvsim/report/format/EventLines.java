package io.lvsim.report.format;

import io.lvsim.report.Json;
import io.lvsim.report.ResultsJson;
import io.lvsim.report.StepText;
import io.lvsim.report.Verdicts;
import io.lvsim.report.VisibleText;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepResult;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** What happens, a line of JSON each, as it happens; docs/results.md says what each field is. */
final class EventLines implements RunFormat {
  private final Pieces to;
  private VisibleText terminal = new VisibleText();
  private String scenario = "";
  private String machine = "";

  EventLines(Pieces to) {
    this.to = to;
  }

  private void event(String name, Consumer<JsonGenerator> properties) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = Json.lines(line)) {
      json.writeStartObject();
      json.writeStringProperty("event", name);
      properties.accept(json);
      json.writeEndObject();
    }
    to.write(line + "\n");
  }

  @Override
  public void begin() {
    event(
        "began",
        json -> {
          json.writeStringProperty("format", "lvsim-events");
          json.writeNumberProperty("version", 1);
        });
  }

  @Override
  public void scenarioStarted(Scenario started) {
    scenario = started.name();
    event(
        "scenario-began",
        json -> {
          json.writeStringProperty("scenario", started.name());
          json.writeStringProperty("file", started.file());
          json.writeNumberProperty("steps", started.stepsOfRun().size());
          json.writeNumberProperty("sections", started.sections().size());
        });
  }

  @Override
  public void stepStarted(int number, Step step, long nowNanos) {
    event(
        "step-began",
        json -> {
          json.writeStringProperty("scenario", scenario);
          json.writeNumberProperty("number", number);
          json.writeStringProperty("kind", StepText.kind(step));
          json.writeStringProperty("title", StepText.of(step));
          json.writeNumberProperty("line", step.position().line());
          json.writeNumberProperty("at_ns", nowNanos);
        });
  }

  @Override
  public void typed(String on, String prompt, String line) {
    endOutput();
    event(
        "typed",
        json -> {
          json.writeStringProperty("scenario", scenario);
          json.writeStringProperty("on", on);
          json.writeStringProperty("prompt", prompt);
          json.writeStringProperty("line", line);
        });
  }

  /** Bytes that are no text are shown as in the transcript, for JSON has no place for them. */
  @Override
  public void output(String on, byte[] bytes) {
    if (!on.equals(machine)) {
      endOutput();
    }
    machine = on;
    shown(terminal.next(bytes));
  }

  private void endOutput() {
    shown(terminal.end());
    terminal = new VisibleText();
  }

  private void shown(String text) {
    if (!text.isEmpty()) {
      event(
          "output",
          json -> {
            json.writeStringProperty("scenario", scenario);
            json.writeStringProperty("on", machine);
            json.writeStringProperty("text", text);
          });
    }
  }

  @Override
  public void stepEnded(StepResult result) {
    endOutput();
    event(
        "step-ended",
        json -> {
          json.writeStringProperty("scenario", scenario);
          ResultsJson.writeStep(result, json);
        });
  }

  @Override
  public void scenarioEnded(RunResult result) {
    endOutput();
    event(
        "scenario-ended",
        json -> {
          json.writeStringProperty("scenario", result.scenario().name());
          json.writeStringProperty("file", result.scenario().file());
          json.writeStringProperty("verdict", ResultsJson.word(result.verdict()));
          if (!result.error().isEmpty()) {
            json.writeStringProperty("error", result.error());
          }
          json.writeNumberProperty("seed", result.seed());
          json.writeNumberProperty("virtual_ns", result.virtualNanos());
        });
  }

  @Override
  public void finish(List<RunResult> results) {
    event(
        "ended",
        json -> json.writeStringProperty("verdict", ResultsJson.word(Verdicts.of(results))));
  }
}
