package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command has a page, and the page shows the help that the program prints. */
class CommandPagesTest {
  private static final Path PAGES = Path.of("..", "docs", "commands");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "list",
        "show",
        "validate",
        "schema",
        "explain",
        "report",
        "chart",
        "ladder",
        "topology",
        "arp-matrix",
        "audit",
        "live",
        "ctl",
        "compare",
        "record",
        "fuzz",
        "replay",
        "completion"
      })
  void thePageShowsTheHelp(String command) throws IOException {
    String help =
        Program.run(command, "--help").out().replace(System.lineSeparator(), "\n").strip();
    assertThat(Files.readString(PAGES.resolve(command + ".md")))
        .startsWith("# lvsim " + command + "\n")
        .contains("```\n" + help + "\n```\n");
    assertThat(Files.readString(PAGES.resolve("README.md"))).contains("(" + command + ".md)");
  }

  @Test
  void noPageIsLeftOfAnotherCommand() throws IOException {
    try (var files = Files.list(PAGES)) {
      assertThat(files).hasSize(20);
    }
  }
}
