package io.lvsim.transport;

import io.lvsim.engine.Event;
import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connections that only wait: in TIME_WAIT, or closed by their program in FIN_WAIT_2 (Linux: struct
 * tcp_timewait_sock). They are many after a load of short connections, so each is one place in
 * arrays, found by open addressing.
 */
final class TimeWaitTable implements Event {
  /** TCP_TIMEWAIT_LEN. */
  static final long LENGTH_NANOS = 60 * Nanos.PER_SECOND;

  static final int NONE = -1;

  private static final byte FIN_WAIT_2 = 1;
  private static final byte TIMESTAMPS = 2;

  private final Simulation simulation;

  private int[] index = filled(32);
  private int indexed;

  private int[] localAddress = new int[16];
  private int[] remoteAddress = new int[16];
  private int[] ports = new int[16];
  private int[] receiveNext = new int[16];
  private int[] sendNext = new int[16];
  private int[] receiveWindow = new int[16];
  private int[] recentTimestamp = new int[16];
  private int[] timestampOffset = new int[16];
  private long[] recentAtNanos = new long[16];
  private long[] expiresAtNanos = new long[16];
  private long[] number = new long[16];
  private byte[] scale = new byte[16];
  private byte[] flags = new byte[16];
  private int[] nextFree = new int[16];
  private int free = NONE;

  TimeWaitTable(Simulation simulation) {
    this.simulation = simulation;
    chainFree(0);
  }

  int size() {
    return indexed;
  }

  /** Takes a connection over. */
  void add(TcpConnection c, TcpState state, long timeoutNanos) {
    if (free == NONE) {
      grow();
    }
    int at = free;
    free = nextFree[at];
    localAddress[at] = c.localAddress;
    remoteAddress[at] = c.remoteAddress;
    ports[at] = c.localPort << 16 | c.remotePort;
    receiveNext[at] = c.receiver.next();
    sendNext[at] = c.sender.next();
    receiveWindow[at] = c.receiver.window().left();
    scale[at] = (byte) c.receiver.window().scale();
    recentTimestamp[at] = c.agreement().recentTimestamp;
    recentAtNanos[at] = c.agreement().recentAtNanos;
    timestampOffset[at] = c.agreement().timestampOffset;
    number[at] = c.number;
    boolean waitsForFin = state == TcpState.FIN_WAIT_2;
    flags[at] = (byte) ((waitsForFin ? FIN_WAIT_2 : 0) | (c.usesTimestamps() ? TIMESTAMPS : 0));
    long length = waitsForFin ? timeoutNanos : LENGTH_NANOS;
    expiresAtNanos[at] = simulation.now() + length;
    simulation.schedule(length, this, null, at);
    insert(at);
  }

  /** The place of a connection, or {@link #NONE}. */
  int find(int local, int localPort, int remote, int remotePort) {
    int wanted = localPort << 16 | remotePort;
    int mask = index.length - 1;
    int slot = ConnectionTable.hash(local, localPort, remote, remotePort) & mask;
    while (index[slot] != NONE) {
      int at = index[slot];
      if (ports[at] == wanted && remoteAddress[at] == remote && localAddress[at] == local) {
        return at;
      }
      slot = slot + 1 & mask;
    }
    return NONE;
  }

  /** Whether it waits for the peer's FIN still. */
  boolean waitsForFin(int at) {
    return (flags[at] & FIN_WAIT_2) != 0;
  }

  boolean usesTimestamps(int at) {
    return (flags[at] & TIMESTAMPS) != 0;
  }

  int receiveNext(int at) {
    return receiveNext[at];
  }

  int sendNext(int at) {
    return sendNext[at];
  }

  /** In bytes. */
  int receiveWindow(int at) {
    return receiveWindow[at];
  }

  /** As a header's field. */
  int scaledWindow(int at) {
    return receiveWindow[at] >>> scale[at];
  }

  int recentTimestamp(int at) {
    return recentTimestamp[at];
  }

  long recentAtNanos(int at) {
    return recentAtNanos[at];
  }

  /** Whether the clock's second has changed since the peer's last timestamp. */
  boolean isSecondOld(int at) {
    return simulation.now() / Nanos.PER_SECOND > recentAtNanos[at] / Nanos.PER_SECOND;
  }

  int timestampNow(int at) {
    return (int) (simulation.now() / Nanos.PER_MILLI) + timestampOffset[at];
  }

  /** The peer's FIN has come. */
  void enterTimeWait(int at, int newReceiveNext) {
    flags[at] &= ~FIN_WAIT_2;
    receiveNext[at] = newReceiveNext;
    restart(at);
  }

  /** Waits for the full time from now on. */
  void restart(int at) {
    expiresAtNanos[at] = simulation.now() + LENGTH_NANOS;
  }

  void rememberTimestamp(int at, int timestamp) {
    recentTimestamp[at] = timestamp;
    recentAtNanos[at] = simulation.now();
  }

  /** Ends the wait at once. */
  void remove(int at) {
    removeFromIndex(at);
    expiresAtNanos[at] = 0;
  }

  /** Whether a local port is in use by a waiting connection on an address; 0 is any. */
  boolean usesPort(int address, int port) {
    for (int at : index) {
      if (at != NONE && ports[at] >>> 16 == port && (address == 0 || localAddress[at] == address)) {
        return true;
      }
    }
    return false;
  }

  /** Adds what waits to a list, in no particular order. */
  void collect(List<TcpStack.Waiting> into) {
    for (int at : index) {
      if (at != NONE) {
        into.add(
            new TcpStack.Waiting(
                number[at],
                localAddress[at],
                ports[at] >>> 16,
                remoteAddress[at],
                ports[at] & 0xFFFF,
                waitsForFin(at),
                expiresAtNanos[at] - simulation.now()));
      }
    }
  }

  /** Called by the engine when a wait may be over. */
  @Override
  public void fire(@Nullable Object payload, long place) {
    int at = (int) place;
    long expiry = expiresAtNanos[at];
    if (expiry > simulation.now()) {
      simulation.scheduleAt(expiry, this, null, at);
      return;
    }
    if (expiry != 0) {
      removeFromIndex(at);
    }
    nextFree[at] = free;
    free = at;
  }

  private void insert(int at) {
    if ((indexed + 1) * 2 > index.length) {
      int[] old = index;
      index = filled(old.length * 2);
      for (int each : old) {
        if (each != NONE) {
          place(each);
        }
      }
    }
    place(at);
    indexed++;
  }

  private void place(int at) {
    int mask = index.length - 1;
    int slot = home(at, mask);
    while (index[slot] != NONE) {
      slot = slot + 1 & mask;
    }
    index[slot] = at;
  }

  private int home(int at, int mask) {
    return ConnectionTable.hash(
            localAddress[at], ports[at] >>> 16, remoteAddress[at], ports[at] & 0xFFFF)
        & mask;
  }

  private void removeFromIndex(int at) {
    int mask = index.length - 1;
    int gap = home(at, mask);
    while (index[gap] != at) {
      gap = gap + 1 & mask;
    }
    indexed--;
    int slot = gap + 1 & mask;
    while (index[slot] != NONE) {
      int candidate = index[slot];
      if ((slot - home(candidate, mask) & mask) >= (slot - gap & mask)) {
        index[gap] = candidate;
        gap = slot;
      }
      slot = slot + 1 & mask;
    }
    index[gap] = NONE;
  }

  private void grow() {
    int old = ports.length;
    int larger = old * 2;
    localAddress = Arrays.copyOf(localAddress, larger);
    remoteAddress = Arrays.copyOf(remoteAddress, larger);
    ports = Arrays.copyOf(ports, larger);
    receiveNext = Arrays.copyOf(receiveNext, larger);
    sendNext = Arrays.copyOf(sendNext, larger);
    receiveWindow = Arrays.copyOf(receiveWindow, larger);
    recentTimestamp = Arrays.copyOf(recentTimestamp, larger);
    timestampOffset = Arrays.copyOf(timestampOffset, larger);
    recentAtNanos = Arrays.copyOf(recentAtNanos, larger);
    expiresAtNanos = Arrays.copyOf(expiresAtNanos, larger);
    number = Arrays.copyOf(number, larger);
    scale = Arrays.copyOf(scale, larger);
    flags = Arrays.copyOf(flags, larger);
    nextFree = Arrays.copyOf(nextFree, larger);
    chainFree(old);
  }

  private void chainFree(int from) {
    for (int at = nextFree.length - 1; at >= from; at--) {
      nextFree[at] = free;
      free = at;
    }
  }

  private static int[] filled(int length) {
    int[] empty = new int[length];
    Arrays.fill(empty, NONE);
    return empty;
  }
}
