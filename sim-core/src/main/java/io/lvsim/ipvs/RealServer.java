package io.lvsim.ipvs;

import io.lvsim.ipvs.scheduler.Candidate;
import org.jspecify.annotations.Nullable;

/** A real server of a service (struct ip_vs_dest). */
public final class RealServer implements Candidate {
  private static final long NOT_IDLE = -1;

  private final int address;
  private final int port;
  private final StatCounters counters = new StatCounters();
  private @Nullable VirtualService service;

  private ForwardingMethod method = ForwardingMethod.ROUTE;
  private int weight;
  private int lastWeight;
  private int upperThreshold;
  private int lowerThreshold;

  private int activeConnections;
  private int inactiveConnections;
  private int persistentConnections;
  private boolean overloaded;
  private boolean available;
  private boolean known = true;
  private long idleSinceNanos = NOT_IDLE;

  RealServer(@Nullable VirtualService service, int address, int port) {
    this.service = service;
    this.address = address;
    this.port = port;
  }

  /**
   * What a connection leads to that another director has told of and that no service here has:
   * packets get there, nothing is counted anywhere.
   */
  static RealServer unknown(int address, int port, ForwardingMethod method) {
    RealServer server = new RealServer(null, address, port);
    server.method = method;
    server.weight = 1;
    server.known = false;
    return server;
  }

  @Override
  public int address() {
    return address;
  }

  /** 0 for a server of a port-0 or mark service that takes the packet's port. */
  @Override
  public int port() {
    return port;
  }

  /** As decisions name it: address and port. */
  public String words() {
    return Telling.server(this);
  }

  public ForwardingMethod method() {
    return method;
  }

  @Override
  public int weight() {
    return weight;
  }

  @Override
  public int lastWeight() {
    return lastWeight;
  }

  public int upperThreshold() {
    return upperThreshold;
  }

  public int lowerThreshold() {
    return lowerThreshold;
  }

  @Override
  public int activeConnections() {
    return activeConnections;
  }

  @Override
  public int inactiveConnections() {
    return inactiveConnections;
  }

  /** Templates that lead here. */
  public int persistentConnections() {
    return persistentConnections;
  }

  @Override
  public boolean isOverloaded() {
    return overloaded;
  }

  @Override
  public boolean isAvailable() {
    return available;
  }

  /** Whether it is, or once was, in a service. */
  boolean isKnown() {
    return known;
  }

  /** Whether it was in a service and is no more. */
  boolean isRemoved() {
    return known && !available;
  }

  public Stats stats() {
    return counters.shown();
  }

  /** The service it belongs to, or belonged to before it was removed. */
  VirtualService service() {
    if (service == null) {
      throw new IllegalStateException("in no service: " + Telling.server(this));
    }
    return service;
  }

  StatCounters counters() {
    return counters;
  }

  /** Takes new settings (__ip_vs_update_dest), as a new server or as one that is edited. */
  void configure(ServerConfig config, boolean joins) {
    method = config.method();
    weight = config.weight();
    if (joins || weight != 0) {
      lastWeight = weight;
    }
    if (config.upperThreshold() == 0 || config.upperThreshold() > upperThreshold) {
      overloaded = false;
    }
    upperThreshold = config.upperThreshold();
    lowerThreshold = config.lowerThreshold();
    available = true;
    idleSinceNanos = NOT_IDLE;
  }

  /** Belongs to a service again; counters start anew if it is not the same service object. */
  void joinAgain(VirtualService newService) {
    if (service != newService) {
      counters.zero();
      service = newService;
    }
  }

  /** Was removed from its service (__ip_vs_unlink_dest). */
  void leave() {
    available = false;
  }

  /** A connection begins; it is inactive at first (ip_vs_bind_dest). */
  void bindConnection() {
    inactiveConnections++;
    checkOverload();
  }

  /** A template begins (ip_vs_bind_dest). */
  void bindTemplate() {
    persistentConnections++;
    checkOverload();
  }

  /** A connection ends (ip_vs_unbind_dest). */
  void unbindConnection(boolean inactive) {
    if (inactive) {
      inactiveConnections--;
    } else {
      activeConnections--;
    }
    relieve();
  }

  /** A template ends (ip_vs_unbind_dest). */
  void unbindTemplate() {
    persistentConnections--;
    relieve();
  }

  /** A connection's state has changed to one that counts as active. */
  void becomesActive() {
    activeConnections++;
    inactiveConnections--;
  }

  /** A connection's state has changed to one that counts as inactive. */
  void becomesInactive() {
    activeConnections--;
    inactiveConnections++;
  }

  /** Whether connections or templates refer to it. */
  boolean isReferenced() {
    return activeConnections + inactiveConnections + persistentConnections > 0;
  }

  /** Since when the trash has seen it unreferenced; negative if it has not. */
  long idleSinceNanos() {
    return idleSinceNanos;
  }

  void idleSince(long atNanos) {
    idleSinceNanos = atNanos;
  }

  private void checkOverload() {
    if (upperThreshold != 0 && activeConnections + inactiveConnections >= upperThreshold) {
      overloaded = true;
    }
  }

  private void relieve() {
    int connections = activeConnections + inactiveConnections;
    if (lowerThreshold != 0) {
      overloaded &= connections >= lowerThreshold;
    } else if (upperThreshold != 0) {
      overloaded &= connections * 4L >= upperThreshold * 3L;
    } else {
      overloaded = false;
    }
  }
}
