package io.lvsim.transport;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host's connections by their four addresses and ports: open addressing with linear probing, and
 * a list in order of creation.
 */
final class ConnectionTable {
  private @Nullable TcpConnection[] slots = new TcpConnection[16];
  private int size;
  private @Nullable TcpConnection first;
  private @Nullable TcpConnection last;

  int size() {
    return size;
  }

  @Nullable TcpConnection find(int localAddress, int localPort, int remoteAddress, int remotePort) {
    int mask = slots.length - 1;
    int at = hash(localAddress, localPort, remoteAddress, remotePort) & mask;
    while (true) {
      TcpConnection found = slots[at];
      if (found == null || found.isBetween(localAddress, localPort, remoteAddress, remotePort)) {
        return found;
      }
      at = at + 1 & mask;
    }
  }

  void add(TcpConnection connection) {
    if ((size + 1) * 2 > slots.length) {
      grow();
    }
    place(slots, connection);
    size++;
    connection.previous = last;
    if (last == null) {
      first = connection;
    } else {
      last.next = connection;
    }
    last = connection;
  }

  void remove(TcpConnection connection) {
    int mask = slots.length - 1;
    int at = hash(connection) & mask;
    while (slots[at] != connection) {
      if (slots[at] == null) {
        return;
      }
      at = at + 1 & mask;
    }
    closeGap(at, mask);
    size--;
    unlink(connection);
  }

  /** Adds all connections to a list, in order of creation. */
  void collect(List<TcpConnection> into) {
    for (TcpConnection at = first; at != null; at = at.next) {
      into.add(at);
    }
  }

  /** The oldest connection, from which {@code next} leads to all others. */
  @Nullable TcpConnection first() {
    return first;
  }

  static int hash(int localAddress, int localPort, int remoteAddress, int remotePort) {
    long mixed = (long) localAddress * 0x9E3779B1 + remoteAddress;
    mixed = mixed * 0x9E3779B97F4A7C15L + ((long) localPort << 16 | remotePort);
    mixed = (mixed ^ mixed >>> 32) * 0xBF58476D1CE4E5B9L;
    return (int) (mixed >>> 32);
  }

  private static int hash(TcpConnection c) {
    return hash(c.localAddress, c.localPort, c.remoteAddress, c.remotePort);
  }

  private void closeGap(int start, int mask) {
    int gap = start;
    int at = gap + 1 & mask;
    while (true) {
      TcpConnection candidate = slots[at];
      if (candidate == null) {
        slots[gap] = null;
        return;
      }
      int home = hash(candidate) & mask;
      if ((at - home & mask) >= (at - gap & mask)) {
        slots[gap] = candidate;
        gap = at;
      }
      at = at + 1 & mask;
    }
  }

  private void unlink(TcpConnection connection) {
    TcpConnection before = connection.previous;
    TcpConnection after = connection.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    connection.previous = null;
    connection.next = null;
  }

  private void grow() {
    @Nullable TcpConnection[] larger = new TcpConnection[slots.length * 2];
    for (TcpConnection connection : slots) {
      if (connection != null) {
        place(larger, connection);
      }
    }
    Arrays.fill(slots, null);
    slots = larger;
  }

  private static void place(@Nullable TcpConnection[] into, TcpConnection connection) {
    int mask = into.length - 1;
    int at = hash(connection) & mask;
    while (into[at] != null) {
      at = at + 1 & mask;
    }
    into[at] = connection;
  }
}
