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
import io.lvsim.link.Wire;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The director's decision for a packet of an established connection, one of so many: look-up,
 * state, timer, counters, and the copy with two MACs rewritten, up to the wire.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DirectorBenchmark {
  private static final int VIP = Ipv4Address.parse("192.168.2.188");
  private static final int DIP = Ipv4Address.parse("192.168.2.190");
  private static final int FIRST_RIP = Ipv4Address.parse("192.168.2.191");
  private static final int FIRST_CLIENT = Ipv4Address.parse("10.0.0.0");
  private static final int SERVERS = 2;
  private static final int PORTS = 1000;
  private static final int PACKET = Ethernet.HEADER;
  private static final int SEGMENT = PACKET + Ipv4.HEADER;

  @Param({"1", "10000", "1000000"})
  private int connections;

  private final Simulation simulation = new Simulation(1);
  private final Trace trace = new Trace(simulation);
  private final Host director = new Host(simulation, trace, "director");
  private final Port port = new Port("director", "eth0", trace);
  private final Sink wire = new Sink();
  private final Ipvs ipvs = new Ipvs(director, new UdpStack(director));
  private final byte[] frame = Ethernet.allocate(Ipv4.HEADER + Tcp.HEADER);
  private Interface eth0 = director.lo();
  private int next;

  /** Takes frames and counts them. */
  private static final class Sink implements Wire {
    private long frames;

    @Override
    public void transmit(byte[] sent) {
      frames++;
    }

    @Override
    public boolean carrier() {
      return true;
    }
  }

  /** Sets the service up and opens the connections. */
  @Setup
  public void open() throws HostException {
    port.plug(wire);
    eth0 = director.addInterface("eth0", 0x02_00_00_00_01_90L, port);
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
    Ethernet.write(frame, eth0.mac(), 0x02_00_00_00_00_10L, Ethernet.TYPE_IPV4);
    for (int i = 0; i < connections; i++) {
      offer(i, Tcp.SYN);
      offer(i, Tcp.ACK);
    }
  }

  /** One packet of one connection. */
  @Benchmark
  public long packet() {
    next = next + 7919;
    if (next >= connections) {
      next %= connections;
    }
    offer(next, Tcp.ACK);
    return wire.frames;
  }

  private void offer(int connection, int flags) {
    int client = FIRST_CLIENT + connection / PORTS;
    int clientPort = 1024 + connection % PORTS;
    Ipv4.write(frame, PACKET, Ipv4.HEADER + Tcp.HEADER, 1, 0, 64, Ipv4.PROTOCOL_TCP, client, VIP);
    Tcp.write(frame, SEGMENT, Tcp.HEADER, clientPort, 80, 1, 1, flags, 502);
    Bytes.put16(frame, SEGMENT + 16, 0);
    ipvs.take(frame, PACKET, eth0, 0);
  }
}
