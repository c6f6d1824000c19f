package io.lvsim.ipvs;

/**
 * A real server as ipvsadm lists it.
 *
 * @param port 0 for one that takes the packet's port
 */
public record ListedServer(
    int address,
    int port,
    ForwardingMethod method,
    int weight,
    int upperThreshold,
    int lowerThreshold,
    int activeConnections,
    int inactiveConnections,
    int persistentConnections,
    Stats stats) {
  static ListedServer of(RealServer server) {
    return new ListedServer(
        server.address(),
        server.port(),
        server.method(),
        server.weight(),
        server.upperThreshold(),
        server.lowerThreshold(),
        server.activeConnections(),
        server.inactiveConnections(),
        server.persistentConnections(),
        server.stats());
  }

  /** With what is counted for it in another director. */
  ListedServer plus(ListedServer other) {
    return new ListedServer(
        address,
        port,
        method,
        weight,
        upperThreshold,
        lowerThreshold,
        activeConnections + other.activeConnections,
        inactiveConnections + other.inactiveConnections,
        persistentConnections + other.persistentConnections,
        stats.plus(other.stats));
  }

  boolean isAlso(ListedServer other) {
    return address == other.address && port == other.port;
  }
}
