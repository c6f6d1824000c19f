package io.lvsim.command.socket;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.shell.Invocation;
import io.lvsim.transport.UdpHandler;
import io.lvsim.transport.UdpSocket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A UDP socket that talks to one peer which it has chosen, or only listens to all. */
final class UdpClient implements UdpHandler {
  private @Nullable DatagramStream stream;

  private UdpClient() {}

  /** Opens it; connected unless the address is of a kind that only sends to its peer. */
  static DatagramStream open(
      Invocation call, AddressSpec spec, SocatAddresses.Endpoint to, int from, int port)
      throws SocatError {
    boolean connects = !spec.keyword().endsWith("SENDTO") && !spec.keyword().endsWith("DATAGRAM");
    UdpClient client = new UdpClient();
    try {
      UdpSocket socket = call.net().udp().open(from, port, client);
      Errno refused = connects ? socket.connect(to.address(), to.port()) : null;
      if (refused != null) {
        socket.close();
        throw new SocatError("connect(5, AF=2 " + to + ", 16): " + refused.text());
      }
      DatagramStream made = new DatagramStream(socket, 0, to.address(), to.port(), true);
      client.stream = made;
      return made;
    } catch (HostException refused) {
      throw SocatAddresses.bindFailed(from, port, refused.errno().text());
    }
  }

  /** A socket that takes datagrams from anybody, to be read only. */
  static DatagramStream receiver(Invocation call, int address, int port) throws SocatError {
    UdpClient receiver = new UdpClient();
    try {
      UdpSocket socket = call.net().udp().open(address, port, receiver);
      DatagramStream made = new DatagramStream(socket, 0, 0, 0, true);
      receiver.stream = made;
      return made;
    } catch (HostException refused) {
      throw SocatAddresses.bindFailed(address, port, refused.errno().text());
    }
  }

  @Override
  public void received(
      UdpSocket socket,
      int fromAddress,
      int fromPort,
      int localAddress,
      byte[] bytes,
      int from,
      int length) {
    if (stream != null) {
      stream.take(Arrays.copyOfRange(bytes, from, from + length));
    }
  }

  @Override
  public void failed(UdpSocket socket, Errno error) {
    if (stream != null) {
      stream.fail(error);
    }
  }
}
