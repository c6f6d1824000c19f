package io.lvsim.ipvs.sync;

import io.lvsim.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The options behind an entry of version 1 (ip_vs_proc_sync_conn): sequence numbers, persistence
 * data, and the name of the persistence engine. None of them matters to direct routing; they must
 * be right all the same.
 */
final class SyncOptions {
  private static final int SEQUENCES = 1;
  private static final int PERSISTENCE_DATA = 2;
  private static final int ENGINE_NAME = 3;

  /** The bit of a type that says: leave it out if you do not know it. */
  private static final int MAY_BE_SKIPPED = 0x40;

  private static final int SEQUENCES_LENGTH = 24;
  private static final int LONGEST_DATA = 255;
  private static final int LONGEST_NAME = 16;

  private int seen;
  private boolean understood;

  /** Whether the entry can be taken: no unknown option must be known, none needs an engine. */
  boolean areUnderstood() {
    return understood && !has(PERSISTENCE_DATA);
  }

  /** Reads the options in a range; the answer is what is wrong with them, or null. */
  @Nullable String read(byte[] bytes, int from, int end) {
    seen = 0;
    understood = true;
    int at = from;
    while (at < end && understood) {
      if (at + 2 > end) {
        return "an option is cut off";
      }
      int length = Bytes.u8(bytes, at + 1);
      if (length == 0 || at + 2 + length > end) {
        return "an option's length cannot be";
      }
      String fault = take(Bytes.u8(bytes, at), length);
      if (fault != null) {
        return fault;
      }
      at += 2 + length;
    }
    return null;
  }

  private @Nullable String take(int type, int length) {
    int kind = type & ~MAY_BE_SKIPPED;
    boolean fits =
        switch (kind) {
          case SEQUENCES -> length == SEQUENCES_LENGTH;
          case PERSISTENCE_DATA -> length <= LONGEST_DATA;
          case ENGINE_NAME -> length <= LONGEST_NAME;
          default -> {
            understood &= (type & MAY_BE_SKIPPED) != 0;
            yield true;
          }
        };
    boolean known = kind >= SEQUENCES && kind <= ENGINE_NAME;
    if (!fits || known && has(kind)) {
      return "an option of type " + kind + (fits ? " comes twice" : " has a wrong length");
    }
    seen |= known ? 1 << kind : 0;
    return null;
  }

  private boolean has(int kind) {
    return (seen & 1 << kind) != 0;
  }
}
