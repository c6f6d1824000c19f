package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.host.HostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup survives whatever comes, and its counters stay what its entries say. */
class SyncFuzzTest {
  private static final int ROUNDS = 4000;
  private static final String GROUP = "224.0.0.81:8848";

  private final FakeSyncNetwork network = new FakeSyncNetwork();
  private final FakePlatform platform = new FakePlatform();
  private final Ipvs ipvs = new Ipvs(platform, network);
  private int made;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void changedMessagesDoNoHarm(long seed) throws HostException {
    Random random = Random.of(seed, "messages");
    List<byte[]> seeds = recorded();
    services();
    ipvs.syncDaemons().startBackup(new SyncDaemon("eth0", 0, 0, "", 0, 0));
    for (int i = 0; i < ROUNDS; i++) {
      network.receive(GROUP, changed(seeds.get(random.below(seeds.size())), random));
      made = Math.max(made, ipvs.connections().size());
      if (random.below(20) == 0) {
        platform.simulation.runFor(Nanos.millis(random.below(20_000)));
      }
      if (random.below(50) == 0) {
        changeServers(random);
      }
    }
    assertThat(made).isGreaterThan(20);
    countersAgree();
    platform.simulation.runFor(Nanos.seconds(1000));
    assertThat(ipvs.connections().size()).isLessThan(made);
    countersAgree();
  }

  private void countersAgree() {
    for (VirtualService service : ipvs.services()) {
      for (RealServer server : service.servers()) {
        long here =
            ipvs.connections().stream()
                .filter(entry -> !entry.template() && entry.serverAddress() == server.address())
                .filter(entry -> leadsTo(entry, server))
                .count();
        assertThat(server.activeConnections()).isNotNegative();
        assertThat(server.inactiveConnections()).isNotNegative();
        assertThat((long) server.activeConnections() + server.inactiveConnections())
            .isEqualTo(here);
      }
    }
  }

  /** By object, for the same address may be there twice, in a service and in none. */
  private boolean leadsTo(ConnectionEntry entry, RealServer server) {
    ConnectionTable table = ipvs.connectionTable();
    int row =
        table.find(
            entry.protocol(),
            entry.clientAddress(),
            entry.clientPort(),
            entry.virtualAddress(),
            entry.virtualPort());
    return table.server(row) == server;
  }

  private void changeServers(Random random) {
    Ipvsadm ipvsadm = new Ipvsadm(ipvs);
    boolean there = ipvs.services().getFirst().servers().size() == 2;
    ipvsadm.run((there ? "-d" : "-a") + " -t 192.168.2.188:80 -r 192.168.2.191 -g");
    if (random.below(3) == 0) {
      ipvsadm.run("-C");
      services();
    }
  }

  private void services() {
    Ipvsadm ipvsadm = new Ipvsadm(ipvs);
    ipvsadm.run("-A -t 192.168.2.188:80 -s rr");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.192 -g");
  }

  /**
   * A message with some bytes changed, cut off or put behind; half of them say the right length.
   */
  private static byte[] changed(byte[] message, Random random) {
    int length = Math.max(0, message.length + (random.below(4) == 0 ? random.below(60) - 30 : 0));
    byte[] changed = java.util.Arrays.copyOf(message, length);
    for (int i = random.below(6); i > 0 && length > 0; i--) {
      changed[random.below(length)] =
          (byte) (random.below(3) == 0 ? random.below(8) : random.nextInt());
    }
    if (length >= 4 && random.below(4) != 0) {
      changed[2] = (byte) (length >> 8);
      changed[3] = (byte) length;
    }
    return changed;
  }

  private static List<byte[]> recorded() {
    List<byte[]> messages = new ArrayList<>();
    for (String file : List.of("messages", "persistence", "formats", "takeover", "marks")) {
      for (String line : Recorded.lines("sync/" + file + ".txt")) {
        String[] words = line.split(" ");
        if (words.length == 4 && words[1].equals("sync")) {
          messages.add(HexFormat.of().parseHex(words[3]));
        }
      }
    }
    return messages;
  }
}
