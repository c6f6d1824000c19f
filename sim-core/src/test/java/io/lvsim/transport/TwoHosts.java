package io.lvsim.transport;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.NeighborEntry;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.trace.Decision;
import io.lvsim.trace.Trace;
import io.lvsim.trace.TraceListener;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client, 192.168.2.10, and a server, 192.168.2.20, on a switch; for tests. */
final class TwoHosts implements TraceListener {
  static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  static final int SERVER = Ipv4Address.parse("192.168.2.20");

  final Simulation simulation;
  final Trace trace;
  final Host clientHost;
  final Host serverHost;
  final TcpStack client;
  final TcpStack server;
  final UdpStack clientUdp;
  final UdpStack serverUdp;
  final Cable clientCable;
  final Cable serverCable;
  final Conversation conversation;
  final List<String> decisions = new ArrayList<>();
  private final Switch lan;

  TwoHosts() {
    this(1);
  }

  TwoHosts(long seed) {
    simulation = new Simulation(seed);
    trace = new Trace(simulation);
    trace.add(this);
    lan = new Switch(simulation, trace, "lan");
    clientHost = new Host(simulation, trace, "client");
    serverHost = new Host(simulation, trace, "server");
    Port clientPort = new Port("client", "eth0", trace);
    clientCable = plug(clientHost, clientPort, CLIENT);
    serverCable = plug(serverHost, new Port("server", "eth0", trace), SERVER);
    conversation = new Conversation(simulation, clientPort);
    client = new TcpStack(clientHost);
    server = new TcpStack(serverHost);
    clientUdp = new UdpStack(clientHost);
    serverUdp = new UdpStack(serverHost);
  }

  private Cable plug(Host host, Port port, int address) {
    Cable cable = new Cable(simulation, trace, port, lan.addPort(host.name()));
    Interface eth0 = host.addInterface("eth0", 0x0200_0000_0000L | address & 0xFF, port);
    try {
      eth0.addAddress(address, 24, 0, InterfaceAddress.SCOPE_GLOBAL, "eth0");
    } catch (HostException e) {
      throw new AssertionError(e);
    }
    return cable;
  }

  /** Lets both hosts know each other's MAC for good. */
  void introduce() {
    Interface clientEth0 = clientHost.interfaces().get(1);
    Interface serverEth0 = serverHost.interfaces().get(1);
    NeighborEntry.State permanent = NeighborEntry.State.PERMANENT;
    clientHost.neighbors().replace(SERVER, clientEth0, serverEth0.mac(), permanent);
    serverHost.neighbors().replace(CLIENT, serverEth0, clientEth0.mac(), permanent);
  }

  void run(long millis) {
    simulation.runFor(Nanos.millis(millis));
  }

  void after(long millis, Runnable action) {
    simulation.schedule(Nanos.millis(millis), (payload, number) -> action.run());
  }

  void set(Host host, String key, String value) {
    try {
      host.sysctl().write(key, value);
    } catch (HostException e) {
      throw new AssertionError(key, e);
    }
  }

  TcpListener listen(int port, TcpHandler handler) {
    return listen(port, 8, handler);
  }

  TcpListener listen(int port, int backlog, TcpHandler handler) {
    try {
      return server.listen(0, port, backlog, connection -> handler);
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }

  TcpConnection connect(int localPort, int port, TcpHandler handler) {
    try {
      return client.connect(0, localPort, true, SERVER, port, handler);
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    decisions.add(node + ": " + decision.reason());
  }
}
