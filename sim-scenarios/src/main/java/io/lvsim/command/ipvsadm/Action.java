package io.lvsim.command.ipvsadm;

import static io.lvsim.command.ipvsadm.Modifier.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A command of ipvsadm, with the modifiers that it needs, allows, or allows one of. */
enum Action {
  ADD_SERVICE("add-service", set(SERVICE), serviceModifiers()),
  EDIT_SERVICE("edit-service", set(SERVICE), serviceModifiers()),
  DELETE_SERVICE("delete-service", set(SERVICE), set()),
  FLUSH("flush", set(), set()),
  LIST("list", set(), listModifiers(), set(CONNECTION, SERVICE, TIMEOUT, DAEMON)),
  ADD_SERVER("add-server", set(SERVICE, SERVER), serverModifiers()),
  DELETE_SERVER("delete-server", set(SERVICE, SERVER), set()),
  EDIT_SERVER("edit-server", set(SERVICE, SERVER), serverModifiers()),
  SET("set", set(), set()),
  START_DAEMON(
      "start-daemon",
      set(),
      set(MCAST_INTERFACE, SYNCID, MCAST_GROUP, MCAST_PORT, MCAST_TTL, SYNC_MAXLEN)),
  STOP_DAEMON("stop-daemon", set(), set(SYNCID)),
  RESTORE("restore", set(), set()),
  SAVE("save", set(), set(NUMERIC)),
  ZERO("zero", set(), set(SERVICE));

  private static final List<Modifier> MODIFIERS = List.of(Modifier.values());

  private final ModifierRules rules;

  Action(String label, Set<Modifier> needed, Set<Modifier> allowed) {
    this(label, needed, allowed, set());
  }

  Action(String label, Set<Modifier> needed, Set<Modifier> allowed, Set<Modifier> exclusive) {
    rules = new ModifierRules("the '" + label + "' command", needed, allowed, exclusive);
  }

  /**
   * Checks what was given.
   *
   * @throws Exit 2 with the first thing that is missing, not allowed or in conflict
   */
  void check(Set<Modifier> given) throws Exit {
    rules.check(MODIFIERS, given);
  }

  private static Set<Modifier> serviceModifiers() {
    return set(SCHEDULER, PERSISTENT, NETMASK, ONE_PACKET, PERSISTENCE_ENGINE, SCHED_FLAGS);
  }

  private static Set<Modifier> serverModifiers() {
    return set(
        FORWARD,
        WEIGHT,
        UPPER_THRESHOLD,
        LOWER_THRESHOLD,
        TUN_TYPE,
        TUN_PORT,
        TUN_NOCSUM,
        TUN_CSUM,
        TUN_REMCSUM);
  }

  private static Set<Modifier> listModifiers() {
    return set(NUMERIC, STATS, RATE, THRESHOLDS, PERSISTENT_CONN, NOSORT, SYNCID, EXACT, TUN_INFO);
  }

  private static Set<Modifier> set(Modifier... modifiers) {
    EnumSet<Modifier> set = EnumSet.noneOf(Modifier.class);
    set.addAll(List.of(modifiers));
    return set;
  }
}
