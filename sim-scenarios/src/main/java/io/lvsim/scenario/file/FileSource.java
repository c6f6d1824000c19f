package io.lvsim.scenario.file;

import java.io.IOException;

/** Where the files that a scenario file names (by {@code !include} or in sections) come from. */
public interface FileSource {
  /**
   * Reads a file.
   *
   * @param path relative to the scenario file, with forward slashes
   * @throws IOException with a message that says what is wrong with the path
   */
  byte[] read(String path) throws IOException;

  /** What a file found here finds beside itself. */
  FileSource beside(String path);

  /** How a file is named in messages. */
  String displayName(String path);
}
