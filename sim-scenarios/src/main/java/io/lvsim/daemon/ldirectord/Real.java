package io.lvsim.daemon.ldirectord;

import java.util.LinkedHashSet;
import java.util.Set;

/** A real server as it is being watched. */
final class Real {
  private static final int NEGOTIATE_FIRST = 999_999;

  final RealConfig config;

  /** Failures in a row. */
  int failures;

  /** Of combined checks: how often it was only connected to since the last negotiation. */
  int connects;

  /** The virtual services in whose table it has been put. */
  final Set<String> upIn = new LinkedHashSet<>();

  Real(RealConfig config, boolean combined) {
    this.config = config;
    connects = combined ? NEGOTIATE_FIRST : -1;
  }

  private Real(Real original) {
    config = original.config;
    failures = original.failures;
    connects = original.connects;
    upIn.addAll(original.upIn);
  }

  /** As a forked process sees it. */
  Real copy() {
    return new Real(this);
  }

  void negotiateNext() {
    connects = NEGOTIATE_FIRST;
  }

  /** As logged: {@code address:port}. */
  String name() {
    return config.server() + ":" + config.port();
  }

  /** What ipvsadm is told about its forwarding method. */
  String forwardSwitch() {
    return forwardSwitch(config.forward());
  }

  static String forwardSwitch(String forward) {
    return switch (forward) {
      case "masq" -> "-m";
      case "ipip" -> "-i";
      default -> "-g";
    };
  }
}
