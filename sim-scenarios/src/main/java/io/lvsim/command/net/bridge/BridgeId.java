package io.lvsim.command.net.bridge;

import io.lvsim.host.Bridge;
import java.util.Locale;

/** A bridge's id as brctl prints it: the priority, which is 0x8000, and the MAC. */
final class BridgeId {
  private BridgeId() {}

  /** A bridge that never had a port or a MAC of its own has an id of zeros behind its priority. */
  static String of(Bridge bridge) {
    long mac = bridge.hadPort() || bridge.macWasSet() ? bridge.device().mac() : 0;
    return String.format(Locale.ROOT, "8000.%012x", mac);
  }
}
