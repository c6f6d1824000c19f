package io.lvsim.report.drawing;

import java.awt.Dimension;
import java.awt.RenderingHints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A drawing as SVG. Text stays text; colours are the variables of a style sheet, with those of the
 * light theme for readers that know none. The same drawing gives the same bytes.
 */
public final class SvgFile {
  private static final String SVG = "http://www.w3.org/2000/svg";

  private final Drawing drawing;
  private final String idPrefix;

  private SvgFile(Drawing drawing, String idPrefix) {
    this.drawing = drawing;
    this.idPrefix = idPrefix;
  }

  /** As a file of its own, which follows the reader's theme. */
  public static String standalone(Drawing drawing) {
    return new SvgFile(drawing, "").write(true);
  }

  /**
   * As a part of the report's page, whose theme and language it follows.
   *
   * @param idPrefix what its ids begin with, for they must differ from those of other drawings
   */
  public static String forPage(Drawing drawing, String idPrefix) {
    return new SvgFile(drawing, idPrefix).write(false);
  }

  private String write(boolean standalone) {
    Document document = document();
    SVGGraphics2D g = new SVGGraphics2D(context(document), false);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setSVGCanvasSize(new Dimension(drawing.width(), drawing.height()));
    drawing.draw(g, Pen.THEMED);
    Element root = g.getRoot();
    replacePlaceholders(root);
    root.setAttribute("viewBox", "0 0 " + drawing.width() + " " + drawing.height());
    root.setAttribute("role", "img");
    if (standalone) {
      addTheme(document, root);
    } else {
      root.removeAttribute("width");
      root.removeAttribute("height");
    }
    StringWriter text = new StringWriter();
    try {
      g.stream(root, text, false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String whole = text.toString().replace("\r\n", "\n");
    String element = whole.substring(whole.indexOf("<svg"));
    return standalone ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element : element;
  }

  private static Document document() {
    try {
      Document document =
          DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().newDocument();
      document.appendChild(document.createElementNS(SVG, "svg"));
      return document;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private SVGGeneratorContext context(Document document) {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(2);
    context.setIDGenerator(
        new SVGIDGenerator() {
          @Override
          public String generateID(String prefix) {
            return super.generateID(idPrefix + prefix);
          }
        });
    return context;
  }

  private static void replacePlaceholders(Element element) {
    List<String> style = new ArrayList<>();
    tone(element, "fill", style);
    tone(element, "stroke", style);
    if (!style.isEmpty()) {
      element.setAttribute("style", String.join(";", style));
    }
    if (element.getTagName().equals("text")) {
      replaceWord(element);
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        replacePlaceholders(inner);
      }
    }
  }

  private static void tone(Element element, String attribute, List<String> style) {
    Tone tone = Tone.ofPlaceholder(element.getAttribute(attribute));
    if (tone == null) {
      return;
    }
    element.setAttribute(attribute, tone.light());
    style.add(attribute + ":var(--" + tone.variable() + ")");
    element.setAttribute(attribute + "-opacity", tone.opacity() < 1 ? "" + tone.opacity() : "1");
  }

  /** The page finds words by {@code data-w}; their names are their English, in small letters. */
  private static void replaceWord(Element text) {
    String content = text.getTextContent();
    if (!content.isEmpty() && content.charAt(0) == Pen.WORD) {
      String english = content.substring(1);
      text.setTextContent(english);
      String name = english.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
      text.setAttribute("data-w", "chart_" + name);
    }
  }

  private void addTheme(Document document, Element root) {
    StringBuilder light = new StringBuilder();
    StringBuilder dark = new StringBuilder();
    for (Tone tone : Tone.values()) {
      if (tone.opacity() == 1) {
        light.append("--").append(tone.variable()).append(':').append(tone.light()).append(';');
        dark.append("--").append(tone.variable()).append(':').append(tone.dark()).append(';');
      }
    }
    Element style = document.createElementNS(SVG, "style");
    style.setTextContent("svg{" + light + "}@media(prefers-color-scheme:dark){svg{" + dark + "}}");
    Element ground = document.createElementNS(SVG, "rect");
    ground.setAttribute("width", "100%");
    ground.setAttribute("height", "100%");
    ground.setAttribute("fill", Tone.SHEET.light());
    ground.setAttribute("style", "fill:var(--sheet)");
    root.insertBefore(ground, root.getFirstChild());
    root.insertBefore(style, ground);
  }
}
