package io.lvsim.ipvs;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.trace.SyncDecision;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a host has the synchronisation daemons, master and backup, and how they are set up
 * (start_sync_thread and stop_sync_thread in ip_vs_sync.c).
 */
public final class SyncDaemons {
  private static final String DEFAULT_GROUP = "224.0.0.81";
  private static final int DEFAULT_PORT = 8848;
  private static final int ETHERNET_MTU = 1500;
  private static final int LONGEST_PACKET = 65535;
  private static final int SHORTEST_OF_BACKUP = 1024;
  private static final int IPV4_AND_UDP_HEADERS = 20 + 8;
  private static final int IPV6_AND_UDP_HEADERS = 40 + 8;

  private static final int MOST_PORTS = 64;

  /** Opens a socket for a port. */
  interface Opening {
    /** Opens it. @throws HostException if the host refuses */
    SyncNetwork.Socket open(int port) throws HostException;
  }

  private final SyncNetwork network;
  private final SyncMaster sender;
  private final SyncBackup listener;
  private final IpvsSysctls sysctls;
  private final Telling telling;
  private final Consumer<TableChange> made;
  private @Nullable SyncDaemon master;
  private @Nullable SyncDaemon backup;
  private int ports = 1;

  SyncDaemons(
      SyncNetwork network,
      SyncMaster sender,
      SyncBackup listener,
      IpvsSysctls sysctls,
      Telling telling,
      Consumer<TableChange> made) {
    this.network = network;
    this.sender = sender;
    this.listener = listener;
    this.sysctls = sysctls;
    this.telling = telling;
    this.made = made;
  }

  /** Whether packets are left to the host because it is a backup (net.ipv4.vs.backup_only). */
  boolean isBackupOnly() {
    return backup != null && sysctls.isOn(IpvsSetting.BACKUP_ONLY);
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
   * @throws HostException ENODEV, EEXIST, ENETUNREACH
   */
  public void startMaster(SyncDaemon wanted) throws HostException {
    SyncDaemon complete = complete(wanted, ETHERNET_MTU, 1);
    requireNone(master);
    sender.start(complete, network, portsToOpen());
    master = complete;
    tell("master", complete, true);
    made.accept(ipvs -> ipvs.syncDaemons().startMaster(wanted));
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
    listener.start(complete, network, portsToOpen());
    backup = complete;
    tell("backup", complete, true);
    made.accept(ipvs -> ipvs.syncDaemons().startBackup(wanted));
  }

  /** Stops the master. @throws HostException ESRCH */
  public void stopMaster() throws HostException {
    SyncDaemon stopped = requireOne(master);
    sender.stop();
    master = null;
    tell("master", stopped, false);
    made.accept(ipvs -> ipvs.syncDaemons().stopMaster());
  }

  /** Stops the backup. @throws HostException ESRCH */
  public void stopBackup() throws HostException {
    SyncDaemon stopped = requireOne(backup);
    listener.stop();
    backup = null;
    tell("backup", stopped, false);
    made.accept(ipvs -> ipvs.syncDaemons().stopBackup());
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
    int mtu = network.mtu(wanted.interfaceName());
    if (mtu == SyncNetwork.NO_DEVICE) {
      throw new HostException(Errno.ENODEV);
    }
    return mtu;
  }

  private static void requireNone(@Nullable SyncDaemon running) throws HostException {
    if (running != null) {
      throw new HostException(Errno.EEXIST);
    }
  }

  private static SyncDaemon requireOne(@Nullable SyncDaemon running) throws HostException {
    if (running == null) {
      throw new HostException(Errno.ESRCH);
    }
    return running;
  }

  /** Both daemons have as many ports as the first of them began with. */
  private int portsToOpen() {
    if (master == null && backup == null) {
      ports = Math.min(sysctls.syncPorts(), MOST_PORTS);
    }
    return ports;
  }

  private void tell(String role, SyncDaemon daemon, boolean started) {
    if (telling.on()) {
      String group = daemon.group() + ":" + daemon.port();
      telling.tell(new SyncDecision.Daemon(role, group, daemon.interfaceName(), started));
    }
  }

  /** Opens a daemon's sockets: all, or none if one fails. */
  static SyncNetwork.Socket[] open(SyncDaemon daemon, int count, Opening opening)
      throws HostException {
    SyncNetwork.Socket[] opened = new SyncNetwork.Socket[count];
    for (int i = 0; i < count; i++) {
      try {
        opened[i] = opening.open(daemon.port() + i & 0xFFFF);
      } catch (HostException e) {
        close(Arrays.copyOf(opened, i));
        throw e;
      }
    }
    return opened;
  }

  static void close(SyncNetwork.Socket[] sockets) {
    for (SyncNetwork.Socket socket : sockets) {
      socket.close();
    }
  }
}
