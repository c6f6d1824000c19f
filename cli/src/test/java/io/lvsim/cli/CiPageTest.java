package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docs/ci.md: its files are YAML, and its commands write what the files then name. */
class CiPageTest {
  private static final Path PAGE = Path.of("..", "docs", "ci.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml$(.*?)^```$");
  private static final Pattern NAMED =
      Pattern.compile("(?:path|junit|sarif_file): (build/lvsim/[a-z.]*)");

  @TempDir private Path directory = Path.of("");

  @Test
  void theCommandsWriteWhatTheFilesName() throws IOException {
    FormatRun.scenario("night", Files.createDirectories(directory.resolve("scenarios")));
    int examples = 0;
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      List<String> commands = commands(block.group(1));
      assertThat(commands).hasSize(1);
      Program.Outcome outcome = Program.run(arguments(commands.getFirst()));
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.status()).isEqualTo(1);
      Matcher named = NAMED.matcher(block.group(1));
      while (named.find()) {
        assertThat(directory.resolve(named.group(1))).exists();
      }
      examples++;
    }
    assertThat(examples).isEqualTo(2);
    assertThat(directory.resolve("build/lvsim/run.sarif")).isNotEmptyFile();
    assertThat(directory.resolve("build/lvsim/run/director.eth0.pcapng")).isNotEmptyFile();
  }

  /** All strings of a YAML file that run lvsim. */
  private static List<String> commands(String yaml) {
    List<String> found = new ArrayList<>();
    collect(new Load(LoadSettings.builder().build()).loadFromString(yaml), found);
    return found;
  }

  private static void collect(Object node, List<String> to) {
    switch (node) {
      case Map<?, ?> map -> map.values().forEach(each -> collect(each, to));
      case List<?> list -> list.forEach(each -> collect(each, to));
      case String text when text.startsWith("lvsim/lvsim run ") -> to.add(text);
      default -> {}
    }
  }

  /** As a shell in the repository would pass them. */
  private String[] arguments(String command) {
    return Arrays.stream(command.strip().split(" "))
        .skip(1)
        .map(word -> word.replace("\"$GITHUB_STEP_SUMMARY\"", directory.resolve("summary") + ""))
        .map(word -> word.replaceFirst("^scenarios/$", directory.resolve("scenarios") + ""))
        .map(word -> word.replaceFirst("(^|=)build/", "$1" + directory.resolve("build") + "/"))
        .toArray(String[]::new);
  }
}
