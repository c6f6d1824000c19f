package io.lvsim.audit;

import io.lvsim.engine.Random;
import io.lvsim.ipvs.scheduler.Candidate;
import io.lvsim.ipvs.scheduler.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * The real servers of the rules, in one order, as the simulator's schedulers see them. Only for
 * schedulers that look neither at counts of connections nor at the clock nor at random numbers.
 */
final class RulesPool implements Pool {
  /** Up to so many servers every order is tried. */
  static final int SERVERS_MAX = 5;

  private final List<RulesServer> servers = new ArrayList<>();
  private final int flags;

  RulesPool(List<AuditedServer> inOrder, int schedulerFlags) {
    inOrder.forEach(server -> servers.add(new RulesServer(server)));
    flags = schedulerFlags;
  }

  /** One that takes connections whatever their number. */
  private record RulesServer(AuditedServer server) implements Candidate {
    @Override
    public int address() {
      return server.address();
    }

    @Override
    public int port() {
      return server.port();
    }

    @Override
    public int weight() {
      return server.weight();
    }

    @Override
    public int lastWeight() {
      return server.weight();
    }

    @Override
    public boolean isOverloaded() {
      return false;
    }

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public int activeConnections() {
      return 0;
    }

    @Override
    public int inactiveConnections() {
      return 0;
    }
  }

  /**
   * The orders in which the director may have the servers. ipvsadm -Sn lists them by address, so
   * that their order is not known: all orders, of {@link #SERVERS_MAX} servers at most.
   */
  static List<List<AuditedServer>> orders(List<AuditedServer> servers) {
    if (servers.size() > SERVERS_MAX) {
      return List.of();
    }
    List<List<AuditedServer>> orders = new ArrayList<>();
    permute(new ArrayList<>(), servers, orders);
    return orders;
  }

  private static void permute(
      List<AuditedServer> begun, List<AuditedServer> rest, List<List<AuditedServer>> orders) {
    if (rest.isEmpty()) {
      orders.add(List.copyOf(begun));
      return;
    }
    for (int i = 0; i < rest.size(); i++) {
      List<AuditedServer> others = new ArrayList<>(rest);
      begun.add(others.remove(i));
      permute(begun, others, orders);
      begun.removeLast();
    }
  }

  @Override
  public int size() {
    return servers.size();
  }

  @Override
  public Candidate get(int position) {
    return servers.get(position);
  }

  @Override
  public int schedulerFlags() {
    return flags;
  }

  @Override
  public Random random() {
    throw new UnsupportedOperationException("what is drawn by lot is not judged");
  }

  @Override
  public long now() {
    throw new UnsupportedOperationException("what the clock decides is not judged");
  }

  @Override
  public int cacheExpirySeconds(String scheduler) {
    throw new UnsupportedOperationException("what the clock decides is not judged");
  }
}
