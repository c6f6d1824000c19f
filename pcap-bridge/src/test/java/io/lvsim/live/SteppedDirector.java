package io.lvsim.live;

import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.NeighborEntry;
import io.lvsim.ipvs.ConnectionEntry;
import io.lvsim.ipvs.ForwardingMethod;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.ipvs.RealServer;
import io.lvsim.ipvs.ServerConfig;
import io.lvsim.ipvs.ServiceConfig;
import io.lvsim.ipvs.ServiceKey;
import io.lvsim.ipvs.VirtualService;
import io.lvsim.link.Port;
import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.netfilter.PacketMatch;
import io.lvsim.netfilter.PortRange;
import io.lvsim.netfilter.RuleTarget;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.trace.Trace;
import io.lvsim.transport.TcpStack;
import io.lvsim.transport.UdpStack;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.util.List;
import java.util.function.Function;

/** A director on a NIC in memory whose clock goes on when it is told to. */
final class SteppedDirector {
  /** Answers no ARP. */
  private static final int RIP_SILENT = LiveNode.RIP_1 + 5;

  private static final int SERVICE_MARK = 7;

  final Simulation simulation;
  final Ipvs ipvs;
  final Host host;
  final MemoryNic nic = new MemoryNic(LiveNode.MAC);
  final NicWire wire;
  final Interface eth0;

  /**
   * With services of every kind, two real servers, and a third that answers nothing.
   *
   * @param lends whether frames are lent to the director
   * @param backend what is plugged in in front of the NIC in memory
   */
  SteppedDirector(long seed, boolean lends, Function<Nic, Nic> backend)
      throws HostException, NicException {
    simulation = new Simulation(seed);
    Trace trace = new Trace(simulation);
    host = new Host(simulation, trace, "director");
    Port port = new Port("director", "eth0", trace);
    eth0 = host.addInterface("eth0", LiveNode.MAC, port);
    new TcpStack(host);
    ipvs = new Ipvs(host, new UdpStack(host));
    nic.add(new MemoryNic.Station(LiveNode.RIP_1, LiveNode.RS_1));
    nic.add(new MemoryNic.Station(LiveNode.RIP_2, LiveNode.RS_2));
    nic.add(new MemoryNic.Station(LiveNode.CLIENT, LiveNode.CLIENT_MAC));
    int[] addresses = {LiveNode.VIP};
    wire = new NicWire(port, () -> backend.apply(nic), () -> true, addresses, true, new NoEvents());
    wire.setLending(lends);
    eth0.setUp(true);
    addAddress(LiveNode.DIP, 24);
    addAddress(LiveNode.VIP, 32);
    addServices();
  }

  private void addAddress(int address, int length) throws HostException {
    eth0.addAddress(address, length, 0, InterfaceAddress.SCOPE_GLOBAL, "eth0");
  }

  private void addServices() throws HostException {
    int tcp = Ipv4.PROTOCOL_TCP;
    int udp = Ipv4.PROTOCOL_UDP;
    add(ServiceKey.of(tcp, LiveNode.VIP, 80), new ServiceConfig("rr", 0, 0, -1, false), 0);
    add(ServiceKey.of(tcp, LiveNode.VIP, 443), new ServiceConfig("wlc", 0, 60, -1, false), 0);
    add(ServiceKey.of(udp, LiveNode.VIP, 53), new ServiceConfig("sh", 0, 0, -1, true), 0);
    add(
        ServiceKey.of(udp, LiveNode.VIP, 5060),
        new ServiceConfig("rr", 0, 60, -1, false, ServiceConfig.ENGINE_SIP),
        0);
    add(ServiceKey.ofMark(SERVICE_MARK), new ServiceConfig("lc", 0, 0, -1, false), 0);
    PacketMatch port =
        new PacketMatch.Ports("tcp", PortRange.ANY, false, PortRange.of(8080), false);
    host.mangle()
        .append(
            Chain.PREROUTING,
            MangleRule.builder()
                .protocol(tcp, false)
                .match(port)
                .target(RuleTarget.SetMark.set(SERVICE_MARK, -1))
                .build());
  }

  private void add(ServiceKey key, ServiceConfig config, int port) throws HostException {
    ipvs.addService(key, config);
    for (int server : List.of(LiveNode.RIP_1, LiveNode.RIP_2, RIP_SILENT)) {
      int weight = server == RIP_SILENT ? 1 : 2;
      int at = key.mark() == 0 ? key.port() : port;
      ipvs.addServer(key, server, at, new ServerConfig(ForwardingMethod.ROUTE, weight, 0, 0));
    }
  }

  /** Takes in what has come, at the present instant. */
  void takeIn() {
    while (wire.receive(0) > 0) {
      wire.deliver();
      simulation.runUntil(simulation.now());
      wire.flush();
    }
  }

  /** Lets time pass. */
  void pass(long nanos) {
    simulation.runFor(nanos);
    wire.flush();
    takeIn();
  }

  /** All that can be seen of it, but the frames that it sent. */
  String look() {
    StringBuilder text = new StringBuilder();
    text.append(ipvs.total()).append('\n');
    for (VirtualService service : ipvs.services()) {
      text.append(service.key()).append(' ').append(service.stats()).append('\n');
      for (RealServer server : service.servers()) {
        text.append(Ipv4Address.format(server.address())).append(' ').append(server.weight());
        text.append(' ').append(server.activeConnections());
        text.append(' ').append(server.inactiveConnections());
        text.append(' ').append(server.persistentConnections());
        text.append(' ').append(server.stats()).append('\n');
      }
    }
    for (ConnectionEntry entry : ipvs.connections()) {
      text.append(entry).append('\n');
    }
    for (NeighborEntry entry : host.neighbors().entries()) {
      text.append(entry).append('\n');
    }
    for (Chain chain : Chain.values()) {
      text.append(chain).append(' ').append(host.mangle().policyCounters(chain)).append('\n');
    }
    text.append(host.mangle().counters("PREROUTING", 1)).append('\n');
    text.append(eth0.receivedFrames()).append(' ').append(eth0.receivedBytes()).append(' ');
    text.append(eth0.sentFrames()).append(' ').append(eth0.sentBytes()).append('\n');
    text.append(wire.counters()).append('\n');
    text.append(simulation.now()).append(' ').append(simulation.eventsFired()).append(' ');
    return text.append(simulation.eventsPending()).toString();
  }

  /** Is told nothing that matters. */
  private static final class NoEvents implements NicEvents {
    @Override
    public void lost(String why) {
      throw new AssertionError(why);
    }

    @Override
    public void back(Nic nic) {}

    @Override
    public void linkChanged(boolean up) {}

    @Override
    public void oversized(int bytes) {}

    @Override
    public void unfinishedChecksum() {}
  }
}
