package io.lvsim.command.ipvsadm;

import static io.lvsim.command.ipvsadm.Modifier.TUN_CSUM;
import static io.lvsim.command.ipvsadm.Modifier.TUN_NOCSUM;
import static io.lvsim.command.ipvsadm.Modifier.TUN_PORT;
import static io.lvsim.command.ipvsadm.Modifier.TUN_REMCSUM;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A type of tunnel, with the modifiers that it needs, or allows one of. */
enum Tunnel {
  IPIP("ipip", Set.of(), Set.of()),
  GUE("gue", Set.of(TUN_PORT), Set.of(TUN_NOCSUM, TUN_CSUM, TUN_REMCSUM)),
  GRE("gre", Set.of(), Set.of(TUN_NOCSUM, TUN_CSUM));

  private static final List<Modifier> MODIFIERS =
      List.of(TUN_PORT, TUN_NOCSUM, TUN_CSUM, TUN_REMCSUM);

  private final String label;
  private final ModifierRules rules;

  Tunnel(String label, Set<Modifier> needed, Set<Modifier> exclusive) {
    this.label = label;
    rules = new ModifierRules("the '" + label + "' tunnel type", needed, Set.of(), exclusive);
  }

  /** The type of a name, or null. */
  static @Nullable Tunnel named(String label) {
    for (Tunnel type : values()) {
      if (type.label.equals(label)) {
        return type;
      }
    }
    return null;
  }

  /**
   * Checks what was given.
   *
   * @throws Exit 2 with the first thing that is wrong
   */
  void check(Set<Modifier> given) throws Exit {
    rules.check(MODIFIERS, given);
  }
}
