package io.lvsim.ipvs.sync;

import io.lvsim.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Reads synchronisation messages of both versions, whoever may have written them
 * (ip_vs_process_message). What comes before a fault counts; entries that it does not understand
 * are left out.
 */
public final class SyncReader {
  private static final int IPV6 = 1;
  private static final int ENTRY_IPV6 = 72;
  private static final int SEQUENCE_OPTIONS = 24;
  private static final int SIZE_MASK = 0xFFF;
  private static final int SIZE_BITS = 12;

  /** Who wants the entries. */
  public interface Sink {
    /**
     * An entry, which is overwritten by the next one.
     *
     * @param version of the message, 0 or 1
     */
    void entry(SyncEntry entry, int version);
  }

  private final SyncEntry entry = new SyncEntry();
  private final SyncOptions options = new SyncOptions();

  /**
   * Reads a datagram.
   *
   * @param wantedSyncId messages of others are left alone; 0 for all
   * @return why the message, or the rest of it, was dropped; null if it was not
   */
  public @Nullable String read(byte[] bytes, int from, int length, int wantedSyncId, Sink sink) {
    if (length < SyncMessage.HEADER_0) {
      return "it is too short for a header";
    }
    if (length != Bytes.u16(bytes, from + 2)) {
      return "its length is not what its header says";
    }
    int syncId = Bytes.u8(bytes, from + 1);
    if (wantedSyncId != 0 && syncId != wantedSyncId) {
      return "its syncid is " + syncId + " and this backup's is " + wantedSyncId;
    }
    return isVersion1(bytes, from, length)
        ? readVersion1(bytes, from, from + length, sink)
        : readVersion0(bytes, from, from + length, sink);
  }

  private static boolean isVersion1(byte[] bytes, int from, int length) {
    return length >= SyncMessage.HEADER_1
        && Bytes.u8(bytes, from) == 0
        && Bytes.u8(bytes, from + 5) == SyncMessage.VERSION_1
        && Bytes.u16(bytes, from + 6) == 0;
  }

  private @Nullable String readVersion1(byte[] bytes, int from, int end, Sink sink) {
    int at = from + SyncMessage.HEADER_1;
    for (int left = Bytes.u8(bytes, from + 4); left > 0; left--) {
      if (at + SyncMessage.ENTRY_1 > end) {
        return "it ends before its last entry does";
      }
      int size = Bytes.u16(bytes, at + 2);
      if (at + (size & SIZE_MASK) > end) {
        return "an entry is longer than the message";
      }
      if (size >>> SIZE_BITS != 0) {
        return "an entry has the unknown version " + (size >>> SIZE_BITS);
      }
      String fault = readEntry(bytes, at, at + size, sink);
      if (fault != null) {
        return fault;
      }
      at += size + 3 & ~3;
    }
    return null;
  }

  private @Nullable String readEntry(byte[] bytes, int at, int end, Sink sink) {
    int type = Bytes.u8(bytes, at);
    boolean isIpv6 = (type & IPV6) != 0;
    if (type != 0 && !isIpv6) {
      return "an entry has the unknown type " + type;
    }
    int optionsAt = at + (isIpv6 ? ENTRY_IPV6 : SyncMessage.ENTRY_1);
    if (optionsAt > end) {
      return "an entry is too short";
    }
    String fault = options.read(bytes, optionsAt, end);
    if (fault == null && options.areUnderstood() && !isIpv6) {
      fill(bytes, at);
      sink.entry(entry, SyncMessage.VERSION_1);
    }
    return fault;
  }

  private void fill(byte[] bytes, int at) {
    entry.protocol = Bytes.u8(bytes, at + 1);
    entry.flags = Bytes.i32(bytes, at + 4);
    entry.state = Bytes.u16(bytes, at + 8);
    entry.clientPort = Bytes.u16(bytes, at + 10);
    entry.virtualPort = Bytes.u16(bytes, at + 12);
    entry.serverPort = Bytes.u16(bytes, at + 14);
    entry.mark = Bytes.i32(bytes, at + 16);
    entry.timeoutSeconds = Bytes.i32(bytes, at + 20);
    fillAddresses(bytes, at + 24);
  }

  private @Nullable String readVersion0(byte[] bytes, int from, int end, Sink sink) {
    int at = from + SyncMessage.HEADER_0;
    for (int left = Bytes.u8(bytes, from); left > 0; left--) {
      if (at + SyncMessage.ENTRY_0 > end) {
        return "it ends before its last entry does";
      }
      fillVersion0(bytes, at);
      at += SyncMessage.ENTRY_0;
      if ((entry.flags & SyncFlags.SEQUENCES) != 0) {
        at += SEQUENCE_OPTIONS;
        if (at > end) {
          return "it ends before the sequence numbers of its last entry do";
        }
      }
      sink.entry(entry, SyncMessage.VERSION_0);
    }
    return null;
  }

  private void fillVersion0(byte[] bytes, int at) {
    entry.protocol = Bytes.u8(bytes, at + 1);
    entry.clientPort = Bytes.u16(bytes, at + 2);
    entry.virtualPort = Bytes.u16(bytes, at + 4);
    entry.serverPort = Bytes.u16(bytes, at + 6);
    fillAddresses(bytes, at + 8);
    entry.flags = Bytes.u16(bytes, at + 20);
    entry.state = Bytes.u16(bytes, at + 22);
    entry.mark = 0;
    entry.timeoutSeconds = 0;
  }

  private void fillAddresses(byte[] bytes, int at) {
    entry.clientAddress = Bytes.i32(bytes, at);
    entry.virtualAddress = Bytes.i32(bytes, at + 4);
    entry.serverAddress = Bytes.i32(bytes, at + 8);
  }
}
