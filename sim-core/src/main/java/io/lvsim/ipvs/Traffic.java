package io.lvsim.ipvs;

/** Counts connections and packets for servers, services and all together (ip_vs_in_stats ...). */
final class Traffic {
  private final StatCounters total = new StatCounters();
  private final Estimator estimator;

  Traffic(Estimator estimator) {
    this.estimator = estimator;
    estimator.start(total);
  }

  StatCounters total() {
    return total;
  }

  /** A real connection, not a template, was made to a server. */
  void connection(RealServer server) {
    server.counters().countConnection();
    server.service().counters().countConnection();
    total.countConnection();
    estimator.wake();
  }

  /** A packet goes to a server, if that is still in its service. */
  void in(RealServer server, int bytes) {
    if (server.isAvailable()) {
      server.counters().countIn(bytes);
      server.service().counters().countIn(bytes);
      total.countIn(bytes);
      estimator.wake();
    }
  }

  /** A reply of a server passes the director. */
  void out(RealServer server, int bytes) {
    if (server.isAvailable()) {
      server.counters().countOut(bytes);
      server.service().counters().countOut(bytes);
      total.countOut(bytes);
      estimator.wake();
    }
  }
}
