package io.lvsim.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings under net.ipv4 and net.core that change nothing in the simulator, but are read and
 * written as Linux 6.1 has them. Which ones there are is a table beside this class; a host only
 * keeps what was written.
 */
final class InertSettings {
  private static final SortedMap<String, InertSetting> TABLE = load();

  private final SortedMap<String, String> written = new TreeMap<>();

  /** The setting of a key; null if it is none of these. */
  static @Nullable InertSetting find(String key) {
    return TABLE.get(key);
  }

  /** All keys. */
  static Iterable<String> keys() {
    return TABLE.keySet();
  }

  String read(InertSetting setting) {
    return written.getOrDefault(setting.key(), setting.initial());
  }

  /**
   * Writes a value.
   *
   * @throws HostException EINVAL, ENOENT, EACCES
   */
  void write(InertSetting setting, String text) throws HostException {
    written.put(setting.key(), setting.take(text, read(setting)));
  }

  private static SortedMap<String, InertSetting> load() {
    SortedMap<String, InertSetting> table = new TreeMap<>();
    try (InputStream in = InertSettings.class.getResourceAsStream("inert-settings.txt")) {
      if (in == null) {
        throw new IllegalStateException("inert-settings.txt is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(InertSetting::parse)
          .forEach(setting -> table.put(setting.key(), setting));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }
}
