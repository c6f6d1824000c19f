package io.lvsim.host;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The host's sysctl tree. Keys have dots ({@code net.ipv4.conf.eth0.arp_ignore}); for interface
 * names with dots, slashes are used as in sysctl(8). What the packet path needs is read from typed
 * fields, not by name.
 */
public final class Sysctl {
  Sysctl() {}

  /** All keys, sorted as sysctl -a lists them. */
  public List<String> keys() {
    throw new IllegalStateException("being built");
  }

  public boolean exists(String key) {
    throw new IllegalStateException("being built");
  }

  /**
   * The value as /proc/sys shows it, without the line end.
   *
   * @throws HostException ENOENT
   */
  public String read(String key) throws HostException {
    throw new IllegalStateException("being built");
  }

  /**
   * Writes a value; conf.all.forwarding, ip_forward and conf.default act as in the kernel.
   *
   * @throws HostException ENOENT, EINVAL, EACCES (read-only)
   */
  public void write(String key, String value) throws HostException {
    throw new IllegalStateException("being built");
  }

  /** Adds a whole number that another room owns (net.ipv4.vs.*, net.ipv4.tcp_*). */
  public void registerInt(
      String key, Supplier<Integer> reader, Consumer<Integer> writer, int minimum, int maximum) {
    throw new IllegalStateException("being built");
  }

  /** Adds a key with a text value; the writer throws IllegalArgumentException for EINVAL. */
  public void registerText(String key, Supplier<String> reader, Consumer<String> writer) {
    throw new IllegalStateException("being built");
  }
}
