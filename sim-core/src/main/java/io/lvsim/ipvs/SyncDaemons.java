package io.lvsim.ipvs;

import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
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

  private final Host host;
  private @Nullable SyncDaemon master;
  private @Nullable SyncDaemon backup;

  SyncDaemons(Host host) {
    this.host = host;
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
    int mtu = Math.clamp(device(wanted).mtu(), ETHERNET_MTU, LONGEST_PACKET);
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
    device(wanted);
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

  private Interface device(SyncDaemon wanted) throws HostException {
    Interface device = host.interfaceNamed(wanted.interfaceName());
    if (device == null) {
      throw new HostException(Errno.ENODEV);
    }
    return device;
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
