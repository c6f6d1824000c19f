package io.lvsim.report.page;

import io.lvsim.report.chart.Chart;
import io.lvsim.report.chart.ChartDrawing;
import io.lvsim.report.chart.ChartTable;
import io.lvsim.report.drawing.Letters;
import io.lvsim.report.drawing.SvgFile;
import java.io.Writer;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** The charts of a scenario as the page reads them: drawings, and tables beside them. */
final class ChartsJson {
  private final JsonGenerator json;

  private ChartsJson(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Writes one object.
   *
   * @param idPrefix what the ids in the drawings begin with
   * @param to is not closed
   */
  static void write(List<Chart> charts, String idPrefix, Writer to) {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(to)) {
      new ChartsJson(json).write(charts, idPrefix);
    }
  }

  private void write(List<Chart> charts, String idPrefix) {
    json.writeStartObject();
    json.writeBooleanProperty("letters", Letters.arePresent());
    json.writeArrayPropertyStart("charts");
    for (Chart chart : charts) {
      json.writeStartObject();
      String kind = chart.kind().word();
      json.writeStringProperty("kind", kind);
      if (Letters.arePresent()) {
        String svg = SvgFile.forPage(ChartDrawing.untitled(chart), idPrefix + kind + "-");
        json.writeStringProperty("svg", svg);
      }
      write(chart.table());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(ChartTable table) {
    json.writeArrayPropertyStart("columns");
    for (ChartTable.Column column : table.columns()) {
      json.writeStartObject();
      json.writeStringProperty("key", column.key());
      json.writeStringProperty("subject", column.subject());
      json.writeBooleanProperty("number", column.number());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("rows");
    for (List<String> row : table.rows()) {
      json.writeStartArray();
      row.forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeNumberProperty("left", table.left());
  }
}
