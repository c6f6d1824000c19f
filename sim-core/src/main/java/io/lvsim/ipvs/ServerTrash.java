package io.lvsim.ipvs;

import io.lvsim.engine.Event;
import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Real servers that were removed, kept while connections refer to them and for a while after
 * (dest_trash). One that is added again to a service of the same key comes back as it was.
 */
final class ServerTrash implements Event {
  /** IP_VS_DEST_TRASH_PERIOD. */
  private static final long IDLE_NANOS = Nanos.seconds(120);

  private static final long LOOK_NANOS = IDLE_NANOS / 2;

  private final Simulation simulation;

  /** Newest first. */
  private final List<RealServer> servers = new ArrayList<>();

  private boolean looking;

  ServerTrash(Simulation simulation) {
    this.simulation = simulation;
  }

  void put(RealServer server) {
    if (!looking) {
      lookLater();
    }
    servers.addFirst(server);
    server.idleSince(-1);
  }

  /** Takes out the server that once was in this service, or in one of the same key. */
  @Nullable RealServer take(VirtualService service, int address, int port) {
    for (int i = 0; i < servers.size(); i++) {
      RealServer server = servers.get(i);
      if (server.address() == address
          && server.port() == port
          && server.service().key().equals(service.key())) {
        servers.remove(i);
        return server;
      }
    }
    return null;
  }

  /** Called by the engine: who has been idle for long enough goes (ip_vs_dest_trash_expire). */
  @Override
  public void fire(@Nullable Object payload, long number) {
    looking = false;
    long now = simulation.now();
    servers.removeIf(server -> isForgotten(server, now));
    if (!servers.isEmpty()) {
      lookLater();
    }
  }

  private static boolean isForgotten(RealServer server, long now) {
    if (server.isReferenced()) {
      return false;
    }
    if (server.idleSinceNanos() < 0) {
      server.idleSince(now);
      return false;
    }
    return now - server.idleSinceNanos() >= IDLE_NANOS;
  }

  private void lookLater() {
    looking = true;
    simulation.schedule(LOOK_NANOS, this);
  }
}
