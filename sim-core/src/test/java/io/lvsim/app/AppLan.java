package io.lvsim.app;

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
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.TcpHandler;
import io.lvsim.transport.TcpStack;
import io.lvsim.transport.UdpStack;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A client, 192.168.2.10, and a server, 192.168.2.20, on a switch; for tests. */
final class AppLan {
  static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  static final int SERVER = Ipv4Address.parse("192.168.2.20");

  final Simulation simulation = new Simulation(1);
  final Trace trace = new Trace(simulation);
  final Host clientHost = new Host(simulation, trace, "client");
  final Host serverHost = new Host(simulation, trace, "server");
  final TcpStack client;
  final TcpStack server;
  final UdpStack clientUdp;
  final UdpStack serverUdp;

  /** IPv4 packets from client to server, and their bytes without the Ethernet header. */
  int packetsToServer;

  int bytesToServer;

  private final Switch lan = new Switch(simulation, trace, "lan");

  AppLan() {
    Port port = plug(clientHost, CLIENT);
    plug(serverHost, SERVER);
    port.addTap((outgoing, frame) -> {
      if (outgoing && Ethernet.type(frame) == Ethernet.TYPE_IPV4) {
        packetsToServer++;
        bytesToServer += Ipv4.totalLength(frame, Ethernet.HEADER);
      }
    });
    client = new TcpStack(clientHost);
    server = new TcpStack(serverHost);
    clientUdp = new UdpStack(clientHost);
    serverUdp = new UdpStack(serverHost);
  }

  private Port plug(Host host, int address) {
    Port port = new Port(host.name(), "eth0", trace);
    new Cable(simulation, trace, port, lan.addPort(host.name()));
    Interface eth0 = host.addInterface("eth0", 0x0200_0000_0000L | address & 0xFF, port);
    add(eth0, address);
    return port;
  }

  static void add(Interface to, int address) {
    try {
      to.addAddress(address, 24, 0, InterfaceAddress.SCOPE_GLOBAL, to.name());
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }

  void run(long millis) {
    simulation.runFor(Nanos.millis(millis));
  }

  /** What a server says to some text over a connection of its own, until nothing more comes. */
  String dialogue(int port, String... parts) {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    TcpHandler handler =
        new TcpHandler() {
          @Override
          public void received(TcpConnection connection, byte[] bytes, int from, int length) {
            received.write(bytes, from, length);
          }

          @Override
          public void peerClosed(TcpConnection connection) {
            byte[] mark = "[closed]".getBytes(StandardCharsets.UTF_8);
            received.write(mark, 0, mark.length);
            connection.close();
          }
        };
    try {
      TcpConnection connection = client.connect(0, 0, SERVER, port, handler);
      run(5);
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.ISO_8859_1);
        connection.send(bytes, 0, bytes.length);
        run(5);
      }
      run(100);
      String text = received.toString(StandardCharsets.ISO_8859_1);
      connection.abort();
      run(5);
      return text;
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }
}
