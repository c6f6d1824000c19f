package io.lvsim.ipvs;

import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.transport.UdpSocket;
import io.lvsim.transport.UdpStack;
import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * Synchronisation over a host's UDP and multicast (make_send_sock, make_receive_sock). Over IPv6,
 * which is not modelled, nothing is said or heard.
 */
final class HostSyncNetwork implements SyncNetwork {
  private static final Socket MUTE =
      new Socket() {
        @Override
        public void send(byte[] bytes, int length) {}

        @Override
        public void close() {}
      };

  private final Host host;
  private final UdpStack udp;

  HostSyncNetwork(Host host, UdpStack udp) {
    this.host = host;
    this.udp = udp;
  }

  @Override
  public int mtu(String interfaceName) {
    Interface device = host.interfaceNamed(interfaceName);
    return device == null ? NO_DEVICE : device.mtu();
  }

  @Override
  public Socket openMaster(SyncDaemon daemon, int port) throws HostException {
    if (daemon.isIpv6()) {
      return MUTE;
    }
    Interface out = device(daemon);
    int group = Ipv4Address.parse(daemon.group());
    int source = out.sourceAddress(InterfaceAddress.SCOPE_GLOBAL);
    UdpSocket socket = udp.open(source, 0, (s, from, fromPort, to, bytes, at, length) -> {});
    socket.setMulticast(out, daemon.ttl());
    Errno failure = socket.connect(group, port);
    if (failure != null) {
      socket.close();
      throw new HostException(failure);
    }
    return new Open(socket, null, group, port);
  }

  @Override
  public Socket openBackup(SyncDaemon daemon, int port, Receiver receiver) throws HostException {
    if (daemon.isIpv6()) {
      return MUTE;
    }
    Interface in = device(daemon);
    int group = Ipv4Address.parse(daemon.group());
    UdpSocket socket =
        udp.open(
            group,
            port,
            (s, from, fromPort, to, bytes, at, length) -> receiver.received(bytes, at, length));
    socket.bindToDevice(in);
    in.joinGroup(group);
    return new Open(socket, in, group, port);
  }

  private Interface device(SyncDaemon daemon) throws HostException {
    Interface device = host.interfaceNamed(daemon.interfaceName());
    if (device == null) {
      throw new HostException(Errno.ENODEV);
    }
    return device;
  }

  /** A socket of UDP. */
  private record Open(UdpSocket socket, @Nullable Interface joinedOn, int group, int port)
      implements Socket {
    @Override
    public void send(byte[] bytes, int length) {
      socket.send(0, group, port, bytes, 0, length);
    }

    @Override
    public void close() {
      if (joinedOn != null) {
        joinedOn.leaveGroup(group);
      }
      socket.close();
    }
  }
}
