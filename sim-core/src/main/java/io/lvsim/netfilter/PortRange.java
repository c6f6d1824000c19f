package io.lvsim.netfilter;

/**
 * Ports from first to last.
 *
 * @param first from 0
 * @param last up to 65535, not below the first
 */
public record PortRange(int first, int last) {
  /** All ports. */
  public static final PortRange ANY = new PortRange(0, 65_535);

  /** One port. */
  public static PortRange of(int port) {
    return new PortRange(port, port);
  }

  public boolean holds(int port) {
    return first <= port && port <= last;
  }

  public boolean isAny() {
    return first == 0 && last == 65_535;
  }

  /** As iptables-save prints it: {@code 80} or {@code 1024:65535}. */
  public String text() {
    return first == last ? Integer.toString(first) : first + ":" + last;
  }
}
