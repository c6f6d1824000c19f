package io.lvsim.daemon.ldirectord;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads ldirectord.cf as ldirectord 1.186-ha does (read_config): global directives begin in column
 * 0; a line {@code virtual=} opens a section, to which the following lines belong as long as they
 * are indented by four blanks.
 */
final class ConfigReader {
  private static final Pattern VIRTUAL = Pattern.compile("virtual(6)?\\s*=\\s*([^\\n]*)");
  private static final Pattern INDENTED = Pattern.compile(" {4,}(.+)");

  private final List<String> lines;
  private final ConfigSurroundings surroundings;
  private final Config config = new Config();
  private final GlobalDirectives globals;
  private final Set<String> virtualIds = new LinkedHashSet<>();
  private int next;

  private ConfigReader(String text, ConfigSurroundings surroundings) {
    lines = List.of(text.split("(?<=\n)"));
    this.surroundings = surroundings;
    globals = new GlobalDirectives(config, surroundings);
  }

  /** Reads a configuration, as far as it goes. */
  static ConfigReading read(String text, ConfigSurroundings surroundings) {
    ConfigReader reader = new ConfigReader(text, surroundings);
    try {
      reader.readAll();
      return new ConfigReading(reader.config, null);
    } catch (ConfigException refused) {
      return new ConfigReading(reader.config, refused);
    }
  }

  private void readAll() throws ConfigException {
    while (next < lines.size()) {
      String line = lines.get(next++);
      String rest = line;
      while (rest != null && VIRTUAL.matcher(rest).lookingAt()) {
        rest = readSection(rest);
      }
      if (rest != null && !rest.isBlank() && !rest.stripLeading().startsWith("#")) {
        globals.read(next, rest);
      }
    }
    warnOfIgnoredIntervals();
  }

  /**
   * Reads a section.
   *
   * @return the line that ended it; null at the end of the file, unless the section has no line of
   *     its own: its first line is then read again, as ldirectord does
   */
  private @Nullable String readSection(String opening) throws ConfigException {
    Matcher virtual = VIRTUAL.matcher(opening);
    boolean ipv6 = virtual.lookingAt() && virtual.group(1) != null;
    SectionReader section =
        new SectionReader(next, ipv6, virtual.group(2), surroundings, config.warnings);
    config.virtuals.add(section.virtual());
    String ended = readLines(section, opening);
    section.finish();
    if (!virtualIds.add(section.virtual().id())) {
      throw new ConfigException(next, "duplicate virtual server");
    }
    return ended;
  }

  private @Nullable String readLines(SectionReader section, String opening) throws ConfigException {
    String ended = opening;
    while (next < lines.size()) {
      String line = lines.get(next++);
      boolean comment = line.stripLeading().startsWith("#");
      Matcher indented = INDENTED.matcher(withoutComment(line));
      if (!comment && !indented.lookingAt()) {
        return line;
      }
      if (!comment) {
        section.read(next, indented.group(1), line);
      }
      ended = comment ? line : null;
    }
    return ended;
  }

  private static String withoutComment(String line) {
    int hash = line.indexOf('#');
    return (hash < 0 ? line : line.substring(0, hash)).replace("\t", "    ");
  }

  private void warnOfIgnoredIntervals() {
    for (VirtualConfig virtual : config.virtuals) {
      if (!config.fork && virtual.checkIntervalSeconds != VirtualConfig.UNSET) {
        config.warnings.add(
            new Config.Warning(
                0, "checkinterval in virtual service " + virtual.id() + " ignored when fork=no"));
      }
    }
  }
}
