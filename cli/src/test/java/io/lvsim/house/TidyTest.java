package io.lvsim.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The style that no compiler checks. */
class TidyTest {
  private static final int FILE_LINES_MAX = 600;
  private static final int TEST_FILE_LINES_MAX = 600;
  private static final int METHOD_LINES_MAX = 70;
  private static final int COLUMNS_MAX = 100;

  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern VAGUE_NAME =
      Pattern.compile("(Util|Utils|Manager|Helper|Helpers|Impl|Common)\\.java$");
  private static final Pattern VAGUE_ROOM =
      Pattern.compile("/(util|utils|manager|helper|helpers|impl|common)/");

  private static final Pattern ONE_STRING =
      Pattern.compile("[ ?:+]*\"(?:[^\"\\\\]|\\\\.)*+\"[ ),;{]*|import .*");

  private static final Path ROOT = root();
  private static final List<Path> SOURCES = javaFiles();

  @Test
  void filesAreShort() {
    assertThat(
            complaints((file, lines) ->
                lines.size() <= (isMain(file) ? FILE_LINES_MAX : TEST_FILE_LINES_MAX)
                    ? List.of()
                    : List.of(lines.size() + " lines")))
        .isEmpty();
  }

  @Test
  void methodsAreShort() throws IOException {
    assertThat(MethodLengths.of(SOURCES)).filteredOn(m -> m.lines() > METHOD_LINES_MAX).isEmpty();
  }

  @Test
  void linesAreShort() {
    assertThat(complaints((file, lines) -> longLines(lines))).isEmpty();
  }

  @Test
  void nothingIsLeftUnfinished() {
    assertThat(
            complaints((file, lines) -> matching(lines, line -> UNFINISHED.matcher(line).find())))
        .isEmpty();
  }

  @Test
  void namesSayWhatThingsAre() {
    assertThat(
            SOURCES.stream()
                .map(TidyTest::shown)
                .filter(f -> VAGUE_NAME.matcher(f).find() || VAGUE_ROOM.matcher(f).find()))
        .isEmpty();
  }

  @Test
  void everyRoomSaysWhatItIsFor() {
    List<String> silent = new ArrayList<>();
    for (Path file : SOURCES) {
      Path about = file.resolveSibling("package-info.java");
      if (isMain(file) && (!Files.exists(about) || !read(about).contains("@"))) {
        silent.add(shown(file.getParent()));
      }
    }
    assertThat(silent.stream().distinct()).isEmpty();
  }

  @Test
  void theRulesSeeTheWholeHouse() throws IOException {
    assertThat(SOURCES).hasSizeGreaterThan(200);
    assertThat(MethodLengths.of(SOURCES)).hasSizeGreaterThan(1000);
    assertThat(UNFINISHED.matcher("// TO" + "DO: more").find()).isTrue();
    assertThat(VAGUE_NAME.matcher("a/StringUtils.java").find()).isTrue();
  }

  /** What a rule has to say about a file. */
  @FunctionalInterface
  private interface Rule {
    List<String> complaints(Path file, List<String> lines);
  }

  private static List<String> complaints(Rule rule) {
    List<String> all = new ArrayList<>();
    for (Path file : SOURCES) {
      for (String complaint : rule.complaints(file, read(file).lines().toList())) {
        all.add(shown(file) + ": " + complaint);
      }
    }
    return all;
  }

  private static List<String> matching(
      List<String> lines, java.util.function.Predicate<String> wrong) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (wrong.test(lines.get(i))) {
        found.add("line " + (i + 1) + ": " + lines.get(i).strip());
      }
    }
    return found;
  }

  /** What stands in a text block, or is one string alone, is as long as it is. */
  private static List<String> longLines(List<String> lines) {
    List<String> found = new ArrayList<>();
    boolean inTextBlock = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean turns = line.split("\"\"\"", -1).length % 2 == 0;
      boolean unbreakable = inTextBlock || turns || ONE_STRING.matcher(line).matches();
      if (!unbreakable && line.codePointCount(0, line.length()) > COLUMNS_MAX) {
        found.add("line " + (i + 1) + ": " + line.strip());
      }
      inTextBlock ^= turns;
    }
    return found;
  }

  private static boolean isMain(Path file) {
    return shown(file).contains("/src/main/java/");
  }

  private static String shown(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  private static List<Path> javaFiles() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(f -> f.toString().endsWith(".java") && shown(f).contains("/src/"))
          .filter(f -> !shown(f).contains("/target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The checkout, from whichever directory below it the tests are started. */
  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("mvnw"))) {
      at = at.getParent();
    }
    return at;
  }
}
