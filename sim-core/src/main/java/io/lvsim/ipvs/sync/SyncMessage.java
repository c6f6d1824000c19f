package io.lvsim.ipvs.sync;

import io.lvsim.wire.Bytes;

/**
 * A synchronisation message that is being filled (struct ip_vs_sync_buff): a header, then entries,
 * up to a length. Version 1 has a header of 8 bytes and entries of 36, version 0 of 4 and 24.
 */
public final class SyncMessage {
  /** The old format: no timeouts, no marks. */
  public static final int VERSION_0 = 0;

  /** The format of Linux since 2.6.39. */
  public static final int VERSION_1 = 1;

  static final int HEADER_0 = 4;
  static final int HEADER_1 = 8;
  static final int ENTRY_0 = 24;
  static final int ENTRY_1 = 36;

  private final int version;
  private final byte[] bytes;
  private final long firstUseTick;
  private int length;
  private int entries;

  /**
   * An empty message; it has room for one entry however short it is to be.
   *
   * @param syncId 0 to 255
   * @param maximumLength in bytes (ipvsadm --sync-maxlen)
   * @param nowTick when it is begun
   */
  SyncMessage(int version, int syncId, int maximumLength, long nowTick) {
    this.version = version;
    firstUseTick = nowTick;
    length = version == VERSION_0 ? HEADER_0 : HEADER_1;
    bytes = new byte[Math.max(length + entryLength(version), maximumLength)];
    Bytes.put8(bytes, 1, syncId);
    if (version == VERSION_1) {
      Bytes.put8(bytes, 5, VERSION_1);
    }
  }

  /** The message's bytes; behind {@link #length} they say nothing. */
  public byte[] bytes() {
    return bytes;
  }

  /** In bytes, header included. */
  public int length() {
    return length;
  }

  /** How many entries it has. */
  public int entries() {
    return entries;
  }

  long firstUseTick() {
    return firstUseTick;
  }

  /**
   * Whether an entry of a version can be added. The kernel tells the versions apart by the first
   * byte, in which version 0 counts its entries, modulo 256.
   */
  boolean takes(int entryVersion) {
    boolean isOld = Bytes.u8(bytes, 0) != 0;
    return isOld == (entryVersion == VERSION_0)
        && length + entryLength(entryVersion) <= bytes.length;
  }

  /** Adds an entry, for which there is room. */
  void add(SyncEntry entry) {
    int at = length;
    if (version == VERSION_0) {
      writeVersion0(entry, at);
    } else {
      writeVersion1(entry, at);
    }
    entries++;
    length += entryLength(version);
    Bytes.put8(bytes, version == VERSION_0 ? 0 : 4, entries);
    Bytes.put16(bytes, 2, length);
  }

  private void writeVersion0(SyncEntry entry, int at) {
    Bytes.put8(bytes, at + 1, entry.protocol);
    Bytes.put16(bytes, at + 2, entry.clientPort);
    Bytes.put16(bytes, at + 4, entry.virtualPort);
    Bytes.put16(bytes, at + 6, entry.serverPort);
    writeAddresses(entry, at + 8);
    Bytes.put16(bytes, at + 20, entry.flags);
    Bytes.put16(bytes, at + 22, entry.state);
  }

  private void writeVersion1(SyncEntry entry, int at) {
    Bytes.put8(bytes, at + 1, entry.protocol);
    Bytes.put16(bytes, at + 2, ENTRY_1);
    Bytes.put32(bytes, at + 4, entry.flags);
    Bytes.put16(bytes, at + 8, entry.state);
    Bytes.put16(bytes, at + 10, entry.clientPort);
    Bytes.put16(bytes, at + 12, entry.virtualPort);
    Bytes.put16(bytes, at + 14, entry.serverPort);
    Bytes.put32(bytes, at + 16, entry.mark);
    Bytes.put32(bytes, at + 20, entry.timeoutSeconds);
    writeAddresses(entry, at + 24);
  }

  private void writeAddresses(SyncEntry entry, int at) {
    Bytes.put32(bytes, at, entry.clientAddress);
    Bytes.put32(bytes, at + 4, entry.virtualAddress);
    Bytes.put32(bytes, at + 8, entry.serverAddress);
  }

  private static int entryLength(int version) {
    return version == VERSION_0 ? ENTRY_0 : ENTRY_1;
  }
}
