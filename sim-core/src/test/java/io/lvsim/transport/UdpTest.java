package io.lvsim.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.wire.Ipv4Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UdpTest {
  private static final byte[] WHO = "who\n".getBytes(StandardCharsets.UTF_8);

  private final TwoHosts hosts = new TwoHosts();
  private final Listener client = new Listener(false);

  /** Writes down what it is told, and may answer. */
  private static final class Listener implements UdpHandler {
    final List<String> heard = new ArrayList<>();
    private final boolean answers;

    Listener(boolean answers) {
      this.answers = answers;
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
      String text = new String(bytes, from, length, StandardCharsets.UTF_8);
      String source = Ipv4Address.format(fromAddress) + ":" + fromPort;
      heard.add(text.trim() + " from " + source + " to " + Ipv4Address.format(localAddress));
      if (answers) {
        socket.send(localAddress, fromAddress, fromPort, bytes, from, length);
      }
    }

    @Override
    public void failed(UdpSocket socket, Errno error) {
      heard.add("failed " + error);
    }
  }

  private static UdpSocket open(UdpStack stack, int address, int port, UdpHandler handler) {
    try {
      return stack.open(address, port, handler);
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }

  private void sendWho(UdpSocket from, int port) {
    assertThat(from.send(0, TwoHosts.SERVER, port, WHO, 0, WHO.length)).isNull();
    hosts.run(10);
  }

  @Test
  void answered() {
    Listener server = new Listener(true);
    open(hosts.serverUdp, 0, 53, server);
    sendWho(open(hosts.clientUdp, 0, 20_000, client), 53);
    assertThat(server.heard).containsExactly("who from 192.168.2.10:20000 to 192.168.2.20");
    assertThat(client.heard).containsExactly("who from 192.168.2.20:53 to 192.168.2.10");
    assertThat(hosts.conversation.lines()).containsExactly("> UDP 4", "< UDP 4");
  }

  @Test
  void connectedSocketIsToldOfPortUnreachable() {
    UdpSocket socket = open(hosts.clientUdp, 0, 20_019, client);
    assertThat(socket.connect(TwoHosts.SERVER, 99)).isNull();
    sendWho(socket, 99);
    assertThat(hosts.conversation.lines()).containsExactly("> UDP 4", "< ICMP 3/3");
    assertThat(client.heard).containsExactly("failed ECONNREFUSED");
    assertThat(hosts.decisions)
        .contains(
            "server: answered the datagram of 192.168.2.10:20019 with ICMP port unreachable: no"
                + " socket is bound to 192.168.2.20:99");
  }

  @Test
  void unconnectedSocketIsNotTold() {
    sendWho(open(hosts.clientUdp, 0, 20_020, client), 99);
    assertThat(hosts.conversation.lines()).containsExactly("> UDP 4", "< ICMP 3/3");
    assertThat(client.heard).isEmpty();
  }

  @Test
  void connectedSocketHearsItsPeerOnly() {
    UdpSocket socket = open(hosts.clientUdp, 0, 20_021, client);
    socket.connect(TwoHosts.SERVER, 53);
    UdpSocket other = open(hosts.serverUdp, 0, 54, new Listener(false));
    other.send(0, TwoHosts.CLIENT, 20_021, WHO, 0, WHO.length);
    hosts.run(10);
    assertThat(client.heard).isEmpty();
    assertThat(hosts.conversation.lines()).containsExactly("< UDP 4", "> ICMP 3/3");
  }

  @Test
  void socketOnTheAddressComesBeforeOneOnAny() {
    Listener exact = new Listener(false);
    Listener any = new Listener(false);
    open(hosts.serverUdp, TwoHosts.SERVER, 53, exact);
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> hosts.serverUdp.open(0, 53, any))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EADDRINUSE));
    sendWho(open(hosts.clientUdp, 0, 0, client), 53);
    assertThat(exact.heard).hasSize(1);
  }

  @Test
  void refusals() {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> hosts.clientUdp.open(TwoHosts.SERVER, 53, client))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EADDRNOTAVAIL));
    UdpSocket socket = open(hosts.clientUdp, 0, 0, client);
    int elsewhere = Ipv4Address.parse("10.0.0.1");
    assertThat(socket.send(0, elsewhere, 53, WHO, 0, WHO.length)).isEqualTo(Errno.ENETUNREACH);
    byte[] tooLong = new byte[65_508];
    assertThat(socket.send(0, TwoHosts.SERVER, 53, tooLong, 0, tooLong.length))
        .isEqualTo(Errno.EMSGSIZE);
  }

  @Test
  void longDatagramGoesInFragments() {
    Listener server = new Listener(false);
    open(hosts.serverUdp, 0, 53, server);
    byte[] text = "x".repeat(5000).getBytes(StandardCharsets.UTF_8);
    UdpSocket socket = open(hosts.clientUdp, 0, 0, client);
    assertThat(socket.send(0, TwoHosts.SERVER, 53, text, 0, text.length)).isNull();
    hosts.run(10);
    assertThat(server.heard).hasSize(1);
    assertThat(server.heard.getFirst()).startsWith("x".repeat(5000) + " from");
  }

  @Test
  void closedSocketHearsNothing() {
    UdpSocket socket = open(hosts.serverUdp, 0, 53, new Listener(true));
    socket.close();
    sendWho(open(hosts.clientUdp, 0, 0, client), 53);
    assertThat(hosts.conversation.lines()).containsExactly("> UDP 4", "< ICMP 3/3");
  }
}
