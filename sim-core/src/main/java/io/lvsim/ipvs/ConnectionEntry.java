package io.lvsim.ipvs;

/**
 * One line of /proc/net/ip_vs_conn.
 *
 * @param protocol 6, 17, or 0 for a mark's template (shown as IP)
 * @param state as shown: ESTABLISHED, FIN_WAIT, ASSURED, NONE ...
 * @param engineData what a persistence engine knows a template by (pe_data), empty without one
 * @param expiresInNanos until the entry is to expire; 0 where its timer fires late
 */
public record ConnectionEntry(
    int protocol,
    int clientAddress,
    int clientPort,
    int virtualAddress,
    int virtualPort,
    int serverAddress,
    int serverPort,
    String state,
    long expiresInNanos,
    boolean template,
    int flags,
    int controlled,
    String engineData) {
  private static final int SYNCED = 0x20;

  /** As decisions name it, such as {@code TCP 192.168.2.10:20001 -> 192.168.2.188:80}. */
  public String flow() {
    return Telling.flow(protocol, clientAddress, clientPort, virtualAddress, virtualPort);
  }

  /** Its real server, as decisions name it: address and port. */
  public String server() {
    return Telling.end(serverAddress, serverPort);
  }

  /** Whether another director has told of it, not a packet that passed this one. */
  public boolean isSynced() {
    return (flags & SYNCED) != 0;
  }
}
