package io.lvsim.command.ipvsadm;

import io.lvsim.ipvs.ForwardingMethod;
import io.lvsim.ipvs.ServerConfig;
import io.lvsim.ipvs.ServiceConfig;
import io.lvsim.ipvs.ServiceKey;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one command line asks for; filled in by {@link CommandLine}. */
final class Request {
  private static final String DEFAULT_SCHEDULER = "wlc";
  private static final int UDP = 17;

  @Nullable Action action;
  final Set<Modifier> given = EnumSet.noneOf(Modifier.class);

  int protocol;
  int address;
  int port;
  int mark;
  boolean serviceIsIpv6;
  String scheduler = "";
  int schedulerFlags;
  int persistentSeconds;
  int netmask = -1;
  boolean onePacket;
  String persistenceEngine = "";

  int serverAddress;
  int serverPort;
  boolean serverIsIpv6;
  ForwardingMethod method = ForwardingMethod.ROUTE;
  int weight = 1;
  int upperThreshold;
  int lowerThreshold;
  Tunnel tunnel = Tunnel.IPIP;

  final int[] timeouts = new int[3];
  SyncDaemonRequest daemon = new SyncDaemonRequest();

  /** The command; asked when the line has been read. */
  Action action() {
    Action asked = action;
    if (asked == null) {
      throw new IllegalStateException("no command has been read");
    }
    return asked;
  }

  /** Whether the table has to be listed with numbers for names. */
  boolean numeric() {
    return given.contains(Modifier.NUMERIC);
  }

  ServiceKey key() {
    return mark != 0 ? ServiceKey.ofMark(mark) : ServiceKey.of(protocol, address, port);
  }

  ServiceConfig serviceConfig() {
    return new ServiceConfig(
        scheduler, schedulerFlags, persistentSeconds, netmask, onePacket, persistenceEngine);
  }

  ServerConfig serverConfig() {
    return new ServerConfig(method, weight, upperThreshold, lowerThreshold);
  }

  /**
   * Checks what was read as a whole, and fills in what follows from the rest.
   *
   * @throws Exit 2 with the first thing that is wrong
   */
  void complete() throws Exit {
    action().check(given);
    switch (action()) {
      case ADD_SERVICE, EDIT_SERVICE -> completeService();
      case ADD_SERVER, EDIT_SERVER -> completeServer();
      case LIST -> checkList();
      default -> {}
    }
  }

  private void completeService() throws Exit {
    boolean persistent = given.contains(Modifier.PERSISTENT);
    if (mark == 0 && port == 0 && !persistent) {
      throw Exit.usage("Zero port specified for non-persistent service");
    }
    if (onePacket && mark == 0 && protocol != UDP) {
      throw Exit.usage("One-Packet Scheduling is only for UDP virtual services");
    }
    if (scheduler.isEmpty()) {
      scheduler = DEFAULT_SCHEDULER;
    }
  }

  /** Direct routing and tunnels cannot change the port: that of the service is taken. */
  private void completeServer() throws Exit {
    boolean tunnelled = method == ForwardingMethod.TUNNEL;
    if (mark == 0 && (tunnelled || method == ForwardingMethod.ROUTE)) {
      serverPort = port;
    }
    if (serverIsIpv6 != serviceIsIpv6 && !tunnelled) {
      throw Exit.usage("Different address family is allowed only for tunneling servers");
    }
    if (!tunnelled && given.stream().anyMatch(Request::isAboutTunnels)) {
      throw Exit.usage("Tunnel options conflict with forward method");
    }
    tunnel.check(given);
  }

  private static boolean isAboutTunnels(Modifier modifier) {
    return modifier.compareTo(Modifier.TUN_TYPE) >= 0;
  }

  private void checkList() throws Exit {
    boolean counters =
        given.contains(Modifier.STATS)
            || given.contains(Modifier.RATE)
            || given.contains(Modifier.THRESHOLDS);
    boolean settings = given.contains(Modifier.TIMEOUT) || given.contains(Modifier.DAEMON);
    boolean other = settings || given.contains(Modifier.CONNECTION);
    if (other && counters || settings && given.contains(Modifier.PERSISTENT_CONN)) {
      throw Exit.usage("options conflicts in the list command");
    }
  }
}
