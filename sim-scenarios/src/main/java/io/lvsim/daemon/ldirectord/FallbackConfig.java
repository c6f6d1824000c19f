package io.lvsim.daemon.ldirectord;

/**
 * Where clients are sent when all real servers are down.
 *
 * @param port as a number; empty where the virtual service's is to be taken
 * @param forward gate, masq or ipip
 */
record FallbackConfig(String server, String port, String forward) {
  FallbackConfig withPort(String other) {
    return new FallbackConfig(server, other, forward);
  }
}
