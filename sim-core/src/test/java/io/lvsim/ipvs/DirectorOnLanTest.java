package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.trace.Trace;
import io.lvsim.transport.UdpStack;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The director in a simulated host between a switch and real servers. */
class DirectorOnLanTest {
  private static final long DIRECTOR_MAC = MacAddress.parse("02:00:00:00:01:90");
  private static final long SERVER_MAC = MacAddress.parse("02:00:00:00:01:91");
  private static final long CLIENT_MAC = MacAddress.parse("02:00:00:00:00:10");

  private final Simulation simulation = new Simulation(1);
  private final Trace trace = new Trace(simulation);
  private final Switch lan = new Switch(simulation, trace, "lan");
  private final Host director = host("dir", DIRECTOR_MAC, "192.168.2.190");
  private final Host server = host("rs1", SERVER_MAC, "192.168.2.191");
  private final Ipvs ipvs = new Ipvs(director, new UdpStack(director));
  private final List<byte[]> atServer = new ArrayList<>();
  private final List<byte[]> atClient = new ArrayList<>();
  private Port client;

  @BeforeEach
  void serviceAndClient() throws HostException {
    eth0(director).addAddress(DirectorLab.VIP, 32, 0, InterfaceAddress.SCOPE_GLOBAL, "eth0");
    new Ipvsadm(ipvs).run("-A -t 192.168.2.188:80 -s rr");
    new Ipvsadm(ipvs).run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g");
    eth0(server).port().addTap((outgoing, frame) -> keep(atServer, frame, SERVER_MAC));
    Host c1 = host("c1", CLIENT_MAC, "192.168.2.10");
    client = eth0(c1).port();
    client.addTap((outgoing, frame) -> keep(atClient, frame, CLIENT_MAC));
  }

  @Test
  void aPacketGoesOnToTheServersMacWithATtlLessOne() {
    send(Frames.tcp(ip("192.168.2.10"), 20001, DirectorLab.VIP, 80, Tcp.SYN));
    assertThat(atServer).hasSize(1);
    byte[] frame = atServer.getFirst();
    assertThat(Ethernet.destination(frame)).isEqualTo(SERVER_MAC);
    assertThat(Ethernet.source(frame)).isEqualTo(DIRECTOR_MAC);
    assertThat(Ipv4.ttl(frame, 14)).isEqualTo(63);
    assertThat(Ipv4.destination(frame, 14)).isEqualTo(DirectorLab.VIP);
    assertThat(ipvs.connections()).hasSize(1);
  }

  @Test
  void withoutAServerTheVirtualAddressSaysPortUnreachable() {
    new Ipvsadm(ipvs).run("-d -t 192.168.2.188:80 -r 192.168.2.191");
    send(Frames.tcp(ip("192.168.2.10"), 20001, DirectorLab.VIP, 80, Tcp.SYN));
    assertThat(atServer).isEmpty();
    byte[] answer = atClient.getLast();
    assertThat(Ipv4.source(answer, 14)).isEqualTo(DirectorLab.VIP);
    assertThat(Icmp.type(answer, 34)).isEqualTo(Icmp.UNREACHABLE);
    assertThat(Icmp.code(answer, 34)).isEqualTo(Icmp.PORT_UNREACHABLE);
  }

  @Test
  void aSilentServerIsHostUnreachableAfterThreeSecondsFromTheDirectorsOwnAddress() {
    eth0(server).setUp(false);
    send(Frames.tcp(ip("192.168.2.10"), 20001, DirectorLab.VIP, 80, Tcp.SYN));
    simulation.runFor(Nanos.seconds(4));
    byte[] answer = atClient.getLast();
    assertThat(Ipv4.source(answer, 14)).isEqualTo(ip("192.168.2.190"));
    assertThat(Icmp.code(answer, 34)).isEqualTo(Icmp.HOST_UNREACHABLE);
    assertThat(ipvs.connections().getFirst().state()).isEqualTo("SYN_RECV");
  }

  @Test
  void settingsAreInTheHostsTree() throws HostException {
    assertThat(director.sysctl().read("net.ipv4.vs.conn_reuse_mode")).isEqualTo("1");
    assertThat(director.sysctl().read("net.ipv4.vs.sync_threshold")).isEqualTo("3\t50");
    director.sysctl().write("net.ipv4.vs.sync_threshold", "1 2");
    assertThat(director.sysctl().read("net.ipv4.vs.sync_threshold")).isEqualTo("1\t2");
    director.sysctl().write("net.ipv4.vs.drop_entry", "2");
    assertThat(director.sysctl().read("net.ipv4.vs.drop_entry")).isEqualTo("1");
    director.sysctl().write("net.ipv4.vs.sync_ports", "64");
    for (String refused :
        List.of(
            "drop_packet 4",
            "secure_tcp -1",
            "sync_ports 3",
            "sync_threshold 5 5",
            "sync_version 2",
            "sync_retries 4",
            "lblc_expiration 2147483647",
            "conntrack x")) {
      String[] words = refused.split(" ", 2);
      assertThatThrownBy(() -> director.sysctl().write("net.ipv4.vs." + words[0], words[1]))
          .as(refused)
          .isInstanceOf(HostException.class);
    }
    assertThat(director.sysctl().keys().stream().filter(k -> k.startsWith("net.ipv4.vs.")))
        .hasSize(30);
  }

  private Host host(String name, long mac, String address) {
    Host host = new Host(simulation, trace, name);
    Port port = new Port(name, "eth0", trace);
    new Cable(simulation, trace, port, lan.addPort(name));
    Interface eth0 = host.addInterface("eth0", mac, port);
    try {
      eth0.addAddress(ip(address), 24, 0, InterfaceAddress.SCOPE_GLOBAL, "eth0");
    } catch (HostException e) {
      throw new AssertionError(e);
    }
    return host;
  }

  /** Sends a frame from the client's NIC to the director's. */
  private void send(byte[] frame) {
    Ethernet.write(frame, DIRECTOR_MAC, CLIENT_MAC, Ethernet.TYPE_IPV4);
    client.send(frame);
    simulation.runFor(Nanos.millis(500));
  }

  private static void keep(List<byte[]> frames, byte[] frame, long mac) {
    if (Ethernet.destination(frame) == mac && Ethernet.type(frame) == Ethernet.TYPE_IPV4) {
      frames.add(frame);
    }
  }

  private static Interface eth0(Host host) {
    Interface eth0 = host.interfaceNamed("eth0");
    assertThat(eth0).isNotNull();
    return eth0;
  }

  private static int ip(String address) {
    return Ipv4Address.parse(address);
  }
}
