package io.lvsim.ipvs;

import io.lvsim.host.HostException;
import io.lvsim.ipvs.sync.SyncReader;
import io.lvsim.trace.SyncDecision;
import org.jspecify.annotations.Nullable;

/** The backup: listens to what masters tell (sync_thread_backup). */
final class SyncBackup {
  private final Connections connections;
  private final SyncedEntries entries;
  private final Telling telling;
  private final SyncReader reader = new SyncReader();
  private SyncNetwork.Socket[] sockets = {};
  private @Nullable SyncDaemon daemon;

  SyncBackup(Connections connections, SyncedEntries entries, Telling telling) {
    this.connections = connections;
    this.entries = entries;
    this.telling = telling;
  }

  /**
   * Begins to listen.
   *
   * @param ports how many sockets, each with the next port
   * @throws HostException EADDRINUSE
   */
  void start(SyncDaemon wanted, SyncNetwork network, int ports) throws HostException {
    sockets =
        SyncDaemons.open(wanted, ports, port -> network.openBackup(wanted, port, this::received));
    daemon = wanted;
    connections.table().startHistory();
    connections.templates().startHistory();
  }

  /** Listens no more; what it has heard of stays. */
  void stop() {
    SyncDaemons.close(sockets);
    daemon = null;
  }

  private void received(byte[] bytes, int from, int length) {
    SyncDaemon listening = daemon;
    if (listening == null) {
      return;
    }
    int taken = Math.min(length, listening.maximumLength());
    String fault = reader.read(bytes, from, taken, listening.syncId(), entries);
    if (fault != null && telling.on()) {
      telling.tell(new SyncDecision.Ignored("the message, or the rest of it", fault));
    }
  }
}
