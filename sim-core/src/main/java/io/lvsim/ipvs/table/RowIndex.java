package io.lvsim.ipvs.table;

/**
 * Finds rows by hash: open addressing with linear probing over one array of ints, and
 * backward-shift deletion (no tombstones). A slot holds a row's number and 6 bits of its hash, so
 * that nearly all rows with another key are passed over without a look at the row.
 *
 * <p>At most 70% of the slots are in use, at least half once the index has grown: 5.7 to 8 bytes a
 * row.
 */
public final class RowIndex {
  /** The most rows an index can hold. */
  public static final int MOST_ROWS = (1 << 26) - 2;

  private static final int TAG_BITS = 6;
  private static final int TAG_MASK = (1 << TAG_BITS) - 1;
  private static final int EMPTY = 0;
  private static final int NONE = -1;

  /** Gives the hash of a row that is in the index. */
  public interface Hashes {
    int hashOf(int row);
  }

  private final Hashes hashes;
  private int[] slots = new int[64];
  private int size;
  private int cursor;
  private int cursorTag;

  public RowIndex(Hashes hashes) {
    this.hashes = hashes;
  }

  /** How many rows are in the index. */
  public int size() {
    return size;
  }

  /** The first row that may have a hash, or -1. The caller compares the keys. */
  public int first(int hash) {
    cursor = home(hash);
    cursorTag = hash & TAG_MASK;
    return atCursor();
  }

  /** The next row that may have the hash given to {@link #first}, or -1. */
  public int next() {
    cursor = after(cursor);
    return atCursor();
  }

  /** Adds a row under its hash; rows with equal keys may coexist, the older one is found first. */
  public void add(int row, int hash) {
    if ((size + 1) * 10L > slots.length * 7L) {
      grow();
    }
    place(row, hash);
    size++;
  }

  /** Takes a row out. */
  public void remove(int row, int hash) {
    int hole = home(hash);
    while (slots[hole] >>> TAG_BITS != row + 1) {
      if (slots[hole] == EMPTY) {
        throw new IllegalStateException("row " + row + " is not in the index");
      }
      hole = after(hole);
    }
    closeUp(hole);
    size--;
  }

  /** Bytes in the slots. */
  public long bytes() {
    return (long) slots.length * Integer.BYTES;
  }

  private int atCursor() {
    while (true) {
      int slot = slots[cursor];
      if (slot == EMPTY) {
        return NONE;
      }
      if ((slot & TAG_MASK) == cursorTag) {
        return (slot >>> TAG_BITS) - 1;
      }
      cursor = after(cursor);
    }
  }

  /** Moves what follows a hole back into it where probing from its home would pass the hole. */
  private void closeUp(int from) {
    int hole = from;
    int at = after(hole);
    while (slots[at] != EMPTY) {
      int home = home(hashes.hashOf((slots[at] >>> TAG_BITS) - 1));
      if (distance(home, at) >= distance(hole, at)) {
        slots[hole] = slots[at];
        hole = at;
      }
      at = after(at);
    }
    slots[hole] = EMPTY;
  }

  private void place(int row, int hash) {
    int at = home(hash);
    while (slots[at] != EMPTY) {
      at = after(at);
    }
    slots[at] = row + 1 << TAG_BITS | hash & TAG_MASK;
  }

  private void grow() {
    int[] old = slots;
    slots = new int[old.length / 5 * 7 + 8];
    int start = firstEmpty(old);
    for (int i = 0; i < old.length; i++) {
      int slot = old[(start + i) % old.length];
      if (slot != EMPTY) {
        int row = (slot >>> TAG_BITS) - 1;
        place(row, hashes.hashOf(row));
      }
    }
  }

  /** Where a run of used slots surely begins, so that equal keys keep their order. */
  private static int firstEmpty(int[] slots) {
    int at = 0;
    while (slots[at] != EMPTY) {
      at++;
    }
    return at;
  }

  private int home(int hash) {
    return (int) ((hash & 0xFFFF_FFFFL) * slots.length >>> 32);
  }

  private int after(int slot) {
    int next = slot + 1;
    return next == slots.length ? 0 : next;
  }

  private int distance(int from, int to) {
    int steps = to - from;
    return steps < 0 ? steps + slots.length : steps;
  }
}
