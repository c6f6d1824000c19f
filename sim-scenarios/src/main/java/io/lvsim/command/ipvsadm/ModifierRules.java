package io.lvsim.command.ipvsadm;

import java.util.Set;

/**
 * Which modifiers may be given together.
 *
 * @param subject as named in complaints, such as "the 'list' command"
 * @param exclusive those of which at most one may be given
 */
record ModifierRules(
    String subject, Set<Modifier> needed, Set<Modifier> allowed, Set<Modifier> exclusive) {

  /**
   * Checks what was given, modifier by modifier.
   *
   * @param all those that the rules are about, in the order of checking
   * @throws Exit 2 with the first thing that is missing, not allowed or in conflict
   */
  void check(Iterable<Modifier> all, Set<Modifier> given) throws Exit {
    Modifier chosen = null;
    for (Modifier modifier : all) {
      if (!given.contains(modifier)) {
        require(!needed.contains(modifier), "You need to supply the '%s' option for ", modifier);
      } else if (exclusive.contains(modifier)) {
        if (chosen != null) {
          throw conflict(modifier, chosen);
        }
        chosen = modifier;
      } else {
        boolean legal = needed.contains(modifier) || allowed.contains(modifier);
        require(legal, "Illegal '%s' option with ", modifier);
      }
    }
  }

  private void require(boolean holds, String complaint, Modifier modifier) throws Exit {
    if (!holds) {
      throw Exit.usage(String.format(complaint, modifier.label()) + subject);
    }
  }

  private Exit conflict(Modifier second, Modifier first) {
    return Exit.usage(
        String.format(
            "The option '%s' conflicts with the '%s' option in %s",
            second.label(), first.label(), subject));
  }
}
