package io.lvsim.cli;

import io.lvsim.report.story.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a page of results that are already there. */
@Command(
    name = "report",
    description =
        "Makes one page that explains runs whose results are already there: of every story.json"
            + " that lvsim run -o has left in a directory and below it.",
    footer = {
      "  lvsim run article -o out && lvsim report out      leaves out/report.html",
      "  lvsim report out --output lesson.html"
    })
final class ReportCommand extends Subcommand {
  @Parameters(paramLabel = "DIR", description = "Where lvsim run -o has left its results.")
  private Path directory = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The page's file, instead of DIR/report.html.")
  private @Nullable Path output;

  @Override
  public Integer call() throws Exception {
    if (!Files.isDirectory(directory)) {
      throw new BadInput(directory + ": there is no such directory");
    }
    List<Path> files = Stories.filesBelow(directory);
    if (files.isEmpty()) {
      err()
          .println(
              directory
                  + ": no "
                  + Stories.FILE
                  + " in it or below it; lvsim run -o DIR leaves them");
      return ExitCode.NOTHING_TO_RUN;
    }
    List<Story> stories = Stories.readAll(files);
    String title = stories.size() == 1 ? stories.getFirst().name() : stories.size() + " scenarios";
    Path file = output == null ? directory.resolve(ReportFile.NAME) : output;
    ReportFile page = ReportFile.at(file, title);
    stories.forEach(page::add);
    page.write();
    out().println(file);
    return ExitCode.PASSED;
  }
}
