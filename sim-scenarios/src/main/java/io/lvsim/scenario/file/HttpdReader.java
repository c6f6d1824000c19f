package io.lvsim.scenario.file;

import io.lvsim.topology.FileSpec;
import io.lvsim.topology.HttpdSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code services: { httpd: ... }}. */
final class HttpdReader {
  private static final int HTTP_PORT = 80;
  private static final String INDEX = "/index.html";

  private HttpdReader() {}

  /**
   * @param preset what a preset has said already; null for nothing
   */
  static HttpdSpec read(Value value, @Nullable HttpdSpec preset) {
    List<Integer> ports = preset == null ? List.of(HTTP_PORT) : preset.ports();
    Map<String, String> pages = new LinkedHashMap<>();
    if (preset != null) {
      preset.pages().forEach(page -> pages.put(page.path(), page.content()));
    }
    if (value.isNothing()) {
      return new HttpdSpec(ports, specs(pages), true);
    }
    Fields fields = Fields.of(value, Shapes.HTTPD);
    if (fields.has("port") && fields.has("ports")) {
      value.wrong("both 'port' and 'ports' in httpd; expected one of them");
    }
    ports = fields.get("port").map(port -> List.of(PortsReader.port(port))).orElse(ports);
    ports = fields.get("ports").map(PortsReader::list).orElse(ports);
    fields.get("body").ifPresent(body -> pages.put(INDEX, body(body)));
    fields.get("pages").ifPresent(more -> readPages(more, pages));
    boolean enabled = fields.get("enabled").map(Scalars::truth).orElse(true);
    return new HttpdSpec(ports, specs(pages), enabled);
  }

  /** A page's text ends with a line end, as echo writes it. */
  private static String body(Value value) {
    String text = value.text("a page's text like share191");
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static void readPages(Value value, Map<String, String> pages) {
    for (Value.Entry entry : value.entries("texts by path, like { /index.html: share191 }")) {
      if (!entry.key().startsWith("/") || entry.key().endsWith("/")) {
        entry.value().wrong("'" + entry.key() + "' is not a page; expected one like /index.html");
      } else {
        pages.put(entry.key(), body(entry.value()));
      }
    }
  }

  private static List<FileSpec> specs(Map<String, String> pages) {
    List<FileSpec> specs = new ArrayList<>();
    pages.forEach((path, content) -> specs.add(new FileSpec(path, content)));
    return List.copyOf(specs);
  }
}
