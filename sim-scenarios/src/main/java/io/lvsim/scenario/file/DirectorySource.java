package io.lvsim.scenario.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The files beside a scenario file and below; nothing outside its directory is read. */
final class DirectorySource implements FileSource {
  private final Path directory;

  DirectorySource(Path directory) {
    this.directory = directory;
  }

  @Override
  public byte[] read(String path) throws IOException {
    Path file = resolve(path);
    if (!Files.exists(file)) {
      throw new IOException("there is no file " + displayName(path));
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(displayName(path) + " is not a file");
    }
    if (!file.toRealPath().startsWith(realDirectory())) {
      throw new IOException(outside(path));
    }
    return readLimited(file);
  }

  @Override
  public FileSource beside(String path) {
    Path parent = directory.resolve(path).normalize().getParent();
    return new DirectorySource(parent == null ? Path.of("") : parent);
  }

  @Override
  public String displayName(String path) {
    return directory.resolve(path).normalize().toString();
  }

  /** Reads at most one byte more than a scenario file may have. */
  static byte[] readLimited(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(SourceText.MAXIMUM_BYTES + 1);
    }
  }

  private Path resolve(String path) throws IOException {
    try {
      Path relative = Path.of(path);
      Path resolved = directory.resolve(relative).normalize();
      if (relative.isAbsolute() || !resolved.startsWith(directory.normalize())) {
        throw new IOException(outside(path));
      }
      return resolved;
    } catch (InvalidPathException e) {
      throw new IOException("'" + path + "' is not a file name", e);
    }
  }

  private Path realDirectory() throws IOException {
    return (directory.toString().isEmpty() ? Path.of(".") : directory).toRealPath();
  }

  private static String outside(String path) {
    return "'" + path + "' lies outside the scenario file's directory";
  }
}
