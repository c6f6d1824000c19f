package io.lvsim.ipvs;

/** A real server of a service (struct ip_vs_dest). */
public final class RealServer {
  RealServer() {}

  public int address() {
    throw new IllegalStateException("being built");
  }

  public int port() {
    throw new IllegalStateException("being built");
  }

  public ForwardingMethod method() {
    throw new IllegalStateException("being built");
  }

  public int weight() {
    throw new IllegalStateException("being built");
  }

  public int upperThreshold() {
    throw new IllegalStateException("being built");
  }

  public int lowerThreshold() {
    throw new IllegalStateException("being built");
  }

  public int activeConnections() {
    throw new IllegalStateException("being built");
  }

  public int inactiveConnections() {
    throw new IllegalStateException("being built");
  }

  public int persistentConnections() {
    throw new IllegalStateException("being built");
  }

  public Stats stats() {
    throw new IllegalStateException("being built");
  }
}
