package io.lvsim.report.format;

import io.lvsim.report.Json;
import io.lvsim.report.VisibleText;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;

/**
 * What every SARIF 2.1.0 log (OASIS) of lvsim has in common: its frame, and how files are named.
 */
public final class SarifLog implements AutoCloseable {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final JsonGenerator json;

  /** Begins a log with one run of a tool; its properties follow. */
  public SarifLog(Writer to) {
    json = Json.pretty(to);
    json.writeStartObject();
    json.writeStringProperty("$schema", SCHEMA);
    json.writeStringProperty("version", "2.1.0");
    json.writeArrayPropertyStart("runs");
    json.writeStartObject();
  }

  /** For the run's properties. */
  public JsonGenerator json() {
    return json;
  }

  /** Begins the tool with its name; a {@link #rule} each follows, and then {@link #endTool}. */
  public void beginTool(String name) {
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    json.writeStringProperty("name", name);
    json.writeArrayPropertyStart("rules");
  }

  /**
   * A rule of the tool.
   *
   * @param level {@code error}, {@code warning} or {@code note}
   */
  public void rule(String id, String title, String advice, String level) {
    json.writeStartObject();
    json.writeStringProperty("id", id);
    text("shortDescription", title);
    text("help", advice);
    json.writeObjectPropertyStart("defaultConfiguration");
    json.writeStringProperty("level", level);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** All rules have been named. */
  public void endTool() {
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** A property that is a message. What would be a link in it (SARIF 3.11.6) is none. */
  public void text(String property, String text) {
    json.writeObjectPropertyStart(property);
    json.writeStringProperty("text", VisibleText.of(text).replace("](", "] ("));
    json.writeEndObject();
  }

  /** A property that is a file. */
  public void file(String property, String file) {
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
      return new URI(null, null, path.toString().replace('\\', '/'), null).toASCIIString();
    } catch (URISyntaxException e) {
      return path.toUri().toString();
    }
  }

  /** Ends the log; the writer stays open. */
  @Override
  public void close() {
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }
}
