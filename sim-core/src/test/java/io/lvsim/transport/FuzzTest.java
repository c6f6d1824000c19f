package io.lvsim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.host.Host;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that arrives makes a stack throw, send malformed packets, or stop to serve others. */
class FuzzTest {
  private static final int IP_AT = Ethernet.HEADER;
  private static final int TCP_AT = IP_AT + Ipv4.HEADER;

  private final List<byte[]> seen = new ArrayList<>();

  /** A frame that was seen, changed here and there; mostly with right checksums. */
  private byte[] mutated(Random random) {
    byte[] frame = seen.get(random.below(seen.size())).clone();
    for (int i = random.below(4); i > 0; i--) {
      switch (random.below(8)) {
        case 0 -> frame[TCP_AT + 13] = (byte) random.nextInt();
        case 1 -> Bytes.put32(frame, TCP_AT + 4, shifted(random, frame, TCP_AT + 4));
        case 2 -> Bytes.put32(frame, TCP_AT + 8, shifted(random, frame, TCP_AT + 8));
        case 3 -> Bytes.put16(frame, TCP_AT + 14, random.nextInt());
        case 4 -> frame[TCP_AT + 12] = (byte) random.nextInt();
        case 5 -> Bytes.put16(frame, TCP_AT + 2, random.nextInt());
        case 6 ->
            Bytes.put16(frame, IP_AT + 2, Ipv4.HEADER + random.below(frame.length - TCP_AT + 1));
        default -> frame[TCP_AT + random.below(frame.length - TCP_AT)] = (byte) random.nextInt();
      }
    }
    if (random.below(10) > 0) {
      mendChecksums(frame);
    }
    return frame;
  }

  private static int shifted(Random random, byte[] frame, int at) {
    int[] steps = {1, -1, 2, 1448, -1448, 65_535, -70_000, random.nextInt()};
    return Bytes.i32(frame, at) + steps[random.below(steps.length)];
  }

  private static void mendChecksums(byte[] frame) {
    Ipv4.setTtl(frame, IP_AT, 64);
    int length = Ipv4.payloadLength(frame, IP_AT);
    if (length >= Tcp.HEADER && TCP_AT + length <= frame.length) {
      int source = Ipv4.source(frame, IP_AT);
      Tcp.writeChecksum(frame, TCP_AT, length, source, Ipv4.destination(frame, IP_AT));
    }
  }

  private void record(Host host) {
    host.interfaces()
        .get(1)
        .port()
        .addTap((outgoing, frame) -> {
          boolean tcp = Ethernet.type(frame) == Ethernet.TYPE_IPV4;
          if (tcp && Ipv4.protocol(frame, IP_AT) == Ipv4.PROTOCOL_TCP && seen.size() < 500) {
            seen.add(frame);
          }
        });
  }

  private static Program talker(Random random, TwoHosts hosts) {
    Program program = new Program();
    return program
        .onConnected(c -> Program.send(c, "x".repeat(1 + random.below(5000))))
        .onReceived((c, text) -> {
          if (program.received.size() < 20_000) {
            Program.send(c, "y".repeat(1 + random.below(3000)));
          } else if (random.below(4) == 0) {
            hosts.after(random.below(50), c::close);
          }
        })
        .onPeerClosed(c -> hosts.after(random.below(500), c::close));
  }

  @Test
  void mutatedSegments() {
    for (int seed = 1; seed <= 60; seed++) {
      Random random = Random.of(seed, "fuzz");
      TwoHosts hosts = new TwoHosts(seed);
      hosts.introduce();
      seen.clear();
      record(hosts.clientHost);
      hosts.listen(80, talker(random, hosts));
      hosts.connect(40_000, 80, talker(random, hosts));
      for (int round = 0; round < 400; round++) {
        hosts.simulation.runFor(random.below((int) Nanos.millis(random.below(20) == 0 ? 500 : 1)));
        if (!seen.isEmpty()) {
          TcpStack to = random.below(2) == 0 ? hosts.client : hosts.server;
          Host host = to == hosts.client ? hosts.clientHost : hosts.serverHost;
          byte[] frame = mutated(random);
          if (Ipv4.isWellFormed(frame, IP_AT)) {
            to.receive(frame, IP_AT, host.interfaces().get(1));
          }
        }
      }
      assertServesOthers(hosts);
    }
  }

  @Test
  void noiseInPlaceOfSegments() {
    Random random = Random.of(1, "noise");
    TwoHosts hosts = new TwoHosts();
    hosts.introduce();
    hosts.listen(80, new Program());
    for (int i = 0; i < 50_000; i++) {
      int length = random.below(120);
      byte[] frame = Ethernet.allocate(Ipv4.HEADER + length);
      for (int at = TCP_AT; at < frame.length; at++) {
        frame[at] = (byte) random.nextInt();
      }
      int protocol = random.below(2) == 0 ? Ipv4.PROTOCOL_TCP : Ipv4.PROTOCOL_UDP;
      Ipv4.write(
          frame, IP_AT, Ipv4.HEADER + length, 1, 0, 64, protocol, TwoHosts.CLIENT, TwoHosts.SERVER);
      if (protocol == Ipv4.PROTOCOL_TCP && length >= Tcp.HEADER) {
        Bytes.put16(frame, TCP_AT + 2, 80);
        Tcp.writeChecksum(frame, TCP_AT, length, TwoHosts.CLIENT, TwoHosts.SERVER);
      }
      if (protocol == Ipv4.PROTOCOL_TCP) {
        hosts.server.receive(frame, IP_AT, hosts.serverHost.interfaces().get(1));
      } else {
        hosts.serverUdp.receive(frame, IP_AT, hosts.serverHost.interfaces().get(1));
      }
    }
    hosts.run(100_000);
    assertServesOthers(hosts);
  }

  private static void assertServesOthers(TwoHosts hosts) {
    hosts.run(200_000);
    Program echo = new Program();
    echo.onReceived((c, text) -> Program.send(c, text)).onPeerClosed(TcpConnection::close);
    hosts.listen(81, echo);
    Program client = new Program().onConnected(c -> Program.send(c, "hello"));
    TcpConnection connection = hosts.connect(0, 81, client);
    hosts.run(1000);
    connection.close();
    hosts.run(1000);
    assertThat(client.text()).isEqualTo("hello");
    assertThat(client.events).containsExactly("connected", "closed");
  }
}
