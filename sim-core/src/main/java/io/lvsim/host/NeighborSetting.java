package io.lvsim.host;

/**
 * The settings under net.ipv4.neigh.INTERFACE (struct neigh_parms) with arp_tbl's initial values.
 * Times are kept in milliseconds.
 */
enum NeighborSetting {
  ANYCAST_DELAY(Unit.HUNDREDTHS, 1_000),
  APP_SOLICIT(Unit.COUNT, 0),
  BASE_REACHABLE_TIME(Unit.SECONDS, 30_000),
  DELAY_FIRST_PROBE_TIME(Unit.SECONDS, 5_000),
  GC_STALE_TIME(Unit.SECONDS, 60_000),
  INTERVAL_PROBE_TIME_MS(Unit.MILLISECONDS, 5_000),
  LOCKTIME(Unit.HUNDREDTHS, 1_000),
  MCAST_RESOLICIT(Unit.COUNT, 0),
  MCAST_SOLICIT(Unit.COUNT, 3),
  PROXY_DELAY(Unit.HUNDREDTHS, 800),
  PROXY_QLEN(Unit.COUNT, 64),
  RETRANS_TIME(Unit.HUNDREDTHS, 1_000),
  UCAST_SOLICIT(Unit.COUNT, 3),
  UNRES_QLEN_BYTES(Unit.COUNT, 212_992);

  /** How the value reads in /proc/sys. */
  enum Unit {
    COUNT(1),
    MILLISECONDS(1),
    SECONDS(1_000),
    /** USER_HZ ticks. */
    HUNDREDTHS(10);

    final int milliseconds;

    Unit(int milliseconds) {
      this.milliseconds = milliseconds;
    }
  }

  final String key;
  final Unit unit;
  final int initial;

  NeighborSetting(Unit unit, int initial) {
    this.key = name().toLowerCase(java.util.Locale.ROOT);
    this.unit = unit;
    this.initial = initial;
  }
}
