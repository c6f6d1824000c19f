package io.lvsim.command.ipvsadm;

import io.lvsim.host.HostException;
import io.lvsim.ipvs.SyncDaemon;
import io.lvsim.ipvs.SyncDaemons;
import org.jspecify.annotations.Nullable;

/** What --start-daemon and --stop-daemon were told; 0 and empty where nothing was said. */
final class SyncDaemonRequest {
  private static final String DEFAULT_INTERFACE = "eth0";
  private static final int LONGEST_INTERFACE_NAME = 15;

  boolean master;
  String interfaceName = "";
  int syncId;
  String group = "";
  int port;
  int ttl;
  int maximumLength;

  void start(SyncDaemons daemons) throws HostException {
    SyncDaemon wanted = new SyncDaemon(device(), syncId, maximumLength, group, port, ttl);
    if (master) {
      daemons.startMaster(wanted);
    } else {
      daemons.startBackup(wanted);
    }
  }

  void stop(SyncDaemons daemons) throws HostException {
    if (master) {
      daemons.stopMaster();
    } else {
      daemons.stopBackup();
    }
  }

  private String device() {
    String name = interfaceName.isEmpty() ? DEFAULT_INTERFACE : interfaceName;
    return name.substring(0, Math.min(name.length(), LONGEST_INTERFACE_NAME));
  }

  /** As ipvsadm -L --daemon lists them. */
  static String list(SyncDaemons daemons) {
    return line("master", daemons.master()) + line("backup", daemons.backup());
  }

  private static String line(String type, @Nullable SyncDaemon daemon) {
    return daemon == null
        ? ""
        : String.format(
            "%s sync daemon (mcast=%s, syncid=%d, maxlen=%d, group=%s, port=%d, ttl=%d)\n",
            type,
            daemon.interfaceName(),
            daemon.syncId(),
            daemon.maximumLength(),
            daemon.group(),
            daemon.port(),
            daemon.ttl());
  }
}
