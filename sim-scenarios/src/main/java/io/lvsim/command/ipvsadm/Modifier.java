package io.lvsim.command.ipvsadm;

/**
 * What a command can be told beside its name, in the order in which ipvsadm checks it; each may be
 * given once.
 */
enum Modifier {
  NUMERIC("numeric"),
  CONNECTION("connection"),
  SERVICE("service-address"),
  SCHEDULER("scheduler"),
  PERSISTENT("persistent"),
  NETMASK("netmask"),
  SERVER("real-server"),
  FORWARD("forwarding-method"),
  WEIGHT("weight"),
  UPPER_THRESHOLD("u-threshold"),
  LOWER_THRESHOLD("l-threshold"),
  MCAST_INTERFACE("mcast-interface"),
  TIMEOUT("timeout"),
  DAEMON("daemon"),
  STATS("stats"),
  RATE("rate"),
  THRESHOLDS("thresholds"),
  PERSISTENT_CONN("persistent-conn"),
  NOSORT("nosort"),
  SYNCID("syncid"),
  EXACT("exact"),
  ONE_PACKET("ops"),
  PERSISTENCE_ENGINE("pe"),
  SCHED_FLAGS("sched-flags"),
  MCAST_GROUP("mcast-group"),
  MCAST_PORT("mcast-port"),
  MCAST_TTL("mcast-ttl"),
  SYNC_MAXLEN("sync-maxlen"),
  TUN_INFO("tun-info"),
  TUN_TYPE("tun-type"),
  TUN_PORT("tun-port"),
  TUN_NOCSUM("tun-nocsum"),
  TUN_CSUM("tun-csum"),
  TUN_REMCSUM("tun-remcsum");

  private final String label;

  Modifier(String label) {
    this.label = label;
  }

  /** Its name in error messages. */
  String label() {
    return label;
  }
}
