package io.lvsim.benchmarks;

import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.NeighborEntry;
import io.lvsim.ipvs.ForwardingMethod;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.ipvs.ServerConfig;
import io.lvsim.ipvs.ServiceConfig;
import io.lvsim.ipvs.ServiceKey;
import io.lvsim.link.Port;
import io.lvsim.live.NicEvents;
import io.lvsim.live.NicWire;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.trace.Trace;
import io.lvsim.transport.UdpStack;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All that lvsim live does to a frame of an established connection, one of so many, without a NIC:
 * from judging the frame that was lent to the head with two MACs and the TTL rewritten.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LiveBenchmark {
  private static final int VIP = Ipv4Address.parse("192.168.2.188");
  private static final int DIP = Ipv4Address.parse("192.168.2.190");
  private static final int FIRST_RIP = Ipv4Address.parse("192.168.2.191");
  private static final int FIRST_CLIENT = Ipv4Address.parse("10.0.0.0");
  private static final long MAC = 0x02_00_00_00_01_90L;
  private static final int SERVERS = 2;
  private static final int PORTS = 1000;
  private static final int PACKET = Ethernet.HEADER;
  private static final int SEGMENT = PACKET + Ipv4.HEADER;
  private static final int FRAMES = 256;

  @Param({"100", "1000000"})
  private int connections;

  private final Simulation simulation = new Simulation(1);
  private final Trace trace = new Trace(simulation);
  private final Host director = new Host(simulation, trace, "director");
  private final Port port = new Port("director", "eth0", trace);
  private final byte[] frame = Ethernet.allocate(Ipv4.HEADER + Tcp.HEADER);
  private final MemoryWireNic nic = new MemoryWireNic(MAC, frame, this::change);
  private final NicWire wire;
  private int flags = Tcp.SYN;
  private int next;

  /** Plugs the NIC in. */
  public LiveBenchmark() {
    wire = plug();
  }

  private NicWire plug() {
    try {
      return new NicWire(port, () -> nic, () -> true, new int[] {VIP}, false, new NoEvents());
    } catch (NicException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A director with one service, and the connections. */
  @Setup
  public void open() throws HostException {
    Interface eth0 = director.addInterface("eth0", MAC, port);
    Ipvs ipvs = new Ipvs(director, new UdpStack(director));
    eth0.setUp(true);
    eth0.addAddress(DIP, 24, 0, InterfaceAddress.SCOPE_GLOBAL, "eth0");
    eth0.addAddress(VIP, 32, 0, InterfaceAddress.SCOPE_GLOBAL, "eth0");
    ServiceKey key = ServiceKey.of(Ipv4.PROTOCOL_TCP, VIP, 80);
    ipvs.addService(key, new ServiceConfig("rr", 0, 0, -1, false));
    for (int i = 0; i < SERVERS; i++) {
      int rip = FIRST_RIP + i;
      ipvs.addServer(key, rip, 80, new ServerConfig(ForwardingMethod.ROUTE, 1, 0, 0));
      long mac = 0x02_00_00_00_01_91L + i;
      director.neighbors().replace(rip, eth0, mac, NeighborEntry.State.PERMANENT);
    }
    for (int done = 0; done < connections; done += FRAMES) {
      wire.deliver();
    }
    flags = Tcp.ACK;
    for (int done = 0; done < connections; done += FRAMES) {
      wire.deliver();
    }
  }

  /** As many frames as come at once. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public long frames() {
    simulation.runUntil(simulation.now() + 300_000);
    wire.deliver();
    wire.flush();
    return nic.sent;
  }

  /** The frame becomes one of the next connection, in an order that no cache foresees. */
  private void change(int number) {
    next = flags == Tcp.SYN ? number : next + 7919;
    if (next >= connections) {
      next %= connections;
    }
    int client = FIRST_CLIENT + next / PORTS;
    int clientPort = 1024 + next % PORTS;
    int length = Ipv4.HEADER + Tcp.HEADER;
    Ethernet.write(frame, MAC, 0x02_00_00_00_00_10L, Ethernet.TYPE_IPV4);
    Ipv4.write(frame, PACKET, length, 1, 0, 64, Ipv4.PROTOCOL_TCP, client, VIP);
    Tcp.write(frame, SEGMENT, Tcp.HEADER, clientPort, 80, 1, 1, flags, 502);
    Bytes.put16(frame, SEGMENT + 16, 0x1234);
  }

  /** Nothing happens to this NIC. */
  private static final class NoEvents implements NicEvents {
    @Override
    public void lost(String why) {
      throw new IllegalStateException(why);
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
