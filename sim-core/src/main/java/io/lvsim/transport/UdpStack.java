package io.lvsim.transport;

import io.lvsim.engine.Random;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.Ipv4Layer;
import io.lvsim.host.Route;
import io.lvsim.host.TransportProtocol;
import io.lvsim.trace.TransportDecision;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Udp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** UDP of one host (Linux: net/ipv4/udp.c). */
public final class UdpStack implements TransportProtocol {
  private static final int IP_AT = Ethernet.HEADER;
  private static final int UDP_AT = IP_AT + Ipv4.HEADER;
  private static final int LARGEST_DATA = 65_535 - Ipv4.HEADER - Udp.HEADER;

  private final Host host;
  private final Ipv4Layer ipv4;
  private final Random random;
  private final List<UdpSocket> sockets = new ArrayList<>();

  /** Registers itself with the host's IPv4 layer. */
  public UdpStack(Host host) {
    this.host = host;
    ipv4 = host.ipv4();
    random = host.simulation().random(host.name() + " udp ports");
    ipv4.register(Ipv4.PROTOCOL_UDP, this);
  }

  /**
   * Opens a socket.
   *
   * @param address 0 for any; one of the host's, or a multicast group
   * @param port 0 for an ephemeral port
   * @throws HostException EADDRINUSE, EADDRNOTAVAIL
   */
  public UdpSocket open(int address, int port, UdpHandler handler) throws HostException {
    if (address != 0 && !Ipv4Address.isMulticast(address) && !host.isLocal(address)) {
      throw new HostException(Errno.EADDRNOTAVAIL);
    }
    if (port != 0 && isTaken(address, port)) {
      throw new HostException(Errno.EADDRINUSE);
    }
    int chosen = port == 0 ? choosePort(address) : port;
    UdpSocket socket =
        new UdpSocket(
            this,
            address,
            chosen,
            handler,
            ipv4.discoversPathMtu() ? PathMtuDiscovery.WANT : PathMtuDiscovery.DONT,
            random.nextInt() & 0xFFFF);
    sockets.add(socket);
    return socket;
  }

  /** All sockets, in order of opening. */
  public List<UdpSocket> sockets() {
    return List.copyOf(sockets);
  }

  @Override
  public void receive(byte[] frame, int ipAt, Interface in) {
    int at = Ipv4.payload(frame, ipAt);
    int source = Ipv4.source(frame, ipAt);
    int destination = Ipv4.destination(frame, ipAt);
    if (!isWellFormed(frame, ipAt, at)) {
      tellMalformed(source);
      return;
    }
    int fromPort = Udp.sourcePort(frame, at);
    int toPort = Udp.destinationPort(frame, at);
    if (Ipv4Address.isMulticast(destination)) {
      receiveForGroup(frame, ipAt, at, in);
      return;
    }
    UdpSocket socket = best(destination, toPort, source, fromPort, in);
    if (socket == null) {
      refuse(frame, ipAt, at);
      return;
    }
    hand(socket, frame, ipAt, at);
  }

  /** __udp4_lib_mcast_deliver: every socket that fits gets it; that there is none is no error. */
  private void receiveForGroup(byte[] frame, int ipAt, int at, Interface in) {
    int source = Ipv4.source(frame, ipAt);
    int destination = Ipv4.destination(frame, ipAt);
    int fromPort = Udp.sourcePort(frame, at);
    int toPort = Udp.destinationPort(frame, at);
    for (UdpSocket socket : sockets()) {
      if (socket.score(destination, toPort, source, fromPort, in) >= 0) {
        hand(socket, frame, ipAt, at);
      }
    }
  }

  private static void hand(UdpSocket socket, byte[] frame, int ipAt, int at) {
    socket
        .handler()
        .received(
            socket,
            Ipv4.source(frame, ipAt),
            Udp.sourcePort(frame, at),
            Ipv4.destination(frame, ipAt),
            frame,
            at + Udp.HEADER,
            Udp.length(frame, at) - Udp.HEADER);
  }

  @Override
  public void icmpError(int type, int code, int info, byte[] frame, int quotedIpAt) {
    UdpSocket socket = quotedSender(frame, quotedIpAt);
    Errno error = IcmpErrors.errno(type, code);
    if (socket == null
        || error == null
        || !socket.isConnected()
        || !IcmpErrors.isHard(type, code)) {
      return;
    }
    if (host.trace().on()) {
      String name = TcpDecisions.end(socket.address(), socket.port());
      host.trace()
          .tell(
              host.name(),
              new TransportDecision.DatagramFailed(
                  name, IcmpErrors.text(type, code), error.name()));
    }
    socket.handler().failed(socket, error);
  }

  int sourceFor(int destination) {
    return host.routes().sourceFor(destination);
  }

  @Nullable Errno send(
      UdpSocket socket, int source, int to, int toPort, byte[] bytes, int from, int length) {
    if (length > LARGEST_DATA) {
      return Errno.EMSGSIZE;
    }
    Interface multicastDevice = Ipv4Address.isMulticast(to) ? socket.multicastDevice() : null;
    if (multicastDevice != null) {
      return sendToGroup(socket, source, to, toPort, bytes, from, length, multicastDevice);
    }
    Route route = host.routes().lookup(to);
    if (route == null) {
      return Errno.ENETUNREACH;
    }
    int total = Ipv4.HEADER + Udp.HEADER + length;
    int mtu = host.routes().pathMtu(to, route);
    if (total > mtu && socket.discovery() == PathMtuDiscovery.DO) {
      return Errno.EMSGSIZE;
    }
    int speaker = source != 0 ? source : host.routes().sourceFor(to, route);
    byte[] frame = ipv4.allocate(Udp.HEADER + length);
    System.arraycopy(bytes, from, frame, UDP_AT + Udp.HEADER, length);
    Udp.write(frame, UDP_AT, Udp.HEADER + length, socket.port(), toPort, speaker, to);
    Ipv4.write(
        frame,
        IP_AT,
        total,
        identification(socket, speaker, to),
        total <= mtu && marksDontFragment(socket, to, route) ? Ipv4.DONT_FRAGMENT : 0,
        Ipv4Address.isMulticast(to) ? socket.multicastTtl() : ipv4.defaultTtl(),
        Ipv4.PROTOCOL_UDP,
        speaker,
        to);
    return ipv4.send(frame);
  }

  private @Nullable Errno sendToGroup(
      UdpSocket socket,
      int source,
      int group,
      int toPort,
      byte[] bytes,
      int from,
      int length,
      Interface out) {
    int speaker = source != 0 ? source : out.sourceAddress(InterfaceAddress.SCOPE_LINK);
    byte[] frame = ipv4.allocate(Udp.HEADER + length);
    System.arraycopy(bytes, from, frame, UDP_AT + Udp.HEADER, length);
    Udp.write(frame, UDP_AT, Udp.HEADER + length, socket.port(), toPort, speaker, group);
    Ipv4.write(
        frame,
        IP_AT,
        Ipv4.HEADER + Udp.HEADER + length,
        identification(socket, speaker, group),
        0,
        socket.multicastTtl(),
        Ipv4.PROTOCOL_UDP,
        speaker,
        group);
    return ipv4.sendMulticast(frame, out);
  }

  /** ip_dont_fragment. */
  private boolean marksDontFragment(UdpSocket socket, int to, Route route) {
    return switch (socket.discovery()) {
      case DONT -> false;
      case WANT -> !host.routes().pathMtuIsLocked(to, route);
      case DO -> true;
    };
  }

  @Override
  public boolean hasSent(byte[] frame, int quotedIpAt) {
    return quotedSender(frame, quotedIpAt) != null;
  }

  private @Nullable UdpSocket quotedSender(byte[] frame, int quotedIpAt) {
    int at = Ipv4.payload(frame, quotedIpAt);
    return best(
        Ipv4.source(frame, quotedIpAt),
        Udp.sourcePort(frame, at),
        Ipv4.destination(frame, quotedIpAt),
        Udp.destinationPort(frame, at),
        null);
  }

  void remove(UdpSocket socket) {
    sockets.remove(socket);
  }

  private int identification(UdpSocket socket, int source, int destination) {
    return socket.isConnected()
        ? socket.nextIdentification()
        : ipv4.nextIdentification(source, destination, Ipv4.PROTOCOL_UDP);
  }

  private static boolean isWellFormed(byte[] frame, int ipAt, int at) {
    int room = Ipv4.payloadLength(frame, ipAt);
    if (room < Udp.HEADER) {
      return false;
    }
    int length = Udp.length(frame, at);
    return length >= Udp.HEADER
        && length <= room
        && Udp.checksumIsRight(frame, at, Ipv4.source(frame, ipAt), Ipv4.destination(frame, ipAt));
  }

  private @Nullable UdpSocket best(
      int local, int localPort, int remote, int remotePort, @Nullable Interface in) {
    UdpSocket best = null;
    int bestScore = -1;
    for (int i = 0; i < sockets.size(); i++) {
      UdpSocket socket = sockets.get(i);
      int score = socket.score(local, localPort, remote, remotePort, in);
      if (score > bestScore) {
        best = socket;
        bestScore = score;
      }
    }
    return best;
  }

  private void refuse(byte[] frame, int ipAt, int at) {
    if (host.trace().on()) {
      String from = TcpDecisions.end(Ipv4.source(frame, ipAt), Udp.sourcePort(frame, at));
      String to = TcpDecisions.end(Ipv4.destination(frame, ipAt), Udp.destinationPort(frame, at));
      host.trace().tell(host.name(), new TransportDecision.PortUnreachable(from, to));
    }
    host.icmp().sendError(frame, ipAt, Icmp.UNREACHABLE, Icmp.PORT_UNREACHABLE, 0);
  }

  private void tellMalformed(int source) {
    if (host.trace().on()) {
      String from = Ipv4Address.format(source);
      host.trace()
          .tell(
              host.name(),
              new TransportDecision.Dropped("bad lengths or checksum in a datagram from " + from));
    }
  }

  private boolean isTaken(int address, int port) {
    for (UdpSocket other : sockets) {
      boolean overlaps = address == 0 || other.address() == 0 || other.address() == address;
      if (other.port() == port && overlaps) {
        return true;
      }
    }
    return false;
  }

  /** udp_lib_get_port: a random place in the range, then upwards. */
  private int choosePort(int address) throws HostException {
    int first = ipv4.localPortFirst();
    int count = ipv4.localPortLast() - first + 1;
    int start = random.below(count);
    for (int i = 0; i < count; i++) {
      int port = first + (start + i) % count;
      if (!isTaken(address, port)) {
        return port;
      }
    }
    throw new HostException(Errno.EADDRINUSE);
  }
}
