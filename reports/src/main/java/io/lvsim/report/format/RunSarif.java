package io.lvsim.report.format;

import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/** What is wrong with steps and checks, as results at lines of the scenario files. */
final class RunSarif implements SuiteFormat {
  @Override
  public String end(List<Suite> suites) {
    StringWriter text = new StringWriter();
    try (SarifLog log = new SarifLog(text)) {
      log.beginTool("lvsim run");
      for (Rule rule : Rule.values()) {
        log.rule(rule.id(), rule.title(), rule.advice(), "error");
      }
      log.endTool();
      log.json().writeStringProperty("columnKind", "unicodeCodePoints");
      log.json().writeArrayPropertyStart("results");
      for (Suite suite : suites) {
        suite.failed().forEach(each -> write(suite, each, log));
      }
      log.json().writeEndArray();
    }
    return text.toString();
  }

  private static void write(Suite suite, Case each, SarifLog log) {
    Failure failure = Objects.requireNonNull(each.failure());
    JsonGenerator json = log.json();
    json.writeStartObject();
    json.writeStringProperty("ruleId", failure.rule().id());
    json.writeNumberProperty("ruleIndex", failure.rule().ordinal());
    json.writeStringProperty("level", "error");
    log.text("message", (failure.headline() + "\n" + String.join("\n", failure.lines())).strip());
    json.writeArrayPropertyStart("locations");
    location(suite, each, log);
    json.writeEndArray();
    json.writeObjectPropertyStart("partialFingerprints");
    json.writeStringProperty("scenarioAndStep/v1", suite.name() + ": " + each.name());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void location(Suite suite, Case each, SarifLog log) {
    JsonGenerator json = log.json();
    json.writeStartObject();
    json.writeObjectPropertyStart("physicalLocation");
    log.file("artifactLocation", each.position().file());
    json.writeObjectPropertyStart("region");
    json.writeNumberProperty("startLine", Math.max(1, each.position().line()));
    json.writeNumberProperty("startColumn", Math.max(1, each.position().column()));
    json.writeEndObject();
    json.writeEndObject();
    json.writeArrayPropertyStart("logicalLocations");
    json.writeStartObject();
    json.writeStringProperty("name", each.name());
    json.writeStringProperty("fullyQualifiedName", suite.name() + ", " + each.name());
    json.writeStringProperty("kind", "step");
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }
}
