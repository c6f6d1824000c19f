package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads scenario files, NAME.lvs.yaml. */
public final class ScenarioReader {
  private ScenarioReader() {}

  /**
   * Reads a file and whatever it includes.
   *
   * @throws ScenarioException with all problems found, each with file, line and column; also when
   *     there is no such file
   */
  public static Scenario read(Path file) throws ScenarioException {
    Path directory = file.getParent() == null ? Path.of("") : file.getParent();
    return read(file.toString(), bytesOf(file), new DirectorySource(directory));
  }

  /**
   * Reads a scenario that is not a file of its own.
   *
   * @param name how messages name it
   * @param files where what it includes comes from
   * @throws ScenarioException with all problems found
   */
  public static Scenario read(String name, byte[] content, FileSource files)
      throws ScenarioException {
    return read(name, content, files, List.of());
  }

  /**
   * @param ancestors the collections that led here, outermost first
   */
  static Scenario read(String name, byte[] content, FileSource files, List<String> ancestors)
      throws ScenarioException {
    SourceText source = SourceText.of(name, content);
    Node root = YamlTree.of(source);
    Reading reading = new Reading(source, files);
    try {
      Scenario scenario = new DocumentReader(reading, ancestors).read(root);
      reading.problems().throwIfAny();
      BootCheck.check(reading, scenario);
      reading.problems().throwIfAny();
      return scenario;
    } catch (Reading.GivenUp e) {
      throw e.asProblem();
    }
  }

  private static byte[] bytesOf(Path file) throws ScenarioException {
    try {
      if (Files.isDirectory(file)) {
        throw notReadable(file, "this is a directory");
      }
      if (!Files.exists(file)) {
        throw notReadable(file, "there is no such file");
      }
      return DirectorySource.readLimited(file);
    } catch (IOException e) {
      throw notReadable(file, "the file cannot be read (" + e.getMessage() + ")");
    }
  }

  private static ScenarioException notReadable(Path file, String why) {
    Position start = new Position(file.toString(), 1, 1);
    return new ScenarioException(start, why + "; expected a scenario file like wrr.lvs.yaml");
  }
}
