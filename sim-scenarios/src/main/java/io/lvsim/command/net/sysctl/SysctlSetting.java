package io.lvsim.command.net.sysctl;

import org.jspecify.annotations.Nullable;

/**
 * One line of a settings file, or one word key=value.
 *
 * @param ignoreFailure a hyphen stands in front
 * @param value null where a hyphen and a pattern take keys out of earlier patterns
 */
record SysctlSetting(SysctlKey key, @Nullable String value, boolean ignoreFailure) {
  /** Reads a line that is neither empty nor a comment; null if it has no value. */
  static @Nullable SysctlSetting parse(String line) {
    String text = line.strip();
    boolean hyphen = text.startsWith("-");
    int equals = text.indexOf('=');
    if (equals < 0 && !hyphen) {
      return null;
    }
    String key = text.substring(hyphen ? 1 : 0, equals < 0 ? text.length() : equals).strip();
    String value = equals < 0 ? null : text.substring(equals + 1).strip();
    return new SysctlSetting(SysctlKey.of(key), value, hyphen);
  }

  boolean isPattern() {
    return key.dotted().contains("*") || key.dotted().contains("?");
  }
}
