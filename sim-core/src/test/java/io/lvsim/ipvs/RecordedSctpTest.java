package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * SCTP through the director, as Linux 6.1 did it with single packets put on the wire (recorded by
 * scripts/sctp_states.py and scripts/sctp_dialogues.py).
 */
class RecordedSctpTest {
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final int VIP = DirectorLab.VIP;
  private static final String SERVICE = "--sctp-service 192.168.2.188:80";

  /** A host without SCTP answers what is left to it with this. */
  private static final int PROTOCOL_UNREACHABLE = Icmp.UNREACHABLE << 8 | 2;

  /** A kernel's timers of a minute fire up to 5.12 s late, and an extended template starts then. */
  private static final int TEMPLATE_TOLERANCE_SECONDS = 6;

  private final FakePlatform platform = new FakePlatform();
  private final Ipvs ipvs = new Ipvs(platform, new FakeSyncNetwork());
  private final Ipvsadm ipvsadm = new Ipvsadm(ipvs);

  /**
   * Each line: packets in (i) and replies (o) by the types of their chunks, and what came of it.
   */
  @Test
  void everyChunkInEveryStateThatCanBeReached() {
    ipvsadm.run("-A " + SERVICE + " -s rr");
    ipvsadm.run("-a " + SERVICE + " -r 192.168.2.191 -g");
    ipvs.sysctls().write(IpvsSetting.SLOPPY_SCTP, 1);
    ipvs.sysctls().write(IpvsSetting.CONN_REUSE_MODE, 0);
    List<String> lines = Recorded.lines("sctp/states.txt");
    assertThat(lines).hasSizeGreaterThan(900);
    int port = 1000;
    for (String line : lines) {
      String[] sides = line.split(" => ");
      port++;
      RealServer server = ipvs.services().getFirst().servers().getFirst();
      int active = server.activeConnections();
      int inactive = server.inactiveConnections();
      for (String step : sides[0].split(" ")) {
        pass(step, port);
      }
      String counts =
          (server.activeConnections() - active) + " " + (server.inactiveConnections() - inactive);
      same(state(port) + " " + counts, sides[1], line);
    }
  }

  @Test
  void dialogues() {
    List<String> lines = Recorded.lines("sctp/dialogues.txt");
    int compared = 0;
    for (int i = 0; i < lines.size(); i++) {
      List<String> said = perform(lines.get(i));
      List<String> recorded = new ArrayList<>();
      while (i + 1 < lines.size() && lines.get(i + 1).startsWith("  ")) {
        recorded.add(lines.get(++i).strip());
      }
      if (!recorded.isEmpty()) {
        assertThat(said).as(lines.get(i)).hasSameSizeAs(recorded);
        for (int k = 0; k < said.size(); k++) {
          sameRow(said.get(k), recorded.get(k), "line " + (i + 1));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  private List<String> perform(String line) {
    String[] words = line.split(" ");
    if (line.startsWith("## ")) {
      platform.simulation.runFor(Nanos.seconds(1000));
    } else if (line.startsWith("$ ipvsadm ")) {
      ipvsadm.run(line.substring(10));
    } else if (line.startsWith("$ sysctl ")) {
      String[] sides = words[2].split("=");
      IpvsSetting setting =
          Arrays.stream(IpvsSetting.values())
              .filter(s -> s.key().endsWith("." + sides[0]))
              .findFirst()
              .orElseThrow();
      ipvs.sysctls().write(setting, Integer.parseInt(sides[1]));
    } else if (line.startsWith("wait ")) {
      platform.simulation.runFor((long) (Double.parseDouble(words[1]) * 1e9));
      return rows();
    } else if (line.startsWith("sctp ")) {
      return send(words);
    }
    return List.of();
  }

  private List<String> send(String[] words) {
    platform.forget();
    int[] chunks = words.length > 3 ? chunks(words[3]) : new int[0];
    byte[] frame =
        Frames.sctp(CLIENT, Integer.parseInt(words[1]), VIP, Integer.parseInt(words[2]), chunks);
    boolean taken = ipvs.take(frame, Frames.IP_AT, false, 0);
    int error = taken ? platform.error : PROTOCOL_UNREACHABLE;
    platform.simulation.runFor(Nanos.millis(30));
    List<String> said = new ArrayList<>();
    if (error >= 0) {
      said.add("answer icmp " + (error >> 8) + " " + (error & 0xFF));
    }
    said.addAll(rows());
    return said;
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    ipvs.connections().stream()
        .sorted(Comparator.comparingInt(ConnectionEntry::clientPort))
        .forEach(entry -> rows.add(row(entry)));
    List<String> counts = new ArrayList<>();
    ipvs.services().getFirst().servers().stream()
        .sorted(Comparator.comparingInt(RealServer::address))
        .forEach(server ->
            counts.add(
                Ipv4Address.format(server.address())
                    + ":80 "
                    + server.activeConnections()
                    + " "
                    + server.inactiveConnections()));
    rows.add(String.join(", ", counts));
    return rows;
  }

  private static String row(ConnectionEntry entry) {
    return "SCTP 192.168.2.10:"
        + entry.clientPort()
        + " 192.168.2.188:80 "
        + Ipv4Address.format(entry.serverAddress())
        + ":80 "
        + entry.state()
        + " "
        + entry.expiresInNanos() / 1_000_000_000;
  }

  private static void sameRow(String said, String recorded, String where) {
    if (!recorded.startsWith("SCTP")) {
      assertThat(said).as(where).isEqualTo(recorded);
      return;
    }
    int saidEnd = said.lastIndexOf(' ');
    int recordedEnd = recorded.lastIndexOf(' ');
    assertThat(said.substring(0, saidEnd)).as(where).isEqualTo(recorded.substring(0, recordedEnd));
    assertThat(Integer.parseInt(said.substring(saidEnd + 1)))
        .as(where)
        .isCloseTo(
            Integer.parseInt(recorded.substring(recordedEnd + 1)),
            within(recorded.contains(":0 ") ? TEMPLATE_TOLERANCE_SECONDS : 1));
  }

  private void pass(String step, int port) {
    int[] chunks = chunks(step.substring(1));
    if (step.charAt(0) == 'i') {
      ipvs.take(Frames.sctp(CLIENT, port, VIP, 80, chunks), Frames.IP_AT, false, 0);
    } else {
      ipvs.leaving(Frames.sctp(VIP, 80, CLIENT, port, chunks), Frames.IP_AT);
    }
  }

  private String state(int port) {
    return ipvs.connections().stream()
        .filter(entry -> entry.clientPort() == port)
        .map(entry -> entry.state() + " " + entry.expiresInNanos() / 1_000_000_000)
        .findFirst()
        .orElse("none");
  }

  /** As recorded, but for the second that the timer may have run. */
  private static void same(String said, String recorded, String line) {
    if (recorded.equals("none")) {
      assertThat(said).as(line).startsWith("none");
      return;
    }
    String[] mine = said.split(" ");
    String[] its = recorded.split(" ");
    assertThat(mine[0]).as(line).isEqualTo(its[0]);
    assertThat(Integer.parseInt(mine[1]) - Integer.parseInt(its[1])).as(line).isBetween(0, 1);
    assertThat(List.of(mine[2], mine[3])).as(line).isEqualTo(List.of(its[2], its[3]));
  }

  private static int[] chunks(String text) {
    return text.isEmpty()
        ? new int[0]
        : Arrays.stream(text.split("\\+")).mapToInt(Integer::parseInt).toArray();
  }
}
