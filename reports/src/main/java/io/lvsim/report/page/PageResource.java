package io.lvsim.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The page's own parts, which lie beside this class. */
final class PageResource {
  /** In this order: each uses only what stands before it. */
  private static final List<String> SCRIPTS =
      List.of(
          "dom.js",
          "words.js",
          "phrases.js",
          "phrases-host.js",
          "phrases-ipvs.js",
          "phrases-reasons.js",
          "phrases-steps.js",
          "story.js",
          "verdict.js",
          "headers.js",
          "summary.js",
          "dissect.js",
          "dissect-transport.js",
          "dissect-payload.js",
          "flows.js",
          "frame-index.js",
          "stage-label.js",
          "stage-cables.js",
          "stage-scenes.js",
          "stage-names.js",
          "stage-moment.js",
          "stage-alarms.js",
          "stage-layout.js",
          "stage-boxes.js",
          "stage-drawing.js",
          "stage-tables.js",
          "stage-telling.js",
          "stage-controls.js",
          "stage.js",
          "ladder-rows.js",
          "ladder-filter.js",
          "ladder-filter-box.js",
          "ladder-frame.js",
          "ladder.js",
          "charts.js",
          "transcript.js",
          "page.js");

  private static final List<String> STYLES =
      List.of("page.css", "stage.css", "ladder.css", "charts.css");

  private PageResource() {}

  static String html() {
    return text("report.html");
  }

  static String scripts() {
    return joined(SCRIPTS);
  }

  static String styles() {
    return joined(STYLES);
  }

  private static String joined(List<String> names) {
    StringBuilder all = new StringBuilder();
    names.forEach(name -> all.append(text(name)).append('\n'));
    return all.toString();
  }

  private static String text(String name) {
    try (InputStream in = PageResource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
