package io.lvsim.cli;

import io.lvsim.audit.AuditReport;
import io.lvsim.audit.CaptureSummary;
import io.lvsim.audit.Evidence;
import io.lvsim.audit.Finding;
import io.lvsim.audit.FindingKind;
import io.lvsim.report.format.SarifLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * An audit's report as SARIF 2.1.0 (OASIS). A frame is a logical location in its capture file:
 * SARIF's regions count lines and bytes, which a capture's frames are not.
 */
final class AuditSarif {
  private final SarifLog log;
  private final JsonGenerator json;

  private AuditSarif(SarifLog log) {
    this.log = log;
    json = log.json();
  }

  static void write(AuditReport report, OutputStream to) throws IOException {
    Writer text = new OutputStreamWriter(to, StandardCharsets.UTF_8);
    try (SarifLog log = new SarifLog(text)) {
      new AuditSarif(log).write(report);
    }
    text.flush();
  }

  private void write(AuditReport report) {
    log.beginTool("lvsim audit");
    for (FindingKind kind : FindingKind.values()) {
      log.rule(kind.code(), kind.title(), kind.advice(), kind.severity().label());
    }
    log.endTool();
    writeArtifacts(report);
    json.writeArrayPropertyStart("results");
    report.findings().forEach(this::write);
    json.writeEndArray();
  }

  private void writeArtifacts(AuditReport report) {
    json.writeArrayPropertyStart("artifacts");
    for (CaptureSummary capture : report.captures()) {
      json.writeStartObject();
      log.file("location", capture.file());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("ruleId", finding.kind().code());
    json.writeNumberProperty("ruleIndex", finding.kind().ordinal());
    json.writeStringProperty("level", finding.severity().label());
    log.text("message", finding.message() + ". " + finding.kind().advice());
    json.writeNumberProperty("occurrenceCount", Math.max(1, finding.count()));
    List<Evidence> evidence = finding.evidence();
    json.writeArrayPropertyStart("locations");
    if (!evidence.isEmpty()) {
      writeLocation(evidence.getLast(), 0);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("relatedLocations");
    for (int i = 0; i < evidence.size(); i++) {
      writeLocation(evidence.get(i), i + 1);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeLocation(Evidence evidence, int id) {
    json.writeStartObject();
    json.writeNumberProperty("id", id);
    json.writeObjectPropertyStart("physicalLocation");
    log.file("artifactLocation", evidence.file());
    json.writeEndObject();
    json.writeArrayPropertyStart("logicalLocations");
    json.writeStartObject();
    json.writeStringProperty("name", "frame " + evidence.frame());
    json.writeStringProperty("fullyQualifiedName", evidence.file() + "#" + evidence.frame());
    json.writeStringProperty("kind", "frame");
    json.writeEndObject();
    json.writeEndArray();
    String time = AuditText.instant(evidence.atNanos());
    log.text("message", time + " " + evidence.what());
    json.writeEndObject();
  }
}
