package io.lvsim.cli;

import io.lvsim.report.page.ReportPage;
import io.lvsim.report.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report of a run, as a file that appears when it is whole. */
final class ReportFile {
  /** Its usual name. */
  static final String NAME = "report.html";

  private final Path file;
  private final ReportPage page;

  private ReportFile(Path file, ReportPage page) {
    this.file = file;
    this.page = page;
  }

  /** The file report.html of a directory, which is made if it is not there. */
  static ReportFile in(Path directory, String title) throws IOException {
    Files.createDirectories(directory);
    return at(directory.resolve(NAME), title);
  }

  /** A file in a directory that is there. */
  static ReportFile at(Path file, String title) {
    return new ReportFile(file, new ReportPage(title));
  }

  /** Takes the story of a scenario. */
  void add(Story story) {
    page.add(story);
  }

  /** Writes it aside, and gives it its name. */
  void write() throws IOException {
    AsideFile.writeText(file, page::write);
  }
}
