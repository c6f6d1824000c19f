package io.lvsim.host;

/** ICMP of one host: echo, errors with the kernel's rate limits, handing errors to transports. */
public final class IcmpLayer {
  IcmpLayer() {}

  /** Gets echo replies. */
  public interface EchoListener {
    /**
     * A reply has come.
     *
     * @param bytes of ICMP header and data
     */
    void reply(int from, int identifier, int sequence, int ttl, int bytes);

    /** An ICMP error about one of our requests has come. */
    void error(int from, int type, int code, int identifier, int sequence);
  }

  /**
   * Sends an ICMP error about a packet to its source, unless the rules forbid it (RFC 1122 3.2.2,
   * icmp_send: not about errors, fragments, broadcasts; rate limits).
   *
   * @param frame which holds the packet
   * @param ipAt offset of its IPv4 header
   * @param info the error's second word
   */
  public void sendError(byte[] frame, int ipAt, int type, int code, int info) {
    throw new IllegalStateException("being built");
  }

  /** Sends an echo request; source 0 lets routing choose. */
  public @org.jspecify.annotations.Nullable Errno sendEcho(
      int source, int destination, int identifier, int sequence, int dataBytes, int ttl) {
    throw new IllegalStateException("being built");
  }

  /** Listens for replies to one identifier; null stops listening. */
  public void listen(int identifier, @org.jspecify.annotations.Nullable EchoListener listener) {
    throw new IllegalStateException("being built");
  }
}
