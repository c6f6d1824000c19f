package io.lvsim.ipvs;

import io.lvsim.host.Sysctl;

/** The values of net.ipv4.vs.* in one director. */
final class IpvsSysctls {
  private static final IpvsSetting[] SETTINGS = IpvsSetting.values();
  private static final int MOST_SYNC_PORTS = 64;

  /** A kernel's own is 1/32 of the pages that it can use; this is one of 256 MiB. */
  private static final long SYNC_QUEUE_INITIALLY = 1880;

  private final int[] values = new int[SETTINGS.length];
  private final int[] syncThreshold = {3, 50};
  private int syncPorts = 1;
  private long syncQueueMaximum = SYNC_QUEUE_INITIALLY;
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

  /** How many messages may wait to be sent; more than an int holds is as good as no limit. */
  int syncQueueMaximum() {
    return (int) Math.min(syncQueueMaximum, Integer.MAX_VALUE);
  }

  void writeSyncQueueMaximum(long messages) {
    syncQueueMaximum = messages;
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
    sysctl.registerNumbers(
        "net.ipv4.vs.sync_ports", 1, () -> Integer.toString(syncPorts), this::writeSyncPorts);
    sysctl.registerNumbers(
        "net.ipv4.vs.sync_threshold",
        2,
        () -> syncThreshold[0] + "\t" + syncThreshold[1],
        this::writeSyncThreshold);
    sysctl.registerLong(
        "net.ipv4.vs.sync_qlen_max",
        () -> syncQueueMaximum,
        this::writeSyncQueueMaximum,
        0,
        Long.MAX_VALUE);
  }

  /** A power of two up to 64, IP_VS_SYNC_PORTS_MAX (proc_do_sync_ports). */
  private void writeSyncPorts(long[] numbers) {
    long ports = numbers[0];
    if (ports < 1 || ports > MOST_SYNC_PORTS || Long.bitCount(ports) != 1) {
      throw new IllegalArgumentException("not a power of two up to 64: " + ports);
    }
    syncPorts = (int) ports;
  }

  /** One or two numbers, the first below the second unless that is 0 (proc_do_sync_threshold). */
  void writeSyncThreshold(long[] numbers) {
    long first = numbers[0];
    long second = numbers.length > 1 ? numbers[1] : syncThreshold[1];
    boolean inRange = first >= 0 && second >= 0 && Math.max(first, second) <= Integer.MAX_VALUE;
    if (!inRange || first >= second && second != 0) {
      throw new IllegalArgumentException("not a threshold and a period: " + first + " " + second);
    }
    syncThreshold[0] = (int) first;
    syncThreshold[1] = (int) second;
  }
}
