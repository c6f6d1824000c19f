package io.lvsim.scenario.library;

import io.lvsim.scenario.Position;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.file.ScenarioReader;
import io.lvsim.scenario.file.Suggestion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scenarios that come with the program, by name. */
public final class ScenarioLibrary {
  private static final Pattern NAME_FIELD = Pattern.compile("(?m)^name: *(.*)$");
  private static final String SCHEMA = "lvsim-scenario.schema.json";

  private ScenarioLibrary() {}

  /**
   * One of them.
   *
   * @param name to run it by, such as {@code article-rr}
   * @param title one line on what it shows
   * @param family what it belongs to: {@code article}, {@code conformance} or {@code arp-matrix}
   */
  public record Entry(String name, String title, String family) {}

  /** All of them, in the order in which to read them. */
  public static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (String name : BuiltinSource.names()) {
      entries.add(new Entry(name, titleIn(text(name).orElse("")), BuiltinSource.familyOf(name)));
    }
    return List.copyOf(entries);
  }

  /** Whether there is one of this name. */
  public static boolean has(String name) {
    return BuiltinSource.names().contains(name);
  }

  /**
   * Reads one.
   *
   * @throws ScenarioException if there is none of this name (the message names the nearest)
   */
  public static Scenario load(String name) throws ScenarioException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      throw new ScenarioException(new Position(name, 1, 1), unknown(name));
    }
    BuiltinSource source = new BuiltinSource();
    String file = source.displayName(name + BuiltinSource.SUFFIX);
    return ScenarioReader.read(file, text.get().getBytes(StandardCharsets.UTF_8), source);
  }

  /** Its text, as a file that {@code lvsim run} would take; empty if there is none of this name. */
  public static Optional<String> text(String name) {
    return has(name) ? BuiltinSource.text(name) : Optional.empty();
  }

  /** The JSON schema for editors, lvsim-scenario.schema.json. */
  public static String schema() {
    return BuiltinSource.resource(SCHEMA)
        .orElseThrow(() -> new IllegalStateException("the program comes without " + SCHEMA));
  }

  private static String unknown(String name) {
    String hint =
        Suggestion.nearest(name, BuiltinSource.names())
            .map(near -> "did you mean '" + near + "'?")
            .orElse("'lvsim list' names all that there are");
    return "there is no built-in scenario '" + name + "'; " + hint;
  }

  private static String titleIn(String text) {
    Matcher name = NAME_FIELD.matcher(text);
    return name.find() ? unquoted(name.group(1).strip()) : "";
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
