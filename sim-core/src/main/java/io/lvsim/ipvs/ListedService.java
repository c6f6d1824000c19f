package io.lvsim.ipvs;

import java.util.List;

/**
 * A virtual service as ipvsadm lists it.
 *
 * @param servers in the kernel's order: newest first
 */
public record ListedService(
    ServiceKey key, ServiceConfig config, Stats stats, List<ListedServer> servers) {
  static ListedService of(VirtualService service) {
    return new ListedService(
        service.key(),
        service.config(),
        service.stats(),
        service.servers().stream().map(ListedServer::of).toList());
  }

  /** With what is counted for it in another director; which servers it has, this one says. */
  ListedService plus(ListedService other) {
    List<ListedServer> sums = servers.stream().map(server -> sum(server, other)).toList();
    return new ListedService(key, config, stats.plus(other.stats), sums);
  }

  private static ListedServer sum(ListedServer server, ListedService other) {
    return other.servers.stream()
        .filter(server::isAlso)
        .findFirst()
        .map(server::plus)
        .orElse(server);
  }
}
