package io.lvsim.command.ask;

import io.lvsim.wire.Ipv4Address;

/**
 * One end of a conversation.
 *
 * @param port 1 to 65535
 */
record End(int address, int port) {
  private static final int MAXIMUM_PORT = 65_535;

  /**
   * @throws Misuse if it is not like 192.168.2.10:20001
   */
  static End parse(String text) throws Misuse {
    int colon = text.lastIndexOf(':');
    String address = colon < 0 ? "" : text.substring(0, colon);
    String port = text.substring(colon + 1);
    if (!Ipv4Address.isValid(address) || !isPort(port)) {
      throw new Misuse("'" + text + "' is not ADDRESS:PORT");
    }
    return new End(Ipv4Address.parse(address), Integer.parseInt(port));
  }

  private static boolean isPort(String text) {
    return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= MAXIMUM_PORT;
  }

  /** The end with a port so many further up. */
  End nextPort(int count) {
    return new End(address, port + count);
  }

  /** The end with an address so many further up. */
  End nextAddress(int count) {
    return new End(address + count, port);
  }
}
