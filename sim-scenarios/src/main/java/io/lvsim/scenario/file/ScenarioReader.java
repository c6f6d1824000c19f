package io.lvsim.scenario.file;

import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import java.nio.file.Path;

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
    throw new IllegalStateException("being built");
  }
}
