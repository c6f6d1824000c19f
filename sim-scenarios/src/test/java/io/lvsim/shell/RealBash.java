package io.lvsim.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The bash of the machine that the tests run on. */
final class RealBash {
  private static final long LIMIT_SECONDS = 60;

  private RealBash() {}

  /** What came of a script. */
  record Result(String out, int status) {}

  /** What bash, ls and grep say of themselves; empty if one is missing. */
  static String version() {
    if (!Files.isExecutable(Path.of("/bin/bash"))) {
      return "";
    }
    Result result = run("bash --version; ls --version; grep --version", Path.of("/"));
    return result.status == 0 ? result.out : "";
  }

  /**
   * Runs a script in a directory, with the environment that cases were recorded in: no signal is
   * ignored, as it would be where the tests run in the background.
   */
  static Result run(String script, Path directory) {
    try {
      Path out = Files.createTempFile("bash", ".out");
      ProcessBuilder builder =
          new ProcessBuilder("/usr/bin/env", "--default-signal", "/bin/bash", "-c", script)
              .directory(directory.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectError(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile());
      builder.environment().clear();
      builder
          .environment()
          .putAll(
              Map.of(
                  "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                  "LANG", "C.UTF-8",
                  "HOME", "/root",
                  "TERM", "xterm"));
      java.lang.Process process = builder.start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("bash did not end: " + script);
      }
      String text = Files.readString(out, StandardCharsets.UTF_8);
      Files.delete(out);
      return new Result(text, process.exitValue());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
