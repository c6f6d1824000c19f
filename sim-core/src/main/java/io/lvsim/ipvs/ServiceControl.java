package io.lvsim.ipvs;

import io.lvsim.engine.Random;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.ipvs.scheduler.Schedulers;
import org.jspecify.annotations.Nullable;

/** Adds, edits and deletes services and real servers (ip_vs_ctl.c). */
final class ServiceControl {
  private final Platform platform;
  private final IpvsSysctls sysctls;
  private final ServiceTable services;
  private final Connections connections;
  private final Estimator estimator;
  private final Traffic traffic;
  private final ServerTrash trash;
  private final Telling telling;
  private final Random random;

  ServiceControl(
      Platform platform,
      IpvsSysctls sysctls,
      ServiceTable services,
      Connections connections,
      Estimator estimator,
      Traffic traffic,
      Telling telling) {
    this.platform = platform;
    this.sysctls = sysctls;
    this.services = services;
    this.connections = connections;
    this.estimator = estimator;
    this.traffic = traffic;
    this.trash = new ServerTrash(platform.simulation());
    this.telling = telling;
    this.random = platform.simulation().random(platform.name() + " schedulers");
  }

  void addService(ServiceKey key, ServiceConfig config) throws HostException {
    if (services.get(key) != null) {
      throw new HostException(Errno.EEXIST);
    }
    checkNames(config);
    VirtualService service = new VirtualService(key, config, platform, sysctls, random);
    services.add(service);
    estimator.start(service.counters());
  }

  void editService(ServiceKey key, ServiceConfig config) throws HostException {
    VirtualService service = existing(key);
    checkNames(config);
    service.configure(config);
  }

  void deleteService(ServiceKey key) throws HostException {
    unlink(existing(key));
    endAllWithoutServer();
  }

  void flush() {
    for (VirtualService service : services.all()) {
      unlink(service);
    }
    endAllWithoutServer();
  }

  void addServer(ServiceKey key, int address, int port, ServerConfig config) throws HostException {
    VirtualService service = existing(key);
    checkServer(config);
    if (service.find(address, port) != null) {
      throw new HostException(Errno.EEXIST);
    }
    RealServer server = trash.take(service, address, port);
    if (server != null) {
      server.joinAgain(service);
      telling.revived(service, server);
    } else if (platform.canBeServer(address)) {
      server = new RealServer(service, address, port);
    } else {
      throw new HostException(Errno.EINVAL);
    }
    server.configure(config, true);
    estimator.start(server.counters());
    service.add(server);
  }

  void editServer(ServiceKey key, int address, int port, ServerConfig config) throws HostException {
    VirtualService service = existing(key);
    checkServer(config);
    RealServer server = existing(service, address, port);
    server.configure(config, false);
    service.edited(server);
  }

  void deleteServer(ServiceKey key, int address, int port) throws HostException {
    VirtualService service = existing(key);
    RealServer server = existing(service, address, port);
    service.remove(server);
    discard(server);
    endAllWithoutServer();
  }

  /** One service, or for null all of them and the totals. */
  void zero(@Nullable ServiceKey key) throws HostException {
    if (key != null) {
      zero(existing(key));
      return;
    }
    services.all().forEach(ServiceControl::zero);
    traffic.total().zero();
  }

  private static void zero(VirtualService service) {
    for (RealServer server : service.servers()) {
      server.counters().zero();
    }
    service.counters().zero();
  }

  private void unlink(VirtualService service) {
    services.remove(service);
    estimator.stop(service.counters());
    for (RealServer server : service.servers()) {
      discard(server);
    }
    service.removeAll();
  }

  private void discard(RealServer server) {
    estimator.stop(server.counters());
    trash.put(server);
  }

  private void endAllWithoutServer() {
    if (sysctls.isOn(IpvsSetting.EXPIRE_NODEST_CONN)) {
      connections.endAllWithoutServer();
    }
  }

  private VirtualService existing(ServiceKey key) throws HostException {
    VirtualService service = services.get(key);
    if (service == null) {
      throw new HostException(Errno.ESRCH);
    }
    return service;
  }

  private static RealServer existing(VirtualService service, int address, int port)
      throws HostException {
    RealServer server = service.find(address, port);
    if (server == null) {
      throw new HostException(Errno.ENOENT);
    }
    return server;
  }

  private static void checkNames(ServiceConfig config) throws HostException {
    String scheduler = config.scheduler();
    String engine = config.persistenceEngine();
    boolean knowsScheduler =
        Schedulers.exists(scheduler) || scheduler.equals(VirtualService.NO_SCHEDULER);
    if (!knowsScheduler || !engine.isEmpty() && !engine.equals(ServiceConfig.ENGINE_SIP)) {
      throw new HostException(Errno.ENOENT);
    }
  }

  private static void checkServer(ServerConfig config) throws HostException {
    if (config.weight() < 0 || config.lowerThreshold() > config.upperThreshold()) {
      throw new HostException(Errno.ERANGE);
    }
  }
}
