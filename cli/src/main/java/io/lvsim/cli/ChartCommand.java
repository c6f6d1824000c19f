package io.lvsim.cli;

import io.lvsim.report.Ink;
import io.lvsim.report.VisibleText;
import io.lvsim.report.chart.Chart;
import io.lvsim.report.chart.ChartDrawing;
import io.lvsim.report.chart.ChartKind;
import io.lvsim.report.chart.ChartText;
import io.lvsim.report.chart.StoryCharts;
import io.lvsim.report.story.Story;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a chart of a run. */
@Command(
    name = "chart",
    description =
        "Draws a chart of a run, with its numbers; without --chart it says which charts there"
            + " are.",
    footer = {
      "  lvsim chart article-wrr",
      "  lvsim chart article-wrr --chart share",
      "  lvsim chart article-arp-problem --chart neighbors -o poisoned.svg",
      "  lvsim chart out/story.json --chart requests --format png --dark -o requests.png"
    })
final class ChartCommand extends Subcommand {
  @Parameters(
      paramLabel = "FILE|NAME|DIR",
      description =
          "A scenario, which is run; or what lvsim run -o has left: a story.json or a directory.")
  private String argument = "";

  @Option(
      names = "--chart",
      paramLabel = "CHART",
      description =
          "requests, share, connections, templates, neighbors, bypassed or latency; of those that"
              + " have something to show in this run.")
  private @Nullable String chart;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What every random choice follows from, instead of what the scenario says.")
  private @Nullable Long seed;

  @Mixin private DrawingOptions drawing = new DrawingOptions();

  @Override
  public Integer call() throws Exception {
    ChartKind kind = kind();
    if (kind == null && !drawing.isText()) {
      throw new BadInput("a picture shows one chart: name it with --chart, one of " + words());
    }
    List<Story> stories = Stories.of(argument, seed);
    if (!drawing.isText()) {
      return picture(drawing.single(stories), kind);
    }
    List<List<Chart>> charts = stories.stream().map(story -> wanted(story, kind)).toList();
    if (charts.stream().allMatch(List::isEmpty)) {
      return nothing(kind);
    }
    drawing.writeText(
        surroundings(),
        (out, ink, boxes) -> {
          for (int i = 0; i < charts.size(); i++) {
            print(stories.get(i), charts.get(i), kind, out, ink, boxes);
          }
        });
    return ExitCode.PASSED;
  }

  private @Nullable ChartKind kind() throws BadInput {
    if (chart == null) {
      return null;
    }
    for (ChartKind kind : ChartKind.values()) {
      if (kind.word().equals(chart)) {
        return kind;
      }
    }
    throw new BadInput("--chart " + chart + ": there are " + words());
  }

  private static String words() {
    return Arrays.stream(ChartKind.values()).map(ChartKind::word).collect(Collectors.joining(", "));
  }

  private static List<Chart> wanted(Story story, @Nullable ChartKind kind) {
    return StoryCharts.of(story).stream()
        .filter(each -> kind == null || each.kind() == kind)
        .toList();
  }

  private int nothing(@Nullable ChartKind kind) {
    String what = kind == null ? "nothing" : "nothing for a chart of " + kind.word();
    err().println(what + " happened in this run; lvsim chart without --chart says what did");
    return ExitCode.NOTHING_TO_RUN;
  }

  private int picture(Story story, @Nullable ChartKind kind) throws Exception {
    List<Chart> charts = wanted(story, kind);
    if (charts.isEmpty()) {
      return nothing(kind);
    }
    drawing.writePicture(surroundings(), ChartDrawing.titled(charts.getFirst(), story.name()));
    return ExitCode.PASSED;
  }

  private static void print(
      Story story,
      List<Chart> charts,
      @Nullable ChartKind kind,
      PrintStream out,
      Ink ink,
      boolean boxes) {
    if (charts.isEmpty()) {
      return;
    }
    out.println(ink.strong("=== " + VisibleText.lineOf(story.name())));
    for (Chart each : charts) {
      if (kind == null) {
        out.printf("%-12s %s%n", each.kind().word(), each.kind().title());
      } else {
        new ChartText(out, ink, boxes).print(each);
      }
    }
  }
}
