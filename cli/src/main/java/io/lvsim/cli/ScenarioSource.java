package io.lvsim.cli;

import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.file.ScenarioReader;
import io.lvsim.scenario.library.ScenarioLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a scenario can be read from, as the user named it. */
sealed interface ScenarioSource {
  /** The end of every scenario file's name. */
  String SUFFIX = ".lvs.yaml";

  /** As the user named it. */
  String name();

  /** Reads it. */
  Scenario read() throws ScenarioException;

  /** A file. */
  record InFile(Path path) implements ScenarioSource {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public Scenario read() throws ScenarioException {
      return ScenarioReader.read(path);
    }
  }

  /** One that comes with the program. */
  record InLibrary(String name) implements ScenarioSource {
    @Override
    public Scenario read() throws ScenarioException {
      return ScenarioLibrary.load(name);
    }
  }

  /**
   * What arguments stand for, in their order: files, directories of scenario files, names from the
   * library, and patterns of either. Directories and patterns may stand for nothing; what names one
   * scenario stands for it even if it is not there, and reading it says so.
   */
  static List<ScenarioSource> find(List<String> arguments) {
    List<ScenarioSource> found = new ArrayList<>();
    for (String argument : arguments) {
      found.addAll(find(argument));
    }
    return found;
  }

  private static List<ScenarioSource> find(String argument) {
    Path path = pathOf(argument);
    if (Files.isDirectory(path)) {
      List<ScenarioSource> below = filesBelow(path);
      boolean meansName = below.isEmpty() && ScenarioLibrary.has(argument);
      return meansName ? List.of(new InLibrary(argument)) : below;
    }
    if (Files.exists(path)) {
      return List.of(new InFile(path));
    }
    if (ScenarioLibrary.has(argument)) {
      return List.of(new InLibrary(argument));
    }
    if (argument.matches(".*[*?\\[{].*")) {
      return matching(argument);
    }
    boolean namesFile = argument.contains("/") || argument.matches(".*\\.ya?ml");
    return List.of(namesFile ? new InFile(path) : new InLibrary(argument));
  }

  /** A name that no file can have stands for a file that is not there. */
  private static Path pathOf(String argument) {
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      return Path.of(argument.replaceAll("[^A-Za-z0-9._/-]", "_"));
    }
  }

  private static List<ScenarioSource> filesBelow(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(SUFFIX) && Files.isRegularFile(f))
          .sorted()
          .<ScenarioSource>map(InFile::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ScenarioSource> matching(String pattern) {
    PathMatcher matcher = matcher(pattern);
    List<ScenarioSource> found = new ArrayList<>();
    for (ScenarioSource file : filesBelow(plainBeginning(pattern))) {
      Path path = pathOf(file.name());
      if (matcher.matches(path) || matcher.matches(path.normalize())) {
        found.add(file);
      }
    }
    for (ScenarioLibrary.Entry entry : ScenarioLibrary.entries()) {
      if (matcher.matches(Path.of(entry.name()))) {
        found.add(new InLibrary(entry.name()));
      }
    }
    return found;
  }

  private static PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (IllegalArgumentException e) {
      String quoted = Pattern.quote(pattern);
      return path -> path.toString().matches(quoted);
    }
  }

  /** The directory that everything a pattern can match lies in. */
  private static Path plainBeginning(String pattern) {
    String plain = pattern.replaceAll("[*?\\[{].*", "");
    int slash = plain.lastIndexOf('/');
    Path directory = pathOf(slash < 0 ? "." : slash == 0 ? "/" : plain.substring(0, slash));
    return Files.isDirectory(directory) ? directory : Path.of(".");
  }
}
