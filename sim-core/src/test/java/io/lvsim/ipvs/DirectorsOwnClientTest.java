package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.NeighborEntry;
import io.lvsim.link.Port;
import io.lvsim.link.Wire;
import io.lvsim.trace.Trace;
import io.lvsim.transport.UdpStack;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client on the director itself (LOCAL_OUT), as recorded from Linux 6.1. */
final class DirectorsOwnClientTest {
  private static final int VIP = Ipv4Address.parse("192.168.2.188");
  private static final int DIP = Ipv4Address.parse("192.168.2.190");
  private static final int RIP = Ipv4Address.parse("192.168.2.191");
  private static final long RS_MAC = 0x02_00_00_00_01_91L;
  private static final int IP = Ethernet.HEADER;
  private static final int SEGMENT = IP + Ipv4.HEADER;

  private final Simulation simulation = new Simulation(1);
  private final Trace trace = new Trace(simulation);
  private final Host director = new Host(simulation, trace, "director");
  private final Ipvs ipvs = new Ipvs(director, new UdpStack(director));
  private final List<byte[]> sent = new ArrayList<>();

  @BeforeEach
  void setUp() throws HostException {
    Port port = new Port("director", "eth0", trace);
    port.plug(
        new Wire() {
          @Override
          public void transmit(byte[] frame) {
            sent.add(frame);
          }

          @Override
          public boolean carrier() {
            return true;
          }
        });
    Interface eth0 = director.addInterface("eth0", 0x02_00_00_00_01_90L, port);
    eth0.addAddress(DIP, 24, 0, InterfaceAddress.SCOPE_GLOBAL, "eth0");
    eth0.addAddress(VIP, 32, 0, InterfaceAddress.SCOPE_GLOBAL, "eth0");
    ServiceKey key = ServiceKey.of(Ipv4.PROTOCOL_TCP, VIP, 80);
    ipvs.addService(key, new ServiceConfig("rr", 0, 0, -1, false));
    ipvs.addServer(key, RIP, 80, new ServerConfig(ForwardingMethod.ROUTE, 1, 0, 0));
  }

  @Test
  void asksForTheRealServerWithTheVipAsSender() {
    connectFrom(VIP);
    byte[] request = sent.getFirst();
    assertThat(Ethernet.type(request)).isEqualTo(Ethernet.TYPE_ARP);
    assertThat(Ipv4Address.format(Arp.senderIp(request))).isEqualTo("192.168.2.188");
    assertThat(Ipv4Address.format(Arp.targetIp(request))).isEqualTo("192.168.2.191");
    assertThat(ipvs.connections().getFirst().state()).isEqualTo("SYN_RECV");
  }

  @Test
  void sendsTheRequestToTheRealServerWithTheTimeToLiveOneLess() {
    Interface eth0 = director.interfaces().get(1);
    director.neighbors().replace(RIP, eth0, RS_MAC, NeighborEntry.State.PERMANENT);
    connectFrom(DIP);
    byte[] syn = sent.getFirst();
    assertThat(Ethernet.destination(syn)).isEqualTo(RS_MAC);
    assertThat(Ipv4.ttl(syn, IP)).isEqualTo(63);
    assertThat(Ipv4Address.format(Ipv4.destination(syn, IP))).isEqualTo("192.168.2.188");
  }

  @Test
  void leavesOtherTrafficOfTheDirectorAlone() {
    Interface eth0 = director.interfaces().get(1);
    director.neighbors().replace(RIP, eth0, RS_MAC, NeighborEntry.State.PERMANENT);
    send(DIP, RIP);
    assertThat(Ipv4.ttl(sent.getFirst(), IP)).isEqualTo(64);
    assertThat(ipvs.connections()).isEmpty();
  }

  @Test
  void countsAPacketToItsOwnServerOnce() throws HostException {
    ServiceKey key = ServiceKey.of(Ipv4.PROTOCOL_TCP, VIP, 80);
    ipvs.deleteServer(key, RIP, 80);
    ipvs.addServer(key, DIP, 80, new ServerConfig(ForwardingMethod.ROUTE, 1, 0, 0));
    connectFrom(DIP);
    simulation.runFor(Estimator.PERIOD_NANOS);
    assertThat(ipvs.service(key).stats().inPackets()).isEqualTo(1);
    assertThat(sent).isEmpty();
  }

  private void connectFrom(int source) {
    send(source, VIP);
  }

  private void send(int source, int destination) {
    byte[] frame = director.ipv4().allocate(Tcp.HEADER);
    int length = Ipv4.HEADER + Tcp.HEADER;
    Ipv4.write(frame, IP, length, 1, 0, 64, Ipv4.PROTOCOL_TCP, source, destination);
    Tcp.write(frame, SEGMENT, Tcp.HEADER, 33158, 80, 1, 0, Tcp.SYN, 65495);
    Tcp.writeChecksum(frame, SEGMENT, Tcp.HEADER, source, destination);
    assertThat(director.ipv4().send(frame)).isNull();
    simulation.runFor(Nanos.millis(1));
  }
}
