package io.lvsim.command.ipvsadm;

import org.jspecify.annotations.Nullable;

/** Every option of ipvsadm 1.31 on its command line, commands and modifiers alike. */
enum Switch {
  ADD_SERVICE("add-service", 'A', Action.ADD_SERVICE),
  EDIT_SERVICE("edit-service", 'E', Action.EDIT_SERVICE),
  DELETE_SERVICE("delete-service", 'D', Action.DELETE_SERVICE),
  CLEAR("clear", 'C', Action.FLUSH),
  LIST("list", 'L', Action.LIST),
  LIST_LOWER("list", 'l', Action.LIST),
  ZERO("zero", 'Z', Action.ZERO),
  ADD_SERVER("add-server", 'a', Action.ADD_SERVER),
  EDIT_SERVER("edit-server", 'e', Action.EDIT_SERVER),
  DELETE_SERVER("delete-server", 'd', Action.DELETE_SERVER),
  SET("set", '\0', Action.SET),
  HELP("help", 'h', Takes.NOTHING),
  VERSION("version", 'v', Takes.NOTHING),
  RESTORE("restore", 'R', Action.RESTORE),
  SAVE("save", 'S', Action.SAVE),
  START_DAEMON("start-daemon", '\0', Takes.VALUE, Action.START_DAEMON),
  STOP_DAEMON("stop-daemon", '\0', Takes.VALUE, Action.STOP_DAEMON),
  TCP_SERVICE("tcp-service", 't', Takes.VALUE),
  UDP_SERVICE("udp-service", 'u', Takes.VALUE),
  SCTP_SERVICE("sctp-service", '\0', Takes.VALUE),
  FWMARK_SERVICE("fwmark-service", 'f', Takes.VALUE),
  SCHEDULER("scheduler", 's', Takes.VALUE),
  PERSISTENT("persistent", 'p', Takes.OPTIONAL_VALUE),
  NETMASK("netmask", 'M', Takes.VALUE),
  REAL_SERVER("real-server", 'r', Takes.VALUE),
  MASQUERADING("masquerading", 'm', Takes.NOTHING),
  IPIP("ipip", 'i', Takes.NOTHING),
  GATEWAYING("gatewaying", 'g', Takes.NOTHING),
  WEIGHT("weight", 'w', Takes.VALUE),
  UPPER_THRESHOLD("u-threshold", 'x', Takes.VALUE),
  LOWER_THRESHOLD("l-threshold", 'y', Takes.VALUE),
  NUMERIC("numeric", 'n', Takes.NOTHING),
  CONNECTION("connection", 'c', Takes.NOTHING),
  MCAST_INTERFACE("mcast-interface", '\0', Takes.VALUE),
  SYNCID("syncid", '\0', Takes.VALUE),
  TIMEOUT("timeout", '\0', Takes.NOTHING),
  DAEMON("daemon", '\0', Takes.NOTHING),
  STATS("stats", '\0', Takes.NOTHING),
  RATE("rate", '\0', Takes.NOTHING),
  THRESHOLDS("thresholds", '\0', Takes.NOTHING),
  PERSISTENT_CONN("persistent-conn", '\0', Takes.NOTHING),
  NOSORT("nosort", '\0', Takes.NOTHING),
  SORT("sort", '\0', Takes.NOTHING),
  EXACT("exact", 'X', Takes.NOTHING),
  IPV6("ipv6", '6', Takes.NOTHING),
  ONE_PACKET("ops", 'o', Takes.NOTHING),
  PERSISTENCE_ENGINE("pe", '\0', Takes.VALUE),
  SCHED_FLAGS("sched-flags", 'b', Takes.VALUE),
  MCAST_GROUP("mcast-group", '\0', Takes.VALUE),
  MCAST_PORT("mcast-port", '\0', Takes.VALUE),
  MCAST_TTL("mcast-ttl", '\0', Takes.VALUE),
  SYNC_MAXLEN("sync-maxlen", '\0', Takes.VALUE),
  TUN_INFO("tun-info", '\0', Takes.NOTHING),
  TUN_TYPE("tun-type", '\0', Takes.VALUE),
  TUN_PORT("tun-port", '\0', Takes.VALUE),
  TUN_NOCSUM("tun-nocsum", '\0', Takes.NOTHING),
  TUN_CSUM("tun-csum", '\0', Takes.NOTHING),
  TUN_REMCSUM("tun-remcsum", '\0', Takes.NOTHING);

  /** Whether an option is followed by a value. */
  enum Takes {
    NOTHING,
    VALUE,
    /** A value unless the next word begins with a hyphen. */
    OPTIONAL_VALUE
  }

  private final String longName;
  private final char letter;
  private final Takes takes;
  private final @Nullable Action action;

  Switch(String longName, char letter, Action action) {
    this(longName, letter, Takes.NOTHING, action);
  }

  Switch(String longName, char letter, Takes takes) {
    this(longName, letter, takes, null);
  }

  Switch(String longName, char letter, Takes takes, @Nullable Action action) {
    this.longName = longName;
    this.letter = letter;
    this.takes = takes;
    this.action = action;
  }

  Takes takes() {
    return takes;
  }

  /** The command that it is, or null for a modifier. */
  @Nullable Action action() {
    return action;
  }

  /** The option of a long name, which is never abbreviated; null for none. */
  static @Nullable Switch named(String longName) {
    for (Switch each : values()) {
      if (each.longName.equals(longName)) {
        return each;
      }
    }
    return null;
  }

  /** The option of a letter, or null. */
  static @Nullable Switch lettered(char letter) {
    for (Switch each : values()) {
      if (each.letter == letter && letter != '\0') {
        return each;
      }
    }
    return null;
  }
}
