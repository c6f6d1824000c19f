package io.lvsim.scenario.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Files beside a scenario that exist in a test only. */
record InMemoryFiles(Map<String, String> texts) implements FileSource {
  static final InMemoryFiles NONE = new InMemoryFiles(Map.of());

  @Override
  public byte[] read(String path) throws IOException {
    String text = texts.get(path);
    if (text == null) {
      throw new IOException("there is no file " + path);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public FileSource beside(String path) {
    return this;
  }

  @Override
  public String displayName(String path) {
    return path;
  }
}
