package io.lvsim.cli;

import io.lvsim.report.JourneyFilter;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.run.ScenarioRunner;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says for every frame of a run why it went where it went. */
@Command(
    name = "explain",
    description =
        "Says for each frame of a run why it went where it went: every node that met it, what the"
            + " node decided, and the setting or the table that was the reason.",
    footer = {
      "  lvsim explain article-arp-problem",
      "  lvsim explain article-arp-problem --frame 17      and what led to it",
      "  lvsim explain article-rr --host director --at 2s..3s",
      "  lvsim explain article-rr --follow 192.168.2.10:40000",
      "  lvsim explain article-rr | grep ipvs-"
    })
final class ExplainCommand extends Subcommand {
  @Parameters(paramLabel = "FILE|NAME", description = "One scenario, or a collection.")
  private String argument = "";

  @Option(
      names = "--frame",
      paramLabel = "N",
      description = "Only frame number N, with the frames that it came about by.")
  private @Nullable Integer frame;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Only what this machine or switch sent, got or decided.")
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
      names = "--seed",
      paramLabel = "N",
      description = "What every random choice follows from, instead of what the scenario says.")
  private @Nullable Long seed;

  @Override
  public Integer call() throws Exception {
    List<ScenarioSource> sources = ScenarioSource.find(List.of(argument));
    if (sources.size() != 1) {
      err().println("nothing to explain: '" + argument + "' names no single scenario");
      return ExitCode.NOTHING_TO_RUN;
    }
    Scenario scenario = sources.getFirst().read();
    ExplainListener listener = new ExplainListener(surroundings(), filter());
    listener.legend();
    new ScenarioRunner(Seeds.limits(seed)).run(scenario, listener);
    if (listener.framesShown() == 0) {
      err().println("no frame is like that");
      return ExitCode.NOTHING_TO_RUN;
    }
    return ExitCode.PASSED;
  }

  /** What the options ask for. */
  private JourneyFilter filter() throws BadInput {
    JourneyFilter filter = new JourneyFilter();
    if (host != null) {
      filter.host(host);
    }
    if (frame != null) {
      filter.frame(frame);
    }
    if (at != null) {
      TimeSpan span = TimeSpan.parse(at);
      filter.between(span.fromNanos(), span.untilNanos());
    }
    if (follow != null) {
      filter.follow(Follow.endpoints(follow));
    }
    return filter;
  }
}
