package io.lvsim.report.format;

import java.io.Writer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The formats for machines, by the names that CI systems know them by. */
public enum FormatKind {
  JUNIT(to -> new SuiteRun(new JUnitXml(), to)),
  TAP(to -> new SuiteRun(new Tap(), to)),
  JSON(ResultsFile::new),
  JSONL(EventLines::new),
  SARIF(to -> new SuiteRun(new RunSarif(), to)),
  GITHUB(to -> new SuiteRun(new GithubCommands(), to)),
  MARKDOWN(to -> new SuiteRun(new MarkdownSummary(), to));

  private final Function<Pieces, RunFormat> opening;

  FormatKind(Function<Pieces, RunFormat> opening) {
    this.opening = opening;
  }

  /** As users write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words. */
  public static String words() {
    return Arrays.stream(values()).map(FormatKind::word).collect(Collectors.joining(", "));
  }

  /** The one of that name. */
  public static Optional<FormatKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /**
   * Whether its file is to be read while it grows: what is in it is true from the first line on.
   */
  public boolean isFollowed() {
    return this == JSONL;
  }

  /**
   * A file of this format that is to be written.
   *
   * @param to stays open
   */
  public RunFormat open(Writer to) {
    return opening.apply(new Pieces(to));
  }
}
