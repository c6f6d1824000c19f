package io.lvsim.cli;

import io.lvsim.scenario.file.FileSource;
import java.io.IOException;

/** Where a scenario that the program writes itself finds files: it needs none. */
enum NoFiles implements FileSource {
  HERE;

  @Override
  public byte[] read(String path) throws IOException {
    throw new IOException("there are no files beside this scenario");
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
