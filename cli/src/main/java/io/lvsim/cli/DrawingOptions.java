package io.lvsim.cli;

import io.lvsim.report.Ink;
import io.lvsim.report.drawing.Drawing;
import io.lvsim.report.drawing.Letters;
import io.lvsim.report.drawing.PngFile;
import io.lvsim.report.drawing.SvgFile;
import io.lvsim.report.story.Story;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a drawing is written, and where to. */
final class DrawingOptions {
  /** The words of --format. */
  enum Format {
    text,
    svg,
    png
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default), svg or png; without it the end of FILE's name says.")
  private @Nullable Format format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write it there, instead of to standard output.")
  private @Nullable Path output;

  @Option(names = "--dark", description = "A PNG on a dark ground. An SVG follows its reader.")
  private boolean dark;

  /** Writes text with an ink, made of box characters or not. */
  @FunctionalInterface
  interface Text {
    void print(PrintStream out, Ink ink, boolean boxes);
  }

  private Format format() {
    if (format != null) {
      return format;
    }
    String name = output == null ? "" : output.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".svg") ? Format.svg : name.endsWith(".png") ? Format.png : Format.text;
  }

  /** A picture shows one story: which, if there are several. */
  Story single(List<Story> stories) throws BadInput {
    if (stories.size() > 1) {
      String names = stories.stream().map(Story::name).collect(Collectors.joining("\n  "));
      throw new BadInput("a picture shows one run, and here are several:\n  " + names);
    }
    return stories.getFirst();
  }

  void writeText(Surroundings surroundings, Text text) throws IOException {
    if (output == null) {
      text.print(surroundings.out(), surroundings.ink(), terminalHasBoxes());
      return;
    }
    AsideFile.write(
        output,
        out -> {
          PrintStream plain = new PrintStream(out, false, StandardCharsets.UTF_8);
          text.print(plain, Ink.PLAIN, false);
          plain.flush();
        });
  }

  void writePicture(Surroundings surroundings, Drawing drawing) throws IOException, BadInput {
    if (!Letters.arePresent()) {
      throw new BadInput(Letters.HOW_TO);
    }
    AsideFile.Bytes content =
        format() == Format.png
            ? out -> PngFile.write(drawing, dark, out)
            : out -> out.write(SvgFile.standalone(drawing).getBytes(StandardCharsets.UTF_8));
    if (output == null) {
      content.writeTo(surroundings.out());
    } else {
      AsideFile.write(output, content);
    }
  }

  boolean isText() {
    return format() == Format.text;
  }

  /** The launcher tells whether standard output is a terminal; the locale says what it can show. */
  private static boolean terminalHasBoxes() {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = System.getenv(name);
      if (value != null && !value.isEmpty()) {
        boolean utf8 = value.toLowerCase(Locale.ROOT).matches(".*utf-?8.*");
        return utf8 && Boolean.getBoolean("lvsim.terminal");
      }
    }
    return false;
  }
}
