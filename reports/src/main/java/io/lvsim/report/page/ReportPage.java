package io.lvsim.report.page;

import io.lvsim.report.ResultsJson;
import io.lvsim.report.VisibleText;
import io.lvsim.report.chart.Chart;
import io.lvsim.report.chart.StoryCharts;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/**
 * One self-contained HTML file about the scenarios of a run: it needs no network and no other file.
 * The stories lie in it packed, and are unpacked when they are looked at.
 */
public final class ReportPage {
  private record Entry(String name, String verdict, String story, String charts) {}

  private final String title;
  private final List<Entry> entries = new ArrayList<>();

  public ReportPage(String title) {
    this.title = title;
  }

  /** Adds a scenario's story. */
  public void add(Story story) {
    String ids = "c" + entries.size() + "-";
    List<Chart> charts = StoryCharts.of(story);
    entries.add(
        new Entry(
            story.name(),
            ResultsJson.word(story.verdict()),
            packed(out -> StoryJson.write(story, out)),
            packed(out -> ChartsJson.write(charts, ids, out))));
  }

  /** Whether no story has been added. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * Writes the page.
   *
   * @param to is not closed
   */
  public void write(Writer to) throws IOException {
    String rest = PageResource.html();
    while (!rest.isEmpty()) {
      int at = rest.indexOf("{{");
      if (at < 0) {
        to.write(rest);
        return;
      }
      int end = rest.indexOf("}}", at);
      to.write(rest, 0, at);
      writePart(rest.substring(at + 2, end), to);
      rest = rest.substring(end + 2);
    }
  }

  private void writePart(String part, Writer to) throws IOException {
    switch (part) {
      case "title" -> to.write(Markup.text(VisibleText.lineOf(title)));
      case "css" -> to.write(PageResource.styles());
      case "js" -> to.write(PageResource.scripts());
      case "summary" -> to.write(Markup.text(summary()));
      case "index" -> to.write(Markup.json(index()));
      case "stories" -> writeStories(to);
      default -> throw new IllegalStateException("the page has no part " + part);
    }
  }

  private String summary() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(entry.verdict()).append("  ").append(VisibleText.lineOf(entry.name()));
      text.append('\n');
    }
    return text.toString();
  }

  private String index() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartArray();
      for (Entry entry : entries) {
        json.writeStartObject();
        json.writeStringProperty("name", entry.name());
        json.writeStringProperty("verdict", entry.verdict());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private void writeStories(Writer to) throws IOException {
    for (int i = 0; i < entries.size(); i++) {
      writePacked("story-" + i, entries.get(i).story(), to);
      writePacked("charts-" + i, entries.get(i).charts(), to);
    }
  }

  private static void writePacked(String id, String packed, Writer to) throws IOException {
    to.write("<script type=\"application/gzip;base64\" id=\"" + id + "\">");
    to.write(packed);
    to.write("</script>\n");
  }

  private static String packed(Consumer<Writer> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(new Packing(bytes), StandardCharsets.UTF_8)) {
      content.accept(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /**
   * Long stories take most of their time here: a level below the usual one makes them larger by a
   * twentieth, in two thirds of the time.
   */
  private static final class Packing extends GZIPOutputStream {
    private static final int LEVEL = 5;
    private static final int BUFFER = 1 << 16;

    Packing(OutputStream to) throws IOException {
      super(to, BUFFER);
      def.setLevel(LEVEL);
    }
  }
}
