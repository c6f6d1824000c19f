package io.lvsim.ipvs.sync;

/** The flags of connections as they are told to backups (IP_VS_CONN_F_* in ip_vs.h). */
public final class SyncFlags {
  /** The forwarding method, in the order of ipvsadm's list. */
  public static final int METHOD = 0x7;

  /** The entry was made by a synchronisation message. */
  public static final int SYNC = 0x20;

  /** The entry is in the hash table; never told. */
  public static final int HASHED = 0x40;

  /** Replies do not pass the director. */
  public static final int NO_OUTPUT = 0x80;

  /** The connection counts as inactive at its server. */
  public static final int INACTIVE = 0x100;

  /** Sequence numbers of FTP through NAT follow (IN_SEQ and OUT_SEQ). */
  public static final int SEQUENCES = 0x600;

  /** The client's port is not known yet (FTP through NAT). */
  public static final int NO_CLIENT_PORT = 0x800;

  /** A persistence template. */
  public static final int TEMPLATE = 0x1000;

  /** One-packet scheduling. */
  public static final int ONE_PACKET = 0x2000;

  /** What a backup takes over from a message of version 1 (IP_VS_CONN_F_BACKUP_MASK). */
  public static final int TAKEN_OVER =
      METHOD | NO_OUTPUT | INACTIVE | SEQUENCES | NO_CLIENT_PORT | TEMPLATE;

  private SyncFlags() {}
}
