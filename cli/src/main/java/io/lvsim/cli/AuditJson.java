package io.lvsim.cli;

import io.lvsim.audit.AuditReport;
import io.lvsim.audit.CaptureSummary;
import io.lvsim.audit.Evidence;
import io.lvsim.audit.Finding;
import java.io.OutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** An audit's report as JSON; docs/commands/audit.md says what each field is. */
final class AuditJson {
  private final JsonGenerator json;

  private AuditJson(JsonGenerator json) {
    this.json = json;
  }

  static void write(AuditReport report, OutputStream to) {
    try (JsonGenerator json = generator(to)) {
      new AuditJson(json).write(report);
      json.writeRaw('\n');
    }
  }

  /** Pretty-printing, and closing it leaves the stream open. */
  static JsonGenerator generator(OutputStream to) {
    ObjectWriteContext pretty =
        new ObjectWriteContext.Base() {
          @Override
          public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
          }
        };
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    return factory.createGenerator(pretty, to, JsonEncoding.UTF8);
  }

  private void write(AuditReport report) {
    json.writeStartObject();
    json.writeStringProperty("format", "lvsim-audit");
    json.writeNumberProperty("version", 1);
    json.writeBooleanProperty("clean", report.isClean());
    writeCaptures(report);
    json.writeArrayPropertyStart("directors");
    report.directors().forEach(json::writeString);
    json.writeEndArray();
    json.writeNumberProperty("ipv6_frames_left_out", report.ipv6Frames());
    json.writeArrayPropertyStart("not_judged");
    report.notJudged().forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("findings");
    report.findings().forEach(this::write);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeCaptures(AuditReport report) {
    json.writeArrayPropertyStart("captures");
    for (CaptureSummary capture : report.captures()) {
      json.writeStartObject();
      json.writeStringProperty("file", capture.file());
      json.writeNumberProperty("frames", capture.frames());
      if (capture.problem() != null) {
        json.writeStringProperty("problem", capture.problem());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("code", finding.kind().code());
    json.writeStringProperty("severity", finding.severity().label());
    json.writeStringProperty("message", finding.message());
    json.writeStringProperty("advice", finding.kind().advice());
    json.writeNumberProperty("count", finding.count());
    json.writeArrayPropertyStart("evidence");
    finding.evidence().forEach(this::write);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Evidence evidence) {
    json.writeStartObject();
    json.writeStringProperty("file", evidence.file());
    json.writeNumberProperty("frame", evidence.frame());
    json.writeNumberProperty("at_ns", evidence.atNanos());
    json.writeStringProperty("time", AuditText.instant(evidence.atNanos()));
    json.writeStringProperty("what", evidence.what());
    json.writeEndObject();
  }
}
