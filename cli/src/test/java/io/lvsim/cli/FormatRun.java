package io.lvsim.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Runs the scenarios of the tests of formats. */
final class FormatRun {
  /** All formats. */
  static final List<String> FORMATS =
      List.of("junit", "tap", "json", "jsonl", "sarif", "github", "markdown");

  private FormatRun() {}

  /** Copies a scenario of the tests. */
  static Path scenario(String name, Path directory) throws IOException {
    Path file = directory.resolve(name + ".lvs.yaml");
    try (InputStream in = FormatRun.class.getResourceAsStream("formats/" + name + ".lvs.yaml")) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    return file;
  }

  /** Runs scenarios with every format, and returns the files by format; all are UTF-8. */
  static Map<String, String> run(Path directory, Path... scenarios) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "-q"));
    for (Path scenario : scenarios) {
      arguments.add(scenario.toString());
    }
    for (String format : FORMATS) {
      arguments.add("--format=" + format + "=" + directory.resolve("new/" + format));
    }
    Program.run(arguments.toArray(new String[0]));
    Map<String, String> files = new TreeMap<>();
    for (String format : FORMATS) {
      byte[] bytes = Files.readAllBytes(directory.resolve("new/" + format));
      files.put(format, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) + "");
    }
    return files;
  }
}
