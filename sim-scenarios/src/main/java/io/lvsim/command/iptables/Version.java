package io.lvsim.command.iptables;

/** Which iptables this is. */
final class Version {
  static final String NUMBER = "v1.8.9";

  /** As the program names itself. */
  static final String TEXT = NUMBER + " (legacy)";

  private Version() {}
}
