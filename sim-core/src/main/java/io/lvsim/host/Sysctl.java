package io.lvsim.host;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The host's sysctl tree. Keys have dots ({@code net.ipv4.conf.eth0.arp_ignore}); for interface
 * names with dots, slashes are used as in sysctl(8). What the packet path needs is read from typed
 * fields, not by name.
 */
public final class Sysctl {
  /** Writing to it forgets what routers have told; it cannot be read. */
  static final String ROUTE_FLUSH = "net.ipv4.route.flush";

  /** How one key is read and written. */
  private record Entry(Supplier<String> reader, Writer writer) {}

  /** Takes a new value. */
  @FunctionalInterface
  interface Writer {
    void write(String value) throws HostException;
  }

  private final TreeMap<String, Entry> entries = new TreeMap<>(Sysctl::compareByComponent);
  private final InertSettings inert = new InertSettings();

  Sysctl() {}

  /** All keys that can be read, sorted as sysctl -a lists them. */
  public List<String> keys() {
    TreeSet<String> keys = new TreeSet<>(Sysctl::compareByComponent);
    keys.addAll(entries.keySet());
    keys.remove(ROUTE_FLUSH);
    InertSettings.keys().forEach(keys::add);
    return new ArrayList<>(keys);
  }

  public boolean exists(String key) {
    String name = canonical(key);
    return entries.containsKey(name) || InertSettings.find(name) != null;
  }

  /**
   * The value as /proc/sys shows it, without the line end.
   *
   * @throws HostException ENOENT, EACCES (write-only)
   */
  public String read(String key) throws HostException {
    String name = canonical(key);
    if (name.equals(ROUTE_FLUSH)) {
      throw new HostException(Errno.EACCES);
    }
    Entry entry = entries.get(name);
    InertSetting setting = entry == null ? InertSettings.find(name) : null;
    return setting == null ? entry(name).reader.get() : inert.read(setting);
  }

  /**
   * Writes a value; conf.all.forwarding, ip_forward and conf.default act as in the kernel.
   *
   * @throws HostException ENOENT, EINVAL, EACCES (read-only)
   */
  public void write(String key, String value) throws HostException {
    String name = canonical(key);
    Entry entry = entries.get(name);
    InertSetting setting = entry == null ? InertSettings.find(name) : null;
    if (setting == null) {
      entry(name).writer.write(value);
    } else {
      inert.write(setting, value);
    }
  }

  /** Adds a whole number that another room owns (net.ipv4.vs.*, net.ipv4.tcp_*). */
  public void registerInt(
      String key, Supplier<Integer> reader, Consumer<Integer> writer, int minimum, int maximum) {
    register(
        key,
        () -> Integer.toString(reader.get()),
        value -> writer.accept(SysctlNumber.parse(value, minimum, maximum)));
  }

  /** Adds a whole number of 64 bits that another room owns. */
  public void registerLong(
      String key, Supplier<Long> reader, Consumer<Long> writer, long minimum, long maximum) {
    register(
        key,
        () -> Long.toString(reader.get()),
        value -> writer.accept(SysctlNumber.parseLong(value, minimum, maximum)));
  }

  /**
   * Adds a key with some numbers; the writer gets one to all of them, and throws
   * IllegalArgumentException for EINVAL.
   */
  public void registerNumbers(
      String key, int count, Supplier<String> reader, Consumer<long[]> writer) {
    register(
        key,
        reader,
        value -> {
          try {
            writer.accept(SysctlNumber.parseSome(value, count));
          } catch (IllegalArgumentException e) {
            throw new HostException(Errno.EINVAL);
          }
        });
  }

  /** Adds a key with a text value; the writer throws IllegalArgumentException for EINVAL. */
  public void registerText(String key, Supplier<String> reader, Consumer<String> writer) {
    register(
        key,
        reader,
        value -> {
          try {
            writer.accept(value);
          } catch (IllegalArgumentException e) {
            throw new HostException(Errno.EINVAL);
          }
        });
  }

  /** Adds a key that nobody can write. */
  void registerReadOnly(String key, Supplier<String> reader) {
    register(
        key,
        reader,
        _ -> {
          throw new HostException(Errno.EACCES);
        });
  }

  void register(String key, Supplier<String> reader, Writer writer) {
    entries.put(canonical(key), new Entry(reader, writer));
  }

  /** Takes away all keys that begin with a prefix (an interface's, when it goes). */
  void unregister(String prefix) {
    entries.keySet().removeIf(key -> key.startsWith(prefix));
  }

  /** An interface's name as a part of a key: dots and slashes change places. */
  static String component(String interfaceName) {
    return swapSeparators(interfaceName);
  }

  private Entry entry(String canonicalKey) throws HostException {
    Entry entry = entries.get(canonicalKey);
    if (entry == null) {
      throw new HostException(Errno.ENOENT);
    }
    return entry;
  }

  /** A directory's keys stay together: the dot comes before all other characters. */
  private static int compareByComponent(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char mine = one.charAt(i);
      char its = other.charAt(i);
      if (mine != its) {
        return Integer.compare(mine == '.' ? 0 : mine, its == '.' ? 0 : its);
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** The separator that comes first decides, as in sysctl(8). */
  private static String canonical(String key) {
    int slash = key.indexOf('/');
    int dot = key.indexOf('.');
    boolean slashesSeparate = slash >= 0 && (dot < 0 || slash < dot);
    return slashesSeparate ? swapSeparators(key) : key;
  }

  private static String swapSeparators(String text) {
    return text.replace('/', '\1').replace('.', '/').replace('\1', '.');
  }
}
