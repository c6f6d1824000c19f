package io.lvsim.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that a format is written to. It is written aside and gets its name when it is whole, but
 * where somebody reads along: a device or pipe, a log of events, and what GitHub wants appended to.
 */
final class FormatFile implements AutoCloseable {
  private static final OpenOption[] ANEW = {
    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
  };
  private static final OpenOption[] AT_THE_END = {
    StandardOpenOption.CREATE, StandardOpenOption.APPEND
  };

  private final Path file;
  private final @Nullable Path aside;
  private final Writer out;
  private boolean whole;

  private FormatFile(Path file, @Nullable Path aside, OpenOption... options) throws IOException {
    this.file = file;
    this.aside = aside;
    out =
        new BufferedWriter(
            new OutputStreamWriter(
                Files.newOutputStream(aside == null ? file : aside, options),
                StandardCharsets.UTF_8));
  }

  /**
   * Opens it, and makes the directory that it is in.
   *
   * @param followed whether it is to be read while it grows
   * @param stepSummary what the environment's GITHUB_STEP_SUMMARY names, if anything
   */
  static FormatFile open(Path name, boolean followed, @Nullable String stepSummary)
      throws IOException, BadInput {
    Path file = Files.isRegularFile(name) ? name.toRealPath() : name.toAbsolutePath();
    if (Files.isDirectory(file)) {
      throw new BadInput("--format: " + name + " is a directory");
    }
    Files.createDirectories(file.getParent());
    if (name.toString().equals(stepSummary)) {
      return new FormatFile(file, null, AT_THE_END);
    }
    boolean device = Files.exists(name) && !Files.isRegularFile(name);
    if (device || name.startsWith("/dev")) {
      return new FormatFile(name, null, AT_THE_END);
    }
    if (followed) {
      return new FormatFile(name, null, ANEW);
    }
    return new FormatFile(file, file.resolveSibling("." + file.getFileName() + ".part"), ANEW);
  }

  Writer writer() {
    return out;
  }

  /** Nothing more will be written. */
  void finish() throws IOException {
    out.close();
    whole = true;
    if (aside != null) {
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What is not whole is thrown away. */
  @Override
  public void close() throws IOException {
    out.close();
    if (!whole && aside != null) {
      Files.deleteIfExists(aside);
    }
  }
}
