package io.lvsim.cli;

import io.lvsim.report.format.FormatKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --format} asks for.
 *
 * @param file null for standard output
 */
record FormatTarget(FormatKind kind, @Nullable Path file) {
  /** Opened once more by its name, it would be written to from its beginning. */
  private static final List<String> STANDARD_OUTPUT = List.of("-", "/dev/stdout", "/dev/fd/1");

  /**
   * All that were asked for.
   *
   * @throws BadInput if one is no format, or two would be written to one place
   */
  static List<FormatTarget> all(List<String> words) throws BadInput {
    Map<String, String> taken = new LinkedHashMap<>();
    List<FormatTarget> targets = new java.util.ArrayList<>();
    for (String word : words) {
      FormatTarget target = of(word);
      String place =
          target.file == null ? "standard output" : target.file.toAbsolutePath().normalize() + "";
      String other = taken.putIfAbsent(place, word);
      if (other != null) {
        throw new BadInput(
            "--format: " + other + " and " + word + " would both be written to " + place);
      }
      targets.add(target);
    }
    return targets;
  }

  private static FormatTarget of(String word) throws BadInput {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Optional<FormatKind> kind = FormatKind.named(name);
    if (kind.isEmpty()) {
      throw new BadInput("--format: '" + name + "' is none of " + FormatKind.words());
    }
    if (equals == word.length() - 1) {
      throw new BadInput("--format: a file's name must follow " + word);
    }
    try {
      String file = equals < 0 ? "-" : word.substring(equals + 1);
      return new FormatTarget(kind.get(), STANDARD_OUTPUT.contains(file) ? null : Path.of(file));
    } catch (InvalidPathException e) {
      throw new BadInput("--format: " + e.getMessage());
    }
  }
}
