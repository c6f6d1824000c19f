package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Synchronisation on the wire: multicast frames, IGMP, who listens; over a switch. */
class SyncOnLanTest {
  /** A frame of a real master; its source port, identification and checksums are its own. */
  private static final String RECORDED =
      "01005e000051020000000190080045000048fb31000001111abcc0a802bee000005184d12290003416cc"
          + "0000002c01010000000600240000008300014e21005000500000000000000384c0a8020ac0a802bcc0a802c0";

  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final int IP = Ethernet.HEADER;
  private static final int UDP = IP + Ipv4.HEADER;

  private final Simulation simulation = new Simulation(1);
  private final Trace trace = new Trace(simulation);
  private final Switch lan = new Switch(simulation, trace, "lan");
  private final Host dir = host("dir", "02:00:00:00:01:90", "192.168.2.190");
  private final Host dir2 = host("dir2", "02:00:00:00:01:89", "192.168.2.189");
  private final Host third = host("rs2", "02:00:00:00:01:92", "192.168.2.192");
  private final UdpStack thirdUdp = new UdpStack(third);
  private final Ipvs master = new Ipvs(dir, new UdpStack(dir));
  private final Ipvs backup = new Ipvs(dir2, new UdpStack(dir2));
  private final List<byte[]> atThird = new ArrayList<>();

  @BeforeEach
  void services() {
    for (Ipvs ipvs : List.of(master, backup)) {
      new Ipvsadm(ipvs).run("-A -t 192.168.2.188:80 -s rr");
      new Ipvsadm(ipvs).run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g");
      new Ipvsadm(ipvs).run("-a -t 192.168.2.188:80 -r 192.168.2.192 -g");
    }
    Port port = eth0(third).port();
    assertThat(port).isNotNull();
    port.addTap((outgoing, frame) -> {
      if (MacAddress.isMulticast(Ethernet.destination(frame))
          && Ethernet.type(frame) == Ethernet.TYPE_IPV4) {
        atThird.add(frame);
      }
    });
  }

  @Test
  void aMessageOnTheWireIsTheRecordedFrame() throws HostException {
    master.syncDaemons().startMaster(daemon(""));
    connection(20001);
    simulation.runFor(Nanos.seconds(4));
    assertThat(atThird).hasSize(1);
    byte[] said = atThird.getFirst();
    byte[] recorded = HexFormat.of().parseHex(RECORDED);
    Bytes.put16(recorded, IP + 4, Ipv4.identification(said, IP));
    Bytes.put16(recorded, IP + 10, Bytes.u16(said, IP + 10));
    Bytes.put16(recorded, UDP, Udp.sourcePort(said, UDP));
    Bytes.put16(recorded, UDP + 6, Bytes.u16(said, UDP + 6));
    assertThat(HexFormat.of().formatHex(said)).isEqualTo(HexFormat.of().formatHex(recorded));
    assertThat(Ipv4.isWellFormed(said, IP)).isTrue();
    assertThat(Udp.checksumIsRight(said, UDP, Ipv4.source(said, IP), Ipv4.destination(said, IP)))
        .isTrue();
  }

  @Test
  void onlyWhoHasJoinedHears() throws HostException {
    List<Integer> heard = new ArrayList<>();
    thirdUdp.open(0, 8848, (s, from, fromPort, to, bytes, at, length) -> heard.add(length));
    master.syncDaemons().startMaster(daemon(""));
    connection(20001);
    simulation.runFor(Nanos.seconds(4));
    assertThat(heard).isEmpty();
    assertThat(backup.connections()).isEmpty();
    backup.syncDaemons().startBackup(daemon(""));
    eth0(third).joinGroup(Ipv4Address.parse("224.0.0.81"));
    connection(20002);
    simulation.runFor(Nanos.seconds(4));
    assertThat(heard).containsExactly(44);
    assertThat(backup.connections()).hasSize(1);
    assertThat(backup.connections().getFirst().isSynced()).isTrue();
    assertThat(master.connections()).hasSize(2);
  }

  @Test
  void aHostHearsNothingOfItsOwn() throws HostException {
    master.syncDaemons().startMaster(daemon(""));
    master.syncDaemons().startBackup(daemon(""));
    connection(20001);
    simulation.runFor(Nanos.seconds(4));
    assertThat(master.connections()).noneMatch(ConnectionEntry::isSynced);
  }

  @Test
  void messagesLongerThanTheMtuAreCutAndPutTogether() throws HostException {
    backup.syncDaemons().startBackup(daemon("", 8000));
    master.syncDaemons().startMaster(daemon("", 8000));
    for (int port = 20001; port <= 20100; port++) {
      connection(port);
    }
    simulation.runFor(Nanos.seconds(4));
    assertThat(atThird.stream().filter(frame -> Ipv4.isFragment(frame, IP))).hasSize(3);
    assertThat(backup.connections()).hasSize(100);
  }

  @Test
  void theDeadSayNothing() throws HostException {
    master.syncDaemons().startMaster(daemon(""));
    connection(20001);
    dir.powerOff();
    simulation.runFor(Nanos.seconds(5));
    assertThat(atThird).isEmpty();
  }

  @Test
  void joiningAndLeavingIsReportedAsRecorded() throws HostException {
    List<String> lines = Recorded.lines("sync/igmp.txt");
    List<String> recorded = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("@")) {
        String[] words = line.split(" ", 3);
        if (words[1].equals("frame")) {
          recorded.add(words[2]);
        } else {
          simulation.runUntil((long) (Double.parseDouble(words[0].substring(1)) * 1e9));
          report(words[2]);
        }
      }
    }
    simulation.runFor(Nanos.seconds(3));
    List<String> said =
        atThird.stream()
            .map(frame -> Arrays.copyOf(frame, IP + Ipv4.totalLength(frame, IP)))
            .map(HexFormat.of()::formatHex)
            .toList();
    assertThat(said).isEqualTo(recorded).hasSizeGreaterThan(7);
  }

  /** One of the commands that made the backup report. */
  private void report(String command) throws HostException {
    if (command.startsWith("$ ip link") || command.startsWith("ip link")) {
      eth0(dir2).setUp(command.endsWith(" up"));
    } else if (command.contains("sync_ports")) {
      dir2.sysctl().write("net.ipv4.vs.sync_ports", "2");
    } else if (command.contains("--stop-daemon")) {
      backup.syncDaemons().stopBackup();
    } else {
      String group = command.contains("--mcast-group") ? "239.1.1.5" : "";
      backup.syncDaemons().startBackup(daemon(group));
    }
  }

  private static SyncDaemon daemon(String group) {
    return daemon(group, 0);
  }

  private static SyncDaemon daemon(String group, int maximumLength) {
    return new SyncDaemon("eth0", 0, maximumLength, group, 0, 0);
  }

  /** Three packets of a client, the third of which is told to backups. */
  private void connection(int port) {
    for (int flags : new int[] {Tcp.SYN, Tcp.ACK, Tcp.PSH | Tcp.ACK}) {
      byte[] frame = Frames.tcp(CLIENT, port, DirectorLab.VIP, 80, flags);
      assertThat(master.take(frame, Frames.IP_AT, false, 0)).isTrue();
    }
  }

  private Host host(String name, String mac, String address) {
    Host host = new Host(simulation, trace, name);
    Port port = new Port(name, "eth0", trace);
    new Cable(simulation, trace, port, lan.addPort(name));
    Interface eth0 = host.addInterface("eth0", MacAddress.parse(mac), port);
    try {
      int local = Ipv4Address.parse(address);
      eth0.addAddress(local, 24, 0, InterfaceAddress.SCOPE_GLOBAL, "eth0");
    } catch (HostException e) {
      throw new AssertionError(e);
    }
    return host;
  }

  private static Interface eth0(Host host) {
    Interface eth0 = host.interfaceNamed("eth0");
    assertThat(eth0).isNotNull();
    return eth0;
  }
}
