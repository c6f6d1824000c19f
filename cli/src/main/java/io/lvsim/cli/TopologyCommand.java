package io.lvsim.cli;

import io.lvsim.report.VisibleText;
import io.lvsim.report.story.Story;
import io.lvsim.report.topology.LabView;
import io.lvsim.report.topology.TopologyDrawing;
import io.lvsim.report.topology.TopologyText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws the lab of a run. */
@Command(
    name = "topology",
    description =
        "Draws the lab of a run: machines with their interfaces, MACs and addresses, switches and"
            + " cables, directors with their services; as they were when the run ended.",
    footer = {
      "  lvsim topology article-rr",
      "  lvsim topology article-rr -o lab.svg",
      "  lvsim topology out/story.json --at 2s"
    })
final class TopologyCommand extends Subcommand {
  @Parameters(
      paramLabel = "FILE|NAME|DIR",
      description =
          "A scenario, which is run; or what lvsim run -o has left: a story.json or a directory.")
  private String argument = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "As it was at that time, such as 2s or 1500ms.")
  private @Nullable String at;

  @Mixin private DrawingOptions drawing = new DrawingOptions();

  @Override
  public Integer call() throws Exception {
    long atNanos = at == null ? Long.MAX_VALUE : TimeSpan.duration("--at", at);
    List<Story> stories = Stories.of(argument, null);
    if (drawing.isText()) {
      drawing.writeText(
          surroundings(),
          (out, ink, boxes) -> {
            for (Story story : stories) {
              out.println(ink.strong("=== " + VisibleText.lineOf(story.name())));
              new TopologyText(out, ink).print(new LabView(story, atNanos));
            }
          });
      return ExitCode.PASSED;
    }
    Story story = drawing.single(stories);
    drawing.writePicture(
        surroundings(), new TopologyDrawing(new LabView(story, atNanos), story.name()));
    return ExitCode.PASSED;
  }
}
