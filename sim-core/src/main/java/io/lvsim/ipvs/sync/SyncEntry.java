package io.lvsim.ipvs.sync;

/**
 * One connection or template as a synchronisation message tells it (struct ip_vs_sync_v4). Writers
 * and readers have one each, which they fill anew every time.
 */
public final class SyncEntry {
  /** 0 for the template of a mark, whose virtual address is the mark. */
  public int protocol;

  /** {@link SyncFlags}: 16 bits in version 0, 32 in version 1. */
  public int flags;

  /** The state's number in the protocol's table; of a template, 1 once it is assured. */
  public int state;

  public int clientAddress;
  public int clientPort;
  public int virtualAddress;
  public int virtualPort;
  public int serverAddress;
  public int serverPort;

  /** The firewall mark of the packet that began it; 0 in version 0. */
  public int mark;

  /** Of the entry's timer, unsigned; 0 in version 0. */
  public int timeoutSeconds;

  /** Whether it is a template. */
  public boolean isTemplate() {
    return (flags & SyncFlags.TEMPLATE) != 0;
  }
}
