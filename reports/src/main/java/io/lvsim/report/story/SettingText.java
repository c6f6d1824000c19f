package io.lvsim.report.story;

import io.lvsim.trace.SettingValue;
import org.jspecify.annotations.Nullable;

/** A setting that a decision hung on, as the line that shows it. */
public final class SettingText {
  private SettingText() {}

  /**
   * What to type to see the setting, such as {@code sysctl net.ipv4.conf.all.arp_ignore
   * net.ipv4.conf.eth0.arp_ignore}; empty for none.
   */
  public static String of(@Nullable SettingValue setting) {
    if (setting == null) {
      return "";
    }
    String own = key(setting.on(), setting.name());
    return setting.rule().isEmpty()
        ? "sysctl " + own
        : "sysctl " + key("all", setting.name()) + " " + own;
  }

  private static String key(String where, String name) {
    return "net.ipv4.conf." + where.replace('.', '/') + "." + name;
  }
}
