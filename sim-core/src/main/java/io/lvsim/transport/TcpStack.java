package io.lvsim.transport;

import io.lvsim.engine.Simulation;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.Route;
import io.lvsim.host.TransportProtocol;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** TCP of one host, as Linux 6.1 speaks it. */
public final class TcpStack implements TransportProtocol {
  private static final int LOOPBACK = 127 << 24 | 1;

  /** A connection without a program that only waits for its time to run out, as ss shows it. */
  public record Waiting(
      long number,
      int localAddress,
      int localPort,
      int remoteAddress,
      int remotePort,
      boolean finWait2,
      long remainingNanos) {}

  final TcpDecisions decisions;
  private final Host host;
  private final TcpSettings settings = new TcpSettings();
  private final SequenceSecrets secrets;
  private final SegmentWriter writer;
  private final LocalPorts ports;
  private final ConnectionTable connections = new ConnectionTable();
  private final TimeWaitTable waiting;
  private final List<TcpListener> listeners = new ArrayList<>();
  private final TcpErrorInput errors;
  private final TcpInput input;
  private final ActiveHandshake activeHandshake;
  private final PassiveHandshake passiveHandshake;
  private final TimeWaitInput waitingInput;
  private final TcpSegment segment = new TcpSegment();
  private long opened;

  /** Registers itself with the host's IPv4 layer and its sysctls with the host's. */
  public TcpStack(Host host) {
    this.host = host;
    Simulation simulation = host.simulation();
    decisions = new TcpDecisions(host);
    secrets = new SequenceSecrets(simulation, host.name());
    writer = new SegmentWriter(host);
    ports = new LocalPorts(host.ipv4(), simulation.random(host.name() + " ephemeral ports"));
    waiting = new TimeWaitTable(simulation);
    errors = new TcpErrorInput(host, connections, decisions);
    input = new TcpInput(decisions, simulation);
    activeHandshake = new ActiveHandshake(decisions, simulation);
    passiveHandshake = new PassiveHandshake(this, decisions, simulation);
    waitingInput = new TimeWaitInput(waiting, writer, decisions, simulation);
    settings.register(host.sysctl());
    host.ipv4().register(Ipv4.PROTOCOL_TCP, this);
  }

  /**
   * Listens, with SO_REUSEADDR as servers do.
   *
   * @param address 0 for any
   * @param backlog at least 0; net.core.somaxconn is the limit
   * @param accept called for each new connection once its handshake is done; gives its handler
   * @throws HostException EADDRINUSE, EADDRNOTAVAIL
   */
  public TcpListener listen(
      int address, int port, int backlog, Function<TcpConnection, TcpHandler> accept)
      throws HostException {
    if (address != 0 && !host.isLocal(address)) {
      throw new HostException(Errno.EADDRNOTAVAIL);
    }
    for (TcpListener other : listeners) {
      boolean overlaps = address == 0 || other.address() == 0 || other.address() == address;
      if (other.port() == port && overlaps) {
        throw new HostException(Errno.EADDRINUSE);
      }
    }
    int bounded = Math.min(backlog, settings.somaxconn);
    TcpListener listener = new TcpListener(this, address, port, bounded, accept);
    listeners.add(listener);
    return listener;
  }

  /**
   * Begins to connect; the handler is told how it went. A local port is bound as a socket without
   * SO_REUSEADDR does.
   *
   * @param localAddress 0 lets routing choose
   * @param localPort 0 for an ephemeral port
   * @throws HostException EADDRINUSE, EADDRNOTAVAIL, ENETUNREACH ... (at once, as connect(2))
   */
  public TcpConnection connect(
      int localAddress, int localPort, int remoteAddress, int remotePort, TcpHandler handler)
      throws HostException {
    return connect(localAddress, localPort, false, remoteAddress, remotePort, handler);
  }

  /**
   * Begins to connect; the handler is told how it went.
   *
   * @param reuseAddress SO_REUSEADDR: a local port that other connections use may be bound
   * @throws HostException EADDRINUSE, EADDRNOTAVAIL, ENETUNREACH ... (at once, as connect(2))
   */
  public TcpConnection connect(
      int localAddress,
      int localPort,
      boolean reuseAddress,
      int remoteAddress,
      int remotePort,
      TcpHandler handler)
      throws HostException {
    int destination = remoteAddress == 0 ? LOOPBACK : remoteAddress;
    checkBind(localAddress, localPort, reuseAddress);
    Route route = routeTo(destination);
    int source = localAddress == 0 ? host.routes().sourceFor(destination, route) : localAddress;
    if (source == 0) {
      throw new HostException(Errno.ENETUNREACH);
    }
    int port = localPort == 0 ? choosePort(source, destination, remotePort) : localPort;
    int reused = checkUnique(source, port, destination, remotePort, localPort != 0);
    TcpPath path = new TcpPath(source, destination, route, pathMtu(destination, route));
    TcpAgreement agreement =
        new TcpAgreement(settings, secrets.timestampOffset(source, destination));
    int initial = secrets.initialSequence(source, port, destination, remotePort);
    if (reused != TimeWaitTable.NONE) {
      initial = takeFromTimeWait(reused, agreement);
    }
    TcpConnection c = new TcpConnection(this, opened++, path, port, remotePort, agreement, initial);
    c.program.setHandler(handler);
    c.setState(TcpState.SYN_SENT);
    add(c);
    decisions.connecting(c);
    c.sender.sendSyn(Tcp.SYN);
    return c;
  }

  /** All connections with a program or a timer of their own, in order of creation. */
  public List<TcpConnection> connections() {
    List<TcpConnection> all = new ArrayList<>(connections.size());
    connections.collect(all);
    return all;
  }

  /** Connections in TIME_WAIT, or in FIN_WAIT_2 without a program, in order of creation. */
  public List<Waiting> waiting() {
    List<Waiting> all = new ArrayList<>(waiting.size());
    waiting.collect(all);
    all.sort(Comparator.comparingLong(Waiting::number));
    return all;
  }

  /** All listeners, in order of creation. */
  public List<TcpListener> listeners() {
    return List.copyOf(listeners);
  }

  @Override
  public void receive(byte[] frame, int ipAt, Interface in) {
    TcpSegment s = segment;
    if (!s.read(frame, ipAt)) {
      if (decisions.on()) {
        decisions.malformed(Ipv4.source(frame, ipAt));
      }
      return;
    }
    TcpConnection c = connections.find(s.destination, s.destinationPort, s.source, s.sourcePort);
    if (c != null) {
      receive(c, s);
    } else if (waiting.size() == 0 || !receiveWaiting(s)) {
      receiveForListener(s);
    }
  }

  @Override
  public void icmpError(int type, int code, int info, byte[] frame, int quotedIpAt) {
    TcpConnection c = errors.sender(frame, quotedIpAt);
    if (c != null) {
      errors.take(c, type, code);
    }
  }

  @Override
  public boolean hasSent(byte[] frame, int quotedIpAt) {
    return errors.sender(frame, quotedIpAt) != null;
  }

  /** The clock that this host lives by. */
  public Simulation clock() {
    return host.simulation();
  }

  // ---- for the other classes of this room

  Host host() {
    return host;
  }

  Simulation simulation() {
    return host.simulation();
  }

  TcpSettings settings() {
    return settings;
  }

  SegmentWriter writer() {
    return writer;
  }

  SequenceSecrets secrets() {
    return secrets;
  }

  /** The receive window of a new connection. */
  ReceiveWindow receiveWindow(TcpPath path, TcpAgreement agreement) {
    int offered = path.advertisedSegmentBytes();
    int data = offered - (agreement.timestamps ? 12 : 0);
    int unit = agreement.recentTimestamp != 0 ? data : offered;
    int scale = agreement.scaling ? settings.windowScale() : 0;
    return new ReceiveWindow(settings.rmem[1], unit, scale, data);
  }

  /**
   * A connection that a SYN opens; it is in the table from now on.
   *
   * @param withoutOptions as a SYN cookie has no room for them: the MSS only
   */
  TcpConnection open(TcpSegment syn, boolean withoutOptions) {
    Route back = host.routes().lookup(syn.source);
    TcpPath path = new TcpPath(syn.destination, syn.source, back, pathMtu(syn.source, back));
    TcpAgreement agreement =
        new TcpAgreement(settings, secrets.timestampOffset(syn.destination, syn.source));
    agreement.agree(syn, simulation().now());
    if (withoutOptions) {
      agreement.dropOptions();
    }
    int initial =
        secrets.initialSequence(syn.destination, syn.destinationPort, syn.source, syn.sourcePort);
    TcpConnection c =
        new TcpConnection(
            this, opened++, path, syn.destinationPort, syn.sourcePort, agreement, initial);
    c.receiver.window().start(syn.sequence + 1);
    c.sender.startWindow(syn.window, syn.sequence);
    add(c);
    return c;
  }

  void remove(TcpConnection c) {
    if (c.isListed()) {
      connections.remove(c);
      c.setListed(false);
    }
  }

  void enterTimeWait(TcpConnection c, TcpState state, long timeoutNanos) {
    remove(c);
    waiting.add(c, state, timeoutNanos);
  }

  void remove(TcpListener listener) {
    listeners.remove(listener);
  }

  /** Forgets half-open connections without a word; what still comes of them is refused. */
  void dropRequestsOf(TcpListener listener) {
    TcpConnection next = connections.first();
    while (next != null) {
      TcpConnection c = next;
      next = c.next;
      if (c.request() == listener) {
        c.end();
      }
    }
  }

  // ---- receiving

  private void receive(TcpConnection c, TcpSegment s) {
    c.program.beginSegment();
    boolean reset = process(c, s);
    if (reset) {
      decisions.rejected(s, "it does not fit " + c.state());
      writer.reset(s);
    }
    c.program.endSegment();
  }

  private boolean process(TcpConnection c, TcpSegment s) {
    if (c.state() == TcpState.SYN_SENT) {
      return activeHandshake.receive(c, s);
    }
    TcpListener listener = c.request();
    if (listener != null && !passiveHandshake.receive(c, listener, s)) {
      return false;
    }
    return input.receive(c, s);
  }

  /** Returns false if no waiting connection fits. */
  private boolean receiveWaiting(TcpSegment s) {
    int at = waiting.find(s.destination, s.destinationPort, s.source, s.sourcePort);
    if (at == TimeWaitTable.NONE) {
      return false;
    }
    switch (waitingInput.receive(at, s)) {
      case RESET -> {
        decisions.rejected(s, "the program has closed the connection");
        writer.reset(s);
        waiting.remove(at);
      }
      case OPEN -> reopen(at, s);
      case DONE -> {}
    }
    return true;
  }

  private void reopen(int at, TcpSegment s) {
    if (listenerFor(s.destination, s.destinationPort) == null) {
      receiveForListener(s);
      return;
    }
    waiting.remove(at);
    decisions.reopened(s);
    receiveForListener(s);
  }

  private void receiveForListener(TcpSegment s) {
    TcpListener listener = listenerFor(s.destination, s.destinationPort);
    if (listener == null) {
      if (!s.has(Tcp.RST)) {
        decisions.refused(s);
        writer.reset(s);
      }
    } else if (!s.has(Tcp.RST) && passiveHandshake.receive(listener, s)) {
      decisions.rejected(s, "there is no such connection");
      writer.reset(s);
    }
  }

  /** A listener on the very address comes before one on any. */
  private @Nullable TcpListener listenerFor(int address, int port) {
    TcpListener any = null;
    for (int i = 0; i < listeners.size(); i++) {
      TcpListener listener = listeners.get(i);
      if (listener.covers(address, port)) {
        if (listener.address() != 0) {
          return listener;
        }
        any = listener;
      }
    }
    return any;
  }

  // ---- connecting

  private int pathMtu(int destination, @Nullable Route route) {
    return route == null ? Integer.MAX_VALUE : host.routes().pathMtu(destination, route);
  }

  private Route routeTo(int destination) throws HostException {
    Route route = host.routes().lookup(destination);
    if (route == null
        || route.type() == Route.Type.BROADCAST
        || Ipv4Address.isMulticast(destination)) {
      throw new HostException(Errno.ENETUNREACH);
    }
    return route;
  }

  private void checkBind(int address, int port, boolean reuseAddress) throws HostException {
    if (address != 0 && !host.isLocal(address)) {
      throw new HostException(Errno.EADDRNOTAVAIL);
    }
    if (port == 0) {
      return;
    }
    for (TcpListener listener : listeners) {
      boolean overlaps = address == 0 || listener.address() == 0 || listener.address() == address;
      if (listener.port() == port && overlaps) {
        throw new HostException(Errno.EADDRINUSE);
      }
    }
    if (!reuseAddress && isPortUsed(address, port)) {
      throw new HostException(Errno.EADDRINUSE);
    }
  }

  private boolean isPortUsed(int address, int port) {
    for (TcpConnection c = connections.first(); c != null; c = c.next) {
      if (c.localPort == port && (address == 0 || c.localAddress == address)) {
        return true;
      }
    }
    return waiting.usesPort(address, port);
  }

  private int choosePort(int source, int destination, int remotePort) throws HostException {
    long offset = secrets.portOffset(source, destination, remotePort);
    int port =
        ports.choose(offset, candidate -> isFree(source, candidate, destination, remotePort));
    if (port == 0) {
      throw new HostException(Errno.EADDRNOTAVAIL);
    }
    return port;
  }

  private boolean isFree(int source, int port, int destination, int remotePort) {
    for (int i = 0; i < listeners.size(); i++) {
      if (listeners.get(i).port() == port) {
        return false;
      }
    }
    if (connections.find(source, port, destination, remotePort) != null) {
      return false;
    }
    int at = waiting.find(source, port, destination, remotePort);
    return at == TimeWaitTable.NONE || mayReuse(at, source, destination, false);
  }

  /** Returns the place of a connection in TIME_WAIT that may be taken over, if there is one. */
  private int checkUnique(int source, int port, int destination, int remotePort, boolean bound)
      throws HostException {
    if (connections.find(source, port, destination, remotePort) != null) {
      throw new HostException(Errno.EADDRNOTAVAIL);
    }
    int at = waiting.find(source, port, destination, remotePort);
    if (at != TimeWaitTable.NONE && !mayReuse(at, source, destination, bound)) {
      throw new HostException(Errno.EADDRNOTAVAIL);
    }
    return at;
  }

  /**
   * Whether a connection in TIME_WAIT may be opened anew (tcp_twsk_unique).
   *
   * @param bound whether the program has bound the port itself, which is as good as tcp_tw_reuse
   */
  private boolean mayReuse(int at, int source, int destination, boolean bound) {
    if (!waiting.usesTimestamps(at)) {
      return false;
    }
    if (bound) {
      return true;
    }
    boolean loopback = Ipv4Address.isLoopback(source) || Ipv4Address.isLoopback(destination);
    boolean allowed = settings.twReuse == 1 || settings.twReuse == 2 && loopback;
    return allowed && !waiting.waitsForFin(at) && waiting.isSecondOld(at);
  }

  private int takeFromTimeWait(int at, TcpAgreement agreement) {
    agreement.recentTimestamp = waiting.recentTimestamp(at);
    agreement.recentAtNanos = waiting.recentAtNanos(at);
    int initial = waiting.sendNext(at) + 65_535 + 2;
    waiting.remove(at);
    return initial == 0 ? 1 : initial;
  }

  private void add(TcpConnection c) {
    connections.add(c);
    c.setListed(true);
  }
}
