package io.lvsim.scenario.library;

import io.lvsim.scenario.file.FileSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The texts of the built-in scenarios: files of the program, and generated ones. */
final class BuiltinSource implements FileSource {
  static final String SUFFIX = ".lvs.yaml";

  private static final String DIRECTORY = "/io/lvsim/scenarios/";
  private static final String INDEX = "index.txt";

  /** Those of the index, then the conformance suite, then the ARP matrix. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    resource(INDEX)
        .orElseThrow(() -> new IllegalStateException("the program comes without " + INDEX))
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(names::add);
    names.addAll(ConformanceFamily.names());
    names.addAll(ArpMatrixFamily.names());
    return names;
  }

  static String familyOf(String name) {
    for (String family : List.of(ConformanceFamily.NAME, ArpMatrixFamily.NAME)) {
      if (name.startsWith(family)) {
        return family;
      }
    }
    return "article";
  }

  static Optional<String> text(String name) {
    return ArpMatrixFamily.text(name)
        .or(() -> ConformanceFamily.text(name))
        .or(() -> resource(name + SUFFIX));
  }

  static Optional<String> resource(String file) {
    try (@Nullable InputStream in = BuiltinSource.class.getResourceAsStream(DIRECTORY + file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] read(String path) throws IOException {
    String name = path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : "";
    Optional<String> text = names().contains(name) ? text(name) : resource(path);
    return text.orElseThrow(() -> new IOException("there is no built-in file " + path))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public FileSource beside(String path) {
    return this;
  }

  @Override
  public String displayName(String path) {
    return "built-in/" + path;
  }
}
