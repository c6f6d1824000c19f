package io.lvsim.cli;

import io.lvsim.audit.AuditReport;
import io.lvsim.audit.CaptureSummary;
import io.lvsim.audit.Evidence;
import io.lvsim.audit.Finding;
import io.lvsim.audit.FindingKind;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * An audit's report as SARIF 2.1.0 (OASIS). A frame is a logical location in its capture file:
 * SARIF's regions count lines and bytes, which a capture's frames are not.
 */
final class AuditSarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final JsonGenerator json;

  private AuditSarif(JsonGenerator json) {
    this.json = json;
  }

  static void write(AuditReport report, OutputStream to) {
    try (JsonGenerator json = AuditJson.generator(to)) {
      new AuditSarif(json).write(report);
      json.writeRaw('\n');
    }
  }

  private void write(AuditReport report) {
    json.writeStartObject();
    json.writeStringProperty("$schema", SCHEMA);
    json.writeStringProperty("version", "2.1.0");
    json.writeArrayPropertyStart("runs");
    json.writeStartObject();
    writeTool();
    writeArtifacts(report);
    json.writeArrayPropertyStart("results");
    report.findings().forEach(this::write);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeTool() {
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    json.writeStringProperty("name", "lvsim audit");
    json.writeArrayPropertyStart("rules");
    for (FindingKind kind : FindingKind.values()) {
      json.writeStartObject();
      json.writeStringProperty("id", kind.code());
      writeText("shortDescription", kind.title());
      writeText("help", kind.advice());
      json.writeObjectPropertyStart("defaultConfiguration");
      json.writeStringProperty("level", kind.severity().label());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeArtifacts(AuditReport report) {
    json.writeArrayPropertyStart("artifacts");
    for (CaptureSummary capture : report.captures()) {
      json.writeStartObject();
      writeFile("location", capture.file());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("ruleId", finding.kind().code());
    json.writeNumberProperty("ruleIndex", finding.kind().ordinal());
    json.writeStringProperty("level", finding.severity().label());
    writeText("message", finding.message() + ". " + finding.kind().advice());
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
    writeFile("artifactLocation", evidence.file());
    json.writeEndObject();
    json.writeArrayPropertyStart("logicalLocations");
    json.writeStartObject();
    json.writeStringProperty("name", "frame " + evidence.frame());
    json.writeStringProperty("fullyQualifiedName", evidence.file() + "#" + evidence.frame());
    json.writeStringProperty("kind", "frame");
    json.writeEndObject();
    json.writeEndArray();
    String time = AuditText.instant(evidence.atNanos());
    writeText("message", time + " " + evidence.what());
    json.writeEndObject();
  }

  private void writeText(String property, String text) {
    json.writeObjectPropertyStart(property);
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  private void writeFile(String property, String file) {
    json.writeObjectPropertyStart(property);
    json.writeStringProperty("uri", uri(file));
    json.writeEndObject();
  }

  /** Relative where the file's name is, as SARIF wants it. */
  private static String uri(String file) {
    Path path = Path.of(file);
    if (path.isAbsolute()) {
      return path.toUri().toString();
    }
    try {
      return new URI(null, null, path.toString().replace('\\', '/'), null).toString();
    } catch (java.net.URISyntaxException e) {
      return path.toUri().toString();
    }
  }
}
