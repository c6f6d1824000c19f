package io.lvsim.ipvs;

import io.lvsim.host.HostException;

/** How synchronisation daemons reach each other. */
interface SyncNetwork {
  /** The MTU of an interface that there is not. */
  int NO_DEVICE = -1;

  /** A socket of a daemon. */
  interface Socket {
    /** Sends a datagram to the daemon's group; one that cannot be sent is lost. */
    void send(byte[] bytes, int length);

    /** Closes it; a group that it listened to is left. */
    void close();
  }

  /** Who gets what a backup's socket receives. */
  interface Receiver {
    /** A datagram has come. */
    void received(byte[] bytes, int from, int length);
  }

  /** The MTU of an interface in bytes, {@link #NO_DEVICE} if there is none of that name. */
  int mtu(String interfaceName);

  /**
   * Opens a master's socket.
   *
   * @param port of the group
   * @throws HostException ENETUNREACH
   */
  Socket openMaster(SyncDaemon daemon, int port) throws HostException;

  /**
   * Opens a backup's socket.
   *
   * @param port of the group
   * @throws HostException EADDRINUSE
   */
  Socket openBackup(SyncDaemon daemon, int port, Receiver receiver) throws HostException;
}
