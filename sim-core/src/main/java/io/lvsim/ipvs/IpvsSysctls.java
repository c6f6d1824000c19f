package io.lvsim.ipvs;

import io.lvsim.host.Sysctl;
import java.util.regex.Pattern;

/** The values of net.ipv4.vs.* in one director. */
final class IpvsSysctls {
  private static final IpvsSetting[] SETTINGS = IpvsSetting.values();
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final int[] values = new int[SETTINGS.length];
  private final int[] syncThreshold = {3, 50};
  private int syncPorts = 1;
  private Runnable defenseChanged = () -> {};

  IpvsSysctls() {
    for (IpvsSetting setting : SETTINGS) {
      values[setting.ordinal()] = setting.initial();
    }
  }

  /** Says what is to happen when one of the three defence modes was written. */
  void onDefenseChange(Runnable action) {
    defenseChanged = action;
  }

  int get(IpvsSetting setting) {
    return values[setting.ordinal()];
  }

  boolean isOn(IpvsSetting setting) {
    return values[setting.ordinal()] != 0;
  }

  /** Sets a value without its defence's being looked at; the caller keeps to the range. */
  void put(IpvsSetting setting, int value) {
    values[setting.ordinal()] = value;
  }

  /** As a write to /proc/sys. */
  void write(IpvsSetting setting, int value) {
    put(setting, value);
    if (setting.isDefense()) {
      defenseChanged.run();
    }
  }

  /** After how many packets a connection is told to backups for the first time. */
  int syncThreshold() {
    return syncThreshold[0];
  }

  /** After how many more packets it is told again; 0: never for packets alone. */
  int syncPeriod() {
    return syncThreshold[1];
  }

  /** How many threads, each with a port of its own, a synchronisation daemon begins with. */
  int syncPorts() {
    return syncPorts;
  }

  boolean runEstimation() {
    return isOn(IpvsSetting.RUN_ESTIMATION);
  }

  int cacheExpirySeconds(String scheduler) {
    return get(
        scheduler.equals("lblcr") ? IpvsSetting.LBLCR_EXPIRATION : IpvsSetting.LBLC_EXPIRATION);
  }

  /** Makes the values readable and writable under their names. */
  void register(Sysctl sysctl) {
    for (IpvsSetting setting : SETTINGS) {
      sysctl.registerInt(
          setting.key(),
          () -> get(setting),
          value -> write(setting, value),
          setting.minimum(),
          setting.maximum());
    }
    sysctl.registerText(
        "net.ipv4.vs.sync_ports", () -> Integer.toString(syncPorts), this::writeSyncPorts);
    sysctl.registerText(
        "net.ipv4.vs.sync_threshold",
        () -> syncThreshold[0] + "\t" + syncThreshold[1],
        this::writeSyncThreshold);
  }

  /** A power of two (proc_do_sync_ports). */
  private void writeSyncPorts(String text) {
    int ports = Integer.parseInt(SPACE.split(text.strip())[0]);
    if (ports < 1 || Integer.bitCount(ports) != 1) {
      throw new IllegalArgumentException("not a power of two: " + ports);
    }
    syncPorts = ports;
  }

  /** One or two numbers, the first below the second unless that is 0 (proc_do_sync_threshold). */
  void writeSyncThreshold(String text) {
    String[] words = SPACE.split(text.strip());
    int first = Integer.parseInt(words[0]);
    int second = words.length > 1 ? Integer.parseInt(words[1]) : syncThreshold[1];
    if (first < 0 || second < 0 || first >= second && second != 0) {
      throw new IllegalArgumentException("not a threshold and a period: " + text);
    }
    syncThreshold[0] = first;
    syncThreshold[1] = second;
  }
}
