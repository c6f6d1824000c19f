package io.lvsim.question;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.Route;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.trace.Trace;
import io.lvsim.trace.TraceListener;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A LAN that answers one {@link ArpQuestion}: a director that forwards and has the VIP/32 on eth0,
 * two real servers with the VIP where the question wants it and a default route to 192.168.2.1, and
 * a client that listens; plugged into one switch in this order.
 */
public final class ArpLab {
  /** The director's address; its MAC is 02:00:00:00:01:90. */
  public static final int DIRECTOR = Ipv4Address.parse("192.168.2.190");

  /** The first real server's address; its MAC is 02:00:00:00:01:91. */
  public static final int REAL_SERVER_1 = Ipv4Address.parse("192.168.2.191");

  /** The second real server's address; its MAC is 02:00:00:00:01:92. */
  public static final int REAL_SERVER_2 = Ipv4Address.parse("192.168.2.192");

  /** The client's address; its MAC is 02:00:00:00:00:10. */
  public static final int CLIENT = Ipv4Address.parse("192.168.2.10");

  private static final int GATEWAY = Ipv4Address.parse("192.168.2.1");
  private static final long LISTENING_NANOS = 20 * Nanos.PER_MILLI;

  private final ArpQuestion question;
  private final int vip;
  private final Simulation simulation = new Simulation(1);
  private final Trace trace = new Trace(simulation);
  private final Switch lan = new Switch(simulation, trace, "lan");
  private final List<Long> answeredBy = new ArrayList<>();
  private byte @Nullable [] request;

  private ArpLab(ArpQuestion question, int vip) {
    this.question = question;
    this.vip = vip;
  }

  /** Answers a question where the VIP is as given. */
  public static ArpAnswer ask(ArpQuestion question, int vip) {
    return ask(question, vip, null);
  }

  /** Answers a question, and lets someone hear all decisions on the way. */
  public static ArpAnswer ask(ArpQuestion question, int vip, @Nullable TraceListener listener) {
    ArpLab lab = new ArpLab(question, vip);
    if (listener != null) {
      lab.trace.add(listener);
    }
    try {
      return lab.answer();
    } catch (HostException e) {
      throw new IllegalArgumentException("the lab refuses: " + question.text(), e);
    }
  }

  private ArpAnswer answer() throws HostException {
    Host director = host("director", DIRECTOR);
    director.sysctl().write("net.ipv4.ip_forward", "1");
    add(eth0(director), vip, 32, InterfaceAddress.SCOPE_GLOBAL);
    Host server1 = realServer("rs1", REAL_SERVER_1);
    realServer("rs2", REAL_SERVER_2);
    Interface client = eth0(host("client", CLIENT));
    client.addFrameListener(this::listen);
    client.sendRaw(
        question.kind() == ArpQuestion.Kind.ANSWER ? whoHas(client) : ping(client, eth0(server1)));
    simulation.runFor(LISTENING_NANOS);
    byte[] asked = request;
    return new ArpAnswer(
        answeredBy,
        asked != null,
        asked == null ? 0 : Arp.senderIp(asked),
        asked == null ? 0 : Arp.targetIp(asked));
  }

  private Host realServer(String name, int address) throws HostException {
    Host server = host(name, address);
    server
        .routes()
        .add(new Route(Route.Type.UNICAST, 0, 0, null, GATEWAY, 0, 0, 0, "boot", Route.MAIN_TABLE));
    Interface device = vipDevice(server);
    add(device, vip, question.vipPrefixLength(), question.vipScope());
    set(server, "all", question.all());
    set(server, "eth0", question.eth0());
    if (!device.name().equals("eth0")) {
      set(server, device.name(), question.vipDeviceValue());
    }
    return server;
  }

  private Interface vipDevice(Host server) {
    return switch (question.vipDevice()) {
      case "lo" -> server.lo();
      case "eth0" -> eth0(server);
      default -> {
        Interface dummy = server.addDummy(question.vipDevice(), 0x0200_0000_FF00L);
        dummy.setUp(true);
        yield dummy;
      }
    };
  }

  private void set(Host server, String directory, int value) throws HostException {
    String key = "net.ipv4.conf." + directory + "." + question.setting();
    server.sysctl().write(key, Integer.toString(value));
  }

  private Host host(String name, int address) throws HostException {
    Host host = new Host(simulation, trace, name);
    Port port = new Port(name, "eth0", trace);
    new Cable(simulation, trace, port, lan.addPort(name));
    add(host.addInterface("eth0", macOf(address), port), address, 24, 0);
    return host;
  }

  private static void add(Interface on, int address, int prefixLength, int scope)
      throws HostException {
    on.addAddress(address, prefixLength, 0, scope, on.name());
  }

  private static Interface eth0(Host host) {
    return host.interfaces().get(1);
  }

  /** 192.168.2.191 is 02:00:00:00:01:91: the last octet in decimal digits. */
  private static long macOf(int address) {
    int last = address & 0xFF;
    int digits = last / 100 << 8 | last / 10 % 10 << 4 | last % 10;
    return 0x0200_0000_0000L | digits;
  }

  /** The client's broadcast question. */
  private byte[] whoHas(Interface client) {
    return Arp.frame(
        MacAddress.BROADCAST,
        client.mac(),
        Arp.REQUEST,
        client.mac(),
        question.sender(),
        0,
        question.target());
  }

  /** An echo request that the real server can only answer when it knows a MAC. */
  private byte[] ping(Interface client, Interface server) {
    byte[] frame = Ethernet.allocate(Ipv4.HEADER + Icmp.HEADER);
    int icmpAt = Ethernet.HEADER + Ipv4.HEADER;
    Icmp.write(frame, icmpAt, Icmp.HEADER, Icmp.ECHO_REQUEST, 0, 1 << 16 | 1);
    Ipv4.write(
        frame,
        Ethernet.HEADER,
        Ipv4.HEADER + Icmp.HEADER,
        1,
        0,
        64,
        Ipv4.PROTOCOL_ICMP,
        question.sender(),
        question.target());
    Ethernet.write(frame, server.mac(), client.mac(), Ethernet.TYPE_IPV4);
    return frame;
  }

  private void listen(Interface in, byte[] frame) {
    if (Ethernet.type(frame) != Ethernet.TYPE_ARP || !Arp.isWellFormed(frame)) {
      return;
    }
    boolean answersQuestion =
        Arp.operation(frame) == Arp.REPLY && Arp.senderIp(frame) == question.target();
    if (question.kind() == ArpQuestion.Kind.ANSWER && answersQuestion) {
      answeredBy.add(Arp.senderMac(frame));
    } else if (question.kind() == ArpQuestion.Kind.ANNOUNCE
        && request == null
        && Arp.operation(frame) == Arp.REQUEST
        && Arp.senderMac(frame) == macOf(REAL_SERVER_1)) {
      request = frame;
    }
  }
}
