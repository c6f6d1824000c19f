package io.lvsim.daemon.ldirectord;

import io.lvsim.host.HostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as far as it could be read.
 *
 * @param error what was refused, or null
 */
record ConfigReading(Config config, @Nullable ConfigException error) {
  /** Reads an instance's file. */
  static ConfigReading of(Instance instance) {
    try {
      byte[] content = instance.machine.files().read(instance.configFile);
      String text = new String(content, StandardCharsets.ISO_8859_1);
      return ConfigReader.read(text, new MachineSurroundings(instance.machine));
    } catch (HostException unreadable) {
      return new ConfigReading(
          new Config(), new ConfigException(0, "can not open file " + instance.configFile));
    }
  }

  List<Config.Warning> warnings() {
    return config.warnings;
  }

  /** A warning or error as it is shown (__config_log). */
  static String message(String file, int processId, String kind, Config.Warning about) {
    String place = about.line() > 0 ? " reading file " + file + " at line " + about.line() : "";
    return kind
        + " ["
        + processId
        + "]"
        + place
        + ": "
        + about.text().replaceFirst("\n$", "")
        + "\n";
  }
}
