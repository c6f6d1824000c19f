package io.lvsim.command.iptables;

/** A match or a target that was named on a command line, and which options of its own it has. */
interface Extension {
  /** As behind -m or -j. */
  String name();

  /**
   * Takes an option, if it is one of its own.
   *
   * @param option such as --dport
   * @return whether it was
   */
  boolean take(String option, boolean inverted, OptionWords words) throws Complaint;

  /** Adds what was said to a rule; complains if something is missing. */
  void finish(RuleDraft rule) throws Complaint;
}
