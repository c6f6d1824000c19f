package io.lvsim.link;

import java.util.Arrays;

/**
 * A switch's table from MAC address to port: open addressing with linear probing over primitive
 * arrays, entries removed by shifting back. Port numbers are at least 0.
 */
final class MacTable {
  /** No entry. */
  static final int NONE = -1;

  private static final long EMPTY = -1L;

  private long[] macs;
  private int[] ports;
  private long[] updatedAtNanos;
  private int size;

  MacTable() {
    this(64);
  }

  private MacTable(int capacity) {
    macs = emptySlots(capacity);
    ports = new int[capacity];
    updatedAtNanos = new long[capacity];
  }

  int size() {
    return size;
  }

  /** The slot of an address, or NONE. */
  int find(long mac) {
    int slot = home(mac);
    while (macs[slot] != EMPTY) {
      if (macs[slot] == mac) {
        return slot;
      }
      slot = slot + 1 & macs.length - 1;
    }
    return NONE;
  }

  int portAt(int slot) {
    return ports[slot];
  }

  long macAt(int slot) {
    return macs[slot];
  }

  long updatedAt(int slot) {
    return updatedAtNanos[slot];
  }

  void refresh(int slot, int port, long nowNanos) {
    ports[slot] = port;
    updatedAtNanos[slot] = nowNanos;
  }

  void add(long mac, int port, long nowNanos) {
    if (size * 2 >= macs.length) {
      grow();
    }
    int slot = home(mac);
    while (macs[slot] != EMPTY) {
      slot = slot + 1 & macs.length - 1;
    }
    macs[slot] = mac;
    ports[slot] = port;
    updatedAtNanos[slot] = nowNanos;
    size++;
  }

  void remove(int slot) {
    int hole = slot;
    int probe = slot;
    while (true) {
      probe = probe + 1 & macs.length - 1;
      if (macs[probe] == EMPTY) {
        break;
      }
      int distanceFromHome = probe - home(macs[probe]) & macs.length - 1;
      int distanceFromHole = probe - hole & macs.length - 1;
      if (distanceFromHome >= distanceFromHole) {
        macs[hole] = macs[probe];
        ports[hole] = ports[probe];
        updatedAtNanos[hole] = updatedAtNanos[probe];
        hole = probe;
      }
    }
    macs[hole] = EMPTY;
    size--;
  }

  /** Some slot whose entry points to a port, or NONE. */
  int firstWithPort(int port) {
    for (int slot = 0; slot < macs.length; slot++) {
      if (macs[slot] != EMPTY && ports[slot] == port) {
        return slot;
      }
    }
    return NONE;
  }

  /** Slots in use, ordered by MAC address. */
  int[] slotsByMac() {
    long[] sorted = Arrays.stream(macs).filter(mac -> mac != EMPTY).sorted().toArray();
    return Arrays.stream(sorted).mapToInt(this::find).toArray();
  }

  private int home(long mac) {
    long mixed = mac * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & macs.length - 1;
  }

  private void grow() {
    MacTable larger = new MacTable(macs.length * 2);
    for (int slot = 0; slot < macs.length; slot++) {
      if (macs[slot] != EMPTY) {
        larger.add(macs[slot], ports[slot], updatedAtNanos[slot]);
      }
    }
    macs = larger.macs;
    ports = larger.ports;
    updatedAtNanos = larger.updatedAtNanos;
  }

  private static long[] emptySlots(int capacity) {
    long[] slots = new long[capacity];
    Arrays.fill(slots, EMPTY);
    return slots;
  }
}
