package io.lvsim.compare;

import org.jspecify.annotations.Nullable;

/**
 * Something that the two runs do not agree on.
 *
 * @param where such as {@code step 3 on client} or {@code rs1.eth0, ARP 192.168.2.10 192.168.2.188}
 * @param simulator what the simulator has there; null for nothing
 * @param kernel what the kernel has there; null for nothing
 */
public record Divergence(
    Kind kind, String where, @Nullable String simulator, @Nullable String kernel) {
  /** What was compared. */
  public enum Kind {
    TRANSCRIPT("transcript"),
    FRAMES("frame"),
    NEIGHBOURS("neighbour cache"),
    SWITCH_TABLE("switch table"),
    SERVICES("virtual services"),
    CONNECTIONS("connections"),
    RUN("run");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** In plain words. */
    public String words() {
      return words;
    }
  }
}
