package io.lvsim.ipvs;

/** The whole numbers under net.ipv4.vs, with what Linux 6.1 lets them be (vs_vars). */
enum IpvsSetting {
  AMEMTHRESH("amemthresh", 1024),
  AM_DROPRATE("am_droprate", 10),
  BACKUP_ONLY("backup_only", 0),
  CACHE_BYPASS("cache_bypass", 0),
  CONN_REUSE_MODE("conn_reuse_mode", 1),
  CONNTRACK("conntrack", 0),
  DEBUG_LEVEL("debug_level", 0),
  DROP_ENTRY("drop_entry", 0, 0, 3),
  DROP_PACKET("drop_packet", 0, 0, 3),
  EXPIRE_NODEST_CONN("expire_nodest_conn", 0),
  EXPIRE_QUIESCENT_TEMPLATE("expire_quiescent_template", 0),
  IGNORE_TUNNELED("ignore_tunneled", 0),
  LBLC_EXPIRATION("lblc_expiration", 86400, -21_474_836, 21_474_836),
  LBLCR_EXPIRATION("lblcr_expiration", 86400, -21_474_836, 21_474_836),
  NAT_ICMP_SEND("nat_icmp_send", 0),
  PMTU_DISC("pmtu_disc", 1),
  RUN_ESTIMATION("run_estimation", 1),
  SCHEDULE_ICMP("schedule_icmp", 0),
  SECURE_TCP("secure_tcp", 0, 0, 3),
  SLOPPY_SCTP("sloppy_sctp", 0),
  SLOPPY_TCP("sloppy_tcp", 0),
  SNAT_REROUTE("snat_reroute", 1),
  SYNC_PERSIST_MODE("sync_persist_mode", 0),
  SYNC_REFRESH_PERIOD("sync_refresh_period", 0, -21_474_836, 21_474_836),
  SYNC_RETRIES("sync_retries", 0, 0, 3),
  SYNC_SOCK_SIZE("sync_sock_size", 0),
  SYNC_VERSION("sync_version", 1, 0, 1);

  private final String procName;
  private final int initial;
  private final int minimum;
  private final int maximum;

  IpvsSetting(String procName, int initial) {
    this(procName, initial, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  IpvsSetting(String procName, int initial, int minimum, int maximum) {
    this.procName = procName;
    this.initial = initial;
    this.minimum = minimum;
    this.maximum = maximum;
  }

  String key() {
    return "net.ipv4.vs." + procName;
  }

  int initial() {
    return initial;
  }

  int minimum() {
    return minimum;
  }

  int maximum() {
    return maximum;
  }

  /** Whether a value sets off or calls back a defence (proc_do_defense_mode). */
  boolean isDefense() {
    return this == DROP_ENTRY || this == DROP_PACKET || this == SECURE_TCP;
  }
}
