package io.lvsim.live;

import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.ipvs.ForwardingMethod;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.ipvs.ServerConfig;
import io.lvsim.ipvs.ServiceConfig;
import io.lvsim.ipvs.ServiceKey;
import io.lvsim.link.Port;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.trace.Trace;
import io.lvsim.transport.TcpStack;
import io.lvsim.transport.UdpStack;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A director on a NIC in memory, with two real servers and a client on the wire. */
final class LiveNode implements AutoCloseable {
  static final int VIP = Ipv4Address.parse("192.168.2.188");
  static final int DIP = Ipv4Address.parse("192.168.2.190");
  static final int RIP_1 = Ipv4Address.parse("192.168.2.191");
  static final int RIP_2 = Ipv4Address.parse("192.168.2.192");
  static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  static final long MAC = 0x02_00_00_00_01_90L;
  static final long CLIENT_MAC = 0x02_00_00_00_00_10L;
  static final long RS_1 = 0x02_00_00_00_01_91L;
  static final long RS_2 = 0x02_00_00_00_01_92L;

  final Simulation simulation = new Simulation(1);
  final List<String> events = new ArrayList<>();
  final List<MemoryNic> nics = new ArrayList<>();
  final NicWire wire;
  final RealClockLoop loop;
  volatile boolean linkUp = true;
  volatile boolean openable = true;
  private volatile Runnable request = () -> {};
  private final Thread thread;

  LiveNode() throws HostException, NicException {
    Trace trace = new Trace(simulation);
    Host host = new Host(simulation, trace, "director");
    Port port = new Port("director", "eth0", trace);
    Interface eth0 = host.addInterface("eth0", MAC, port);
    new TcpStack(host);
    Ipvs ipvs = new Ipvs(host, new UdpStack(host));
    wire = new NicWire(port, this::open, () -> linkUp, new int[] {VIP}, true, new Told());
    eth0.setUp(true);
    eth0.addAddress(DIP, 24, DIP | 0xFF, InterfaceAddress.SCOPE_GLOBAL, "eth0");
    eth0.addAddress(VIP, 32, 0, InterfaceAddress.SCOPE_GLOBAL, "eth0");
    ServiceKey key = ServiceKey.of(Ipv4.PROTOCOL_TCP, VIP, 80);
    ipvs.addService(key, new ServiceConfig("rr", 0, 0, -1, false));
    ipvs.addServer(key, RIP_1, 80, new ServerConfig(ForwardingMethod.ROUTE, 1, 0, 0));
    ipvs.addServer(key, RIP_2, 80, new ServerConfig(ForwardingMethod.ROUTE, 1, 0, 0));
    loop = new RealClockLoop(simulation, wire, this::serve, nanos -> events.add("standstill"));
    thread = Thread.ofPlatform().daemon(true).start(loop::run);
  }

  private Nic open() throws NicException {
    if (!openable) {
      throw new NicException("there is no mem0");
    }
    MemoryNic nic = new MemoryNic(MAC);
    nic.add(new MemoryNic.Station(RIP_1, RS_1));
    nic.add(new MemoryNic.Station(RIP_2, RS_2));
    nic.add(new MemoryNic.Station(CLIENT, CLIENT_MAC));
    nics.add(nic);
    return nic;
  }

  private void serve() {
    request.run();
  }

  /** Done by the loop's thread before each turn from now on. */
  void betweenTurns(Runnable what) {
    request = what;
  }

  MemoryNic nic() {
    return nics.getLast();
  }

  /** Waits for something that the loop is to bring about. */
  static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("it did not come about in 10 s");
      }
      pause(2);
    }
  }

  static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The frames with an IPv4 packet that have been sent. */
  List<byte[]> packets() {
    return nic().sent().stream()
        .filter(frame -> Ethernet.type(frame) == Ethernet.TYPE_IPV4)
        .toList();
  }

  /** A TCP segment from the client to the VIP, in a frame. */
  static byte[] segment(int clientPort, int port, int flags) {
    return segment(CLIENT, VIP, clientPort, port, flags);
  }

  static byte[] segment(int from, int to, int clientPort, int port, int flags) {
    byte[] frame = Ethernet.allocate(Ipv4.HEADER + Tcp.HEADER);
    Ethernet.write(frame, MAC, CLIENT_MAC, Ethernet.TYPE_IPV4);
    int at = Ethernet.HEADER;
    Ipv4.write(frame, at, Ipv4.HEADER + Tcp.HEADER, 1, 0, 64, Ipv4.PROTOCOL_TCP, from, to);
    int tcp = at + Ipv4.HEADER;
    Tcp.write(frame, tcp, Tcp.HEADER, clientPort, port, 1, 0, flags, 64240);
    Tcp.writeChecksum(frame, tcp, Tcp.HEADER, from, to);
    return frame;
  }

  /** The same frame with a VLAN tag. */
  static byte[] tagged(byte[] frame) {
    byte[] longer = new byte[frame.length + 4];
    System.arraycopy(frame, 0, longer, 0, 12);
    Bytes.put16(longer, 12, Ethernet.TYPE_VLAN);
    Bytes.put16(longer, 14, 7);
    System.arraycopy(frame, 12, longer, 16, frame.length - 12);
    return longer;
  }

  @Override
  public void close() {
    loop.stop();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    wire.close();
  }

  /** Remembers what it is told. */
  private final class Told implements NicEvents {
    @Override
    public void lost(String why) {
      events.add("lost: " + why);
    }

    @Override
    public void back(Nic nic) {
      events.add("back");
    }

    @Override
    public void linkChanged(boolean up) {
      events.add(up ? "up" : "down");
    }

    @Override
    public void oversized(int bytes) {
      events.add("oversized: " + bytes);
    }

    @Override
    public void unfinishedChecksum() {
      events.add("unfinished checksum");
    }
  }
}
