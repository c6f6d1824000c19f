package io.lvsim.ipvs;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether a host has the synchronisation daemons, master and backup, and how they are set up
 * (start_sync_thread in ip_vs_sync.c). They are kept and listed; no connection is handed over.
 */
public final class SyncDaemons {
  private static final String DEFAULT_GROUP = "224.0.0.81";
  private static final int DEFAULT_PORT = 8848;
  private static final int ETHERNET_MTU = 1500;
  private static final int LONGEST_PACKET = 65535;
  private static final int SHORTEST_OF_BACKUP = 1024;
  private static final int IPV4_AND_UDP_HEADERS = 20 + 8;
  private static final int IPV6_AND_UDP_HEADERS = 40 + 8;

  /** The MTU of an interface that there is not. */
  static final int NO_DEVICE = -1;

  private final ToIntFunction<String> mtuOf;
  private @Nullable SyncDaemon master;
  private @Nullable SyncDaemon backup;

  /**
   * @param mtuOf the MTU of an interface in bytes, by its name
   */
  SyncDaemons(ToIntFunction<String> mtuOf) {
    this.mtuOf = mtuOf;
  }

  /** The one that sends, or null. */
  public @Nullable SyncDaemon master() {
    return master;
  }

  /** The one that listens, or null. */
  public @Nullable SyncDaemon backup() {
    return backup;
  }

  /**
   * Starts the master; 0 and an empty group stand for the defaults.
   *
   * @throws HostException ENODEV, EEXIST
   */
  public void startMaster(SyncDaemon wanted) throws HostException {
    SyncDaemon complete = complete(wanted, ETHERNET_MTU, 1);
    requireNone(master);
    master = complete;
  }

  /**
   * Starts the backup; 0 and an empty group stand for the defaults.
   *
   * @throws HostException ENODEV, EEXIST
   */
  public void startBackup(SyncDaemon wanted) throws HostException {
    int mtu = Math.clamp(deviceMtu(wanted), ETHERNET_MTU, LONGEST_PACKET);
    SyncDaemon complete = complete(wanted, mtu, SHORTEST_OF_BACKUP);
    requireNone(backup);
    backup = complete;
  }

  /** Stops the master. @throws HostException ESRCH */
  public void stopMaster() throws HostException {
    requireOne(master);
    master = null;
  }

  /** Stops the backup. @throws HostException ESRCH */
  public void stopBackup() throws HostException {
    requireOne(backup);
    backup = null;
  }

  private SyncDaemon complete(SyncDaemon wanted, int mtu, int shortest) throws HostException {
    deviceMtu(wanted);
    String group = wanted.group().isEmpty() ? DEFAULT_GROUP : wanted.group();
    int headers = group.contains(":") ? IPV6_AND_UDP_HEADERS : IPV4_AND_UDP_HEADERS;
    int length =
        wanted.maximumLength() == 0
            ? mtu - headers
            : Math.clamp(wanted.maximumLength(), shortest, LONGEST_PACKET - headers);
    return new SyncDaemon(
        wanted.interfaceName(),
        wanted.syncId(),
        length,
        group,
        wanted.port() == 0 ? DEFAULT_PORT : wanted.port(),
        wanted.ttl() == 0 ? 1 : wanted.ttl());
  }

  private int deviceMtu(SyncDaemon wanted) throws HostException {
    int mtu = mtuOf.applyAsInt(wanted.interfaceName());
    if (mtu == NO_DEVICE) {
      throw new HostException(Errno.ENODEV);
    }
    return mtu;
  }

  private static void requireNone(@Nullable SyncDaemon running) throws HostException {
    if (running != null) {
      throw new HostException(Errno.EEXIST);
    }
  }

  private static void requireOne(@Nullable SyncDaemon running) throws HostException {
    if (running == null) {
      throw new HostException(Errno.ESRCH);
    }
  }
}
