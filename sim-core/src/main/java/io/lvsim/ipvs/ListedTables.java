package io.lvsim.ipvs;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a director's tables hold at one instant, for whoever lists them: it stays as it is, and
 * other threads may read it.
 *
 * @param services in the kernel's order
 * @param connections connections and templates, newest first; empty if they were not asked for
 * @param total what is counted since boot
 * @param entries how many connections and templates there are
 * @param entriesLimit how many there may be
 * @param refusedEntries how many were not made because the table was full
 */
public record ListedTables(
    List<ListedService> services,
    List<ConnectionEntry> connections,
    Stats total,
    long entries,
    long entriesLimit,
    long refusedEntries) {
  /** Those of a director, which its own thread asks for. */
  public static ListedTables of(Ipvs ipvs, boolean withConnections) {
    return new ListedTables(
        ipvs.services().stream().map(ListedService::of).toList(),
        withConnections ? ipvs.connections() : List.of(),
        ipvs.total(),
        ipvs.entries(),
        ipvs.entriesLimit(),
        ipvs.refusedEntries());
  }

  /**
   * With the connections and counts of another director that has the same services. Which services
   * there are, this one says.
   */
  public ListedTables plus(ListedTables other) {
    return new ListedTables(
        services.stream().map(service -> sum(service, other)).toList(),
        Stream.concat(connections.stream(), other.connections.stream()).toList(),
        total.plus(other.total),
        entries + other.entries,
        entriesLimit + other.entriesLimit,
        refusedEntries + other.refusedEntries);
  }

  private static ListedService sum(ListedService service, ListedTables other) {
    return other.services.stream()
        .filter(each -> each.key().equals(service.key()))
        .findFirst()
        .map(service::plus)
        .orElse(service);
  }

  /** Active connections of all real servers. */
  public int activeConnections() {
    return servers().mapToInt(ListedServer::activeConnections).sum();
  }

  /** Inactive connections of all real servers. */
  public int inactiveConnections() {
    return servers().mapToInt(ListedServer::inactiveConnections).sum();
  }

  private Stream<ListedServer> servers() {
    return services.stream().flatMap(service -> service.servers().stream());
  }
}
