package io.lvsim.scenario.library;

import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import java.util.List;
import java.util.Optional;

/** The scenarios that come with the program, by name. */
public final class ScenarioLibrary {
  private ScenarioLibrary() {}

  /**
   * One of them.
   *
   * @param name to run it by, such as {@code article-rr}
   * @param title one line on what it shows
   * @param family {@code article}, or {@code arp-matrix}: what it belongs to
   */
  public record Entry(String name, String title, String family) {}

  /** All of them, in the order in which to read them. */
  public static List<Entry> entries() {
    throw new IllegalStateException("being built");
  }

  /** Whether there is one of this name. */
  public static boolean has(String name) {
    throw new IllegalStateException("being built");
  }

  /**
   * Reads one.
   *
   * @throws ScenarioException if there is none of this name (the message names the nearest)
   */
  public static Scenario load(String name) throws ScenarioException {
    throw new IllegalStateException("being built");
  }

  /** Its text, as a file that {@code lvsim run} would take; empty if there is none of this name. */
  public static Optional<String> text(String name) {
    throw new IllegalStateException("being built");
  }

  /** The JSON schema for editors, lvsim-scenario.schema.json. */
  public static String schema() {
    throw new IllegalStateException("being built");
  }
}
