package io.lvsim.cli;

import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryFormatException;
import io.lvsim.report.story.StoryReader;
import io.lvsim.report.story.StoryRecorder;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.run.ScenarioRunner;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stories that an argument stands for: those of runs already there, or of one made now. */
final class Stories {
  /** The name of every story's file. */
  static final String FILE = "story.json";

  private static final String RESULTS = "results.json";

  private Stories() {}

  /**
   * A story's file, a directory that holds some, or scenarios, which are run.
   *
   * @param seed what random choices follow from, if it is run; null for what the scenario says
   * @return not empty
   */
  static List<Story> of(String argument, @Nullable Long seed)
      throws BadInput, IOException, ScenarioException {
    Path path = path(argument);
    if (path != null && Files.isDirectory(path)) {
      List<Path> files = filesBelow(path);
      if (!files.isEmpty()) {
        return readAll(files);
      }
    }
    if (path != null && argument.endsWith(".json") && Files.exists(path)) {
      return List.of(read(path));
    }
    List<Story> stories = run(argument, seed);
    if (stories.isEmpty()) {
      throw new BadInput(
          "'" + argument + "' holds neither a " + FILE + " nor a scenario (*.lvs.yaml)");
    }
    return stories;
  }

  private static @Nullable Path path(String argument) {
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Those named story.json in a directory and below, by their paths. */
  static List<Path> filesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(f -> f.getFileName().toString().equals(FILE) && Files.isRegularFile(f))
          .sorted()
          .toList();
    }
  }

  /** In the order in which they ran; runs in directories of their own by their paths. */
  static List<Story> readAll(List<Path> files) throws BadInput, IOException {
    List<Placed> stories = new ArrayList<>();
    for (Path file : files) {
      stories.add(new Placed(runOf(file), read(file)));
    }
    return stories.stream()
        .sorted(Comparator.comparing(Placed::run).thenComparing(p -> p.story().place()))
        .map(Placed::story)
        .toList();
  }

  /** A story and the directory of its run. */
  private record Placed(Path run, Story story) {}

  /** The nearest directory above a story that holds the results of a run; else its own. */
  private static Path runOf(Path file) {
    Path own = file.toAbsolutePath().normalize().getParent();
    for (Path directory = own; directory != null; directory = directory.getParent()) {
      if (Files.exists(directory.resolve(RESULTS))) {
        return directory;
      }
    }
    return own == null ? file : own;
  }

  private static Story read(Path file) throws BadInput, IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      return StoryReader.read(in);
    } catch (StoryFormatException e) {
      throw new BadInput(file + ":" + e.getMessage());
    }
  }

  private static List<Story> run(String argument, @Nullable Long seed) throws ScenarioException {
    List<Story> stories = new ArrayList<>();
    ScenarioRunner runner = new ScenarioRunner(Seeds.limits(seed));
    for (ScenarioSource source : ScenarioSource.find(List.of(argument))) {
      runner.run(source.read(), new StoryRecorder(stories::add));
    }
    return stories;
  }
}
