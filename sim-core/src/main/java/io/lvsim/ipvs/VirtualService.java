package io.lvsim.ipvs;

import java.util.List;

/** A virtual service and its real servers. */
public final class VirtualService {
  VirtualService() {}

  public ServiceKey key() {
    throw new IllegalStateException("being built");
  }

  public ServiceConfig config() {
    throw new IllegalStateException("being built");
  }

  /** In the kernel's order: newest first. */
  public List<RealServer> servers() {
    throw new IllegalStateException("being built");
  }

  public Stats stats() {
    throw new IllegalStateException("being built");
  }
}
