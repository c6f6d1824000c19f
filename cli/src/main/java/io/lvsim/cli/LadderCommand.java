package io.lvsim.cli;

import io.lvsim.report.VisibleText;
import io.lvsim.report.ladder.Ladder;
import io.lvsim.report.ladder.LadderDrawing;
import io.lvsim.report.ladder.LadderFilter;
import io.lvsim.report.ladder.LadderText;
import io.lvsim.report.story.Story;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a run as a sequence diagram. */
@Command(
    name = "ladder",
    description =
        "Draws a run as a ladder: hosts side by side, and below them every frame as an arrow from"
            + " who made it to all whom it reached. Text fits 100 columns.",
    footer = {
      "  lvsim ladder article-arp-problem",
      "  lvsim ladder article-arp-problem --protocol arp",
      "  lvsim ladder article-rr --frame 17      and what led to it",
      "  lvsim ladder article-rr --follow 192.168.2.10:35662 -o connection.svg",
      "  lvsim ladder out/story.json --host client1 --at 2s..2500ms"
    })
final class LadderCommand extends Subcommand {
  @Parameters(
      paramLabel = "FILE|NAME|DIR",
      description =
          "A scenario, which is run; or what lvsim run -o has left: a story.json or a directory.")
  private String argument = "";

  @Option(
      names = "--frame",
      paramLabel = "N",
      description = "Only frame number N, with the frames that it came about by.")
  private @Nullable Integer frame;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Only frames that this machine sent or got.")
  private @Nullable String host;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Only the second that begins then, such as 2s; or a span, such as 2s..2500ms.")
  private @Nullable String at;

  @Option(
      names = "--follow",
      paramLabel = "CONNECTION",
      description =
          "Only packets from or to ADDRESS or ADDRESS:PORT; or between two of them, such as"
              + " 192.168.2.10:40000-192.168.2.188:80.")
  private @Nullable String follow;

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      description = "Only frames of this protocol: arp, tcp, udp or icmp.")
  private LadderFilter.@Nullable Protocol protocol;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What every random choice follows from, instead of what the scenario says.")
  private @Nullable Long seed;

  @Mixin private DrawingOptions drawing = new DrawingOptions();

  @Override
  public Integer call() throws Exception {
    LadderFilter filter = filter();
    List<Story> stories = Stories.of(argument, seed);
    List<Ladder> ladders = stories.stream().map(story -> Ladder.of(story, filter)).toList();
    if (ladders.stream().allMatch(ladder -> ladder.arrows() == 0)) {
      err().println("no frame is like that");
      return ExitCode.NOTHING_TO_RUN;
    }
    if (drawing.isText()) {
      text(stories, ladders);
    } else {
      Story story = drawing.single(stories);
      drawing.writePicture(surroundings(), new LadderDrawing(ladders.getFirst(), story.name()));
    }
    return ExitCode.PASSED;
  }

  private void text(List<Story> stories, List<Ladder> ladders) throws Exception {
    for (Ladder ladder : ladders) {
      if (ladder.lanes().size() > LadderText.LANES_MAX) {
        throw new BadInput(
            ladder.lanes().size()
                + " hosts do not fit 100 columns; choose with --host or --follow, or draw"
                + " an SVG");
      }
    }
    drawing.writeText(
        surroundings(),
        (out, ink, boxes) -> {
          for (int i = 0; i < ladders.size(); i++) {
            if (ladders.size() > 1) {
              out.println(ink.strong("=== " + VisibleText.lineOf(stories.get(i).name())));
            }
            new LadderText(out, ink, boxes).print(ladders.get(i));
          }
        });
  }

  private LadderFilter filter() throws BadInput {
    LadderFilter filter = new LadderFilter();
    if (frame != null) {
      if (frame < 1) {
        throw new BadInput("frames are numbered from 1, not " + frame);
      }
      filter.frame(frame);
    }
    if (host != null) {
      filter.host(host);
    }
    if (protocol != null) {
      filter.protocol(protocol);
    }
    if (at != null) {
      TimeSpan span = TimeSpan.parse(at);
      filter.between(span.fromNanos(), span.untilNanos());
    }
    if (follow != null) {
      filter.follow(new ArrayList<>(Follow.endpoints(follow)));
    }
    return filter;
  }
}
