package io.lvsim.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a frame: in Java and in the kernel's language the same, and the same for a client. */
class WorkerChoiceTest {
  private static final int ROUTER = Ipv4Address.parse("10.0.0.1");
  private static final int ICMP_AT = Ethernet.HEADER + Ipv4.HEADER;

  private static WorkerChoice choice(int workers, String mask) {
    return new WorkerChoice(workers, Ipv4Address.parse(mask), LiveNode.DIP);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 255.255.255.255, 1",
    "2, 255.255.255.255, 2",
    "3, 255.255.255.0, 3",
    "7, 255.255.255.255, 4",
    "16, 255.0.0.0, 5",
    "16, 255.255.255.255, 6",
  })
  void theKernelsProgramSaysTheSame(int workers, String mask, long seed) {
    WorkerChoice choice = choice(workers, mask);
    long[] program = choice.program();
    Random random = new Random(seed);
    ClientFrames frames = new ClientFrames(random);
    for (int i = 0; i < 50_000; i++) {
      byte[] frame = i % 3 == 0 ? error(random) : frames.next();
      if (frame.length >= Ethernet.HEADER) {
        int worker = choice.of(Arrays.copyOf(frame, Math.max(64, frame.length)), frame.length);
        assertThat(worker).as("frame %d", i).isEqualTo(BpfMachine.run(program, frame));
        assertThat(worker).isBetween(0, workers - 1);
      }
    }
  }

  /** An ICMP packet of any type that quotes a packet to some client, or is cut, or a fragment. */
  private static byte[] error(Random random) {
    byte[] frame = error(random.nextInt(13), random.nextInt(), random.nextInt());
    int at = Ethernet.HEADER;
    switch (random.nextInt(8)) {
      case 0 -> Bytes.put16(frame, at + 6, random.nextInt(0x10000));
      case 1 -> Bytes.put8(frame, at, 0x45 + random.nextInt(3));
      case 2 -> Bytes.put32(frame, at + 16, LiveNode.DIP);
      case 3 -> {
        return Arrays.copyOf(frame, random.nextInt(frame.length));
      }
      default -> {}
    }
    return frame;
  }

  /** About a reply to a client. */
  private static byte[] error(int type, int from, int client) {
    byte[] frame = Ethernet.allocate(Ipv4.HEADER + Icmp.HEADER + Ipv4.HEADER + 8);
    Ethernet.write(frame, LiveNode.MAC, LiveNode.CLIENT_MAC, Ethernet.TYPE_IPV4);
    int length = Ipv4.HEADER + Icmp.HEADER;
    Ipv4.write(
        frame, 14, length + Ipv4.HEADER + 8, 1, 0, 64, Ipv4.PROTOCOL_ICMP, from, LiveNode.VIP);
    frame[ICMP_AT] = (byte) type;
    Ipv4.write(
        frame, ICMP_AT + Icmp.HEADER, 1500, 1, 0, 64, Ipv4.PROTOCOL_TCP, LiveNode.VIP, client);
    return frame;
  }

  @Test
  void whateverAClientSendsGoesToOneWorker() {
    WorkerChoice choice = choice(5, "255.255.255.255");
    for (int client = LiveNode.CLIENT; client < LiveNode.CLIENT + 200; client++) {
      int worker = choice.of(LiveNode.segment(client, LiveNode.VIP, 1, 80, Tcp.SYN), 54);
      for (int port = 1_000; port < 1_050; port++) {
        byte[] other = LiveNode.segment(client, LiveNode.VIP, port, port % 7, Tcp.ACK);
        assertThat(choice.of(other, other.length)).isEqualTo(worker);
        Bytes.put16(other, 20, port);
        assertThat(choice.of(other, other.length)).as("a fragment").isEqualTo(worker);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Icmp.UNREACHABLE, Icmp.SOURCE_QUENCH, Icmp.TIME_EXCEEDED})
  void anErrorAboutAReplyGoesWhereItsClientIs(int type) {
    WorkerChoice choice = choice(5, "255.255.255.255");
    for (int client = LiveNode.CLIENT; client < LiveNode.CLIENT + 200; client++) {
      byte[] segment = LiveNode.segment(client, LiveNode.VIP, 1, 80, Tcp.SYN);
      byte[] error = error(type, ROUTER, client);
      assertThat(choice.of(error, error.length)).isEqualTo(choice.of(segment, segment.length));
    }
  }

  @Test
  void clientsThatAreAlikeInTheMaskHaveOneWorker() {
    WorkerChoice choice = choice(8, "255.255.255.0");
    Random random = new Random(8);
    for (int i = 0; i < 1_000; i++) {
      int network = random.nextInt() & 0xFFFF_FF00;
      byte[] first = LiveNode.segment(network, LiveNode.VIP, 1, 80, Tcp.SYN);
      byte[] second = LiveNode.segment(network | random.nextInt(256), LiveNode.VIP, 2, 81, Tcp.ACK);
      assertThat(choice.of(first, first.length)).isEqualTo(choice.of(second, second.length));
    }
  }

  /** Neighbours in a subnet, and networks of each size. */
  @ParameterizedTest
  @CsvSource({
    "2, 255.255.255.255, 1",
    "4, 255.255.255.255, 1",
    "16, 255.255.255.255, 1",
    "3, 255.255.255.0, 256",
    "4, 255.255.0.0, 65536",
    "8, 255.0.0.0, 16777216"
  })
  void clientsAreSharedOutEvenly(int workers, String mask, int step) {
    WorkerChoice choice = choice(workers, mask);
    int[] counts = new int[workers];
    int clients = 240;
    for (int i = 0; i < clients; i++) {
      byte[] frame = LiveNode.segment(0x0A00_0000 + i * step, LiveNode.VIP, 1, 80, Tcp.SYN);
      counts[choice.of(frame, frame.length)]++;
    }
    for (int count : counts) {
      assertThat(count * workers).isBetween(clients * 2 / 3, clients * 4 / 3);
    }
  }

  @Test
  void whatIsForTheDirectorItselfAndArpGoToTheFirst() {
    WorkerChoice choice = choice(16, "255.255.255.255");
    for (int client = LiveNode.CLIENT; client < LiveNode.CLIENT + 100; client++) {
      byte[] own = LiveNode.segment(client, LiveNode.DIP, 80, 1, Tcp.ACK);
      assertThat(choice.of(own, own.length)).isZero();
      byte[] arp =
          Arp.frame(
              LiveNode.MAC,
              LiveNode.CLIENT_MAC,
              Arp.REPLY,
              LiveNode.CLIENT_MAC,
              client,
              MacAddress.BROADCAST,
              LiveNode.VIP);
      assertThat(choice.of(arp, arp.length)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 17, -1})
  void thereAreNoOtherNumbersOfWorkers(int workers) {
    assertThatThrownBy(() -> choice(workers, "255.255.255.255"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
