package io.lvsim.cli;

import io.lvsim.report.page.ReportPage;
import io.lvsim.report.story.StoryRecorder;
import io.lvsim.scenario.run.RunListener;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The report of a run, as a file that appears when it is whole. */
final class ReportFile {
  private final Path file;
  private final ReportPage page;

  private ReportFile(Path file, ReportPage page) {
    this.file = file;
    this.page = page;
  }

  /** The file report.html of a directory, which is made if it is not there. */
  static ReportFile in(Path directory, String title) throws IOException {
    Files.createDirectories(directory);
    return new ReportFile(directory.resolve("report.html"), new ReportPage(title));
  }

  /** Takes the story of each scenario. */
  RunListener listener() {
    return new StoryRecorder(page::add);
  }

  /** Writes it aside, and gives it its name. */
  void write() throws IOException {
    Path aside = file.resolveSibling("." + file.getFileName() + ".part");
    try (Writer out = Files.newBufferedWriter(aside)) {
      page.write(out);
    }
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
