package io.lvsim.ipvs;

import io.lvsim.engine.Random;
import io.lvsim.ipvs.scheduler.Candidate;
import io.lvsim.ipvs.scheduler.Pool;
import io.lvsim.ipvs.scheduler.Scheduler;
import io.lvsim.ipvs.scheduler.Schedulers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A virtual service and its real servers (struct ip_vs_service). */
public final class VirtualService implements Pool {
  /** The name that stands for no scheduler at all: nothing is ever scheduled. */
  static final String NO_SCHEDULER = "none";

  private final ServiceKey key;
  private final IpvsSysctls sysctls;
  private final Platform platform;
  private final StatCounters counters = new StatCounters();
  private final List<RealServer> servers = new ArrayList<>();
  private final Random random;
  private ServiceConfig config;
  private @Nullable Scheduler scheduler;

  VirtualService(
      ServiceKey key, ServiceConfig config, Platform platform, IpvsSysctls sysctls, Random random) {
    this.key = key;
    this.config = config;
    this.platform = platform;
    this.sysctls = sysctls;
    this.random = random;
    this.scheduler = Schedulers.create(config.scheduler(), this);
  }

  public ServiceKey key() {
    return key;
  }

  public ServiceConfig config() {
    return config;
  }

  /** In the kernel's order: newest first. */
  public List<RealServer> servers() {
    return Collections.unmodifiableList(servers);
  }

  public Stats stats() {
    return counters.shown();
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
    return config.schedulerFlags();
  }

  @Override
  public Random random() {
    return random;
  }

  @Override
  public long now() {
    return platform.simulation().now();
  }

  @Override
  public int cacheExpirySeconds(String name) {
    return sysctls.cacheExpirySeconds(name);
  }

  StatCounters counters() {
    return counters;
  }

  @Nullable Scheduler scheduler() {
    return scheduler;
  }

  boolean isPersistent() {
    return config.persistentSeconds() > 0;
  }

  boolean isMark() {
    return key.mark() != 0;
  }

  /** Takes new settings; another scheduler starts from nothing, the same one goes on. */
  void configure(ServiceConfig newConfig) {
    boolean otherScheduler = !newConfig.scheduler().equals(config.scheduler());
    config = newConfig;
    if (otherScheduler) {
      scheduler = Schedulers.create(newConfig.scheduler(), this);
    }
  }

  @Nullable RealServer find(int address, int port) {
    for (int i = 0; i < servers.size(); i++) {
      RealServer server = servers.get(i);
      if (server.address() == address && server.port() == port) {
        return server;
      }
    }
    return null;
  }

  /** Puts a server at the head of the list. */
  void add(RealServer server) {
    servers.addFirst(server);
    if (scheduler != null) {
      scheduler.added(server);
    }
  }

  void remove(RealServer server) {
    int position = servers.indexOf(server);
    servers.remove(position);
    server.leave();
    if (scheduler != null) {
      scheduler.removed(server, position == 0 ? null : servers.get(position - 1));
    }
  }

  /** Empties the list; the scheduler is not told, for the service itself goes. */
  void removeAll() {
    for (RealServer server : servers) {
      server.leave();
    }
    servers.clear();
    scheduler = null;
  }

  void edited(RealServer server) {
    if (scheduler != null) {
      scheduler.edited(server);
    }
  }
}
