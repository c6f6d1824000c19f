package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * When -x takes a server out of the choice and -y lets it in again: random walks of connections
 * that begin, are reset and run out, and of thresholds that are edited meanwhile, on Linux 6.1
 * (scripts/thresholds.py).
 */
class RecordedThresholdsTest {
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final long PACKET_NANOS = Nanos.millis(3);

  private final DirectorLab lab = new DirectorLab();
  private final List<Integer> live = new ArrayList<>();

  @Test
  void randomWalks() {
    int compared = 0;
    for (String line : Recorded.lines("thresholds/walks.txt")) {
      String[] sides = line.split(" => ");
      if (line.startsWith("## ")) {
        live.clear();
      } else if (line.startsWith("$ ipvsadm ")) {
        new Ipvsadm(lab.ipvs).run(line.substring(10));
        lab.pass(line.endsWith("-C") ? Nanos.seconds(2000) : 0);
      } else if (sides.length == 2) {
        assertThat(perform(sides[0].split(" "))).as(line).isEqualTo(sides[1]);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(300);
  }

  private String perform(String[] words) {
    switch (words[0]) {
      case "open" -> {
        return open(Integer.parseInt(words[1]));
      }
      case "udp" -> {
        lab.platform.forget();
        take(Frames.udp(CLIENT, Integer.parseInt(words[1]), DirectorLab.VIP, 80));
        int to = lab.platform.sentTo & 0xFF;
        return (to == 0 ? "none" : to) + "; " + counts();
      }
      case "reset" -> {
        live.remove(Integer.valueOf(words[1]));
        tcp(Integer.parseInt(words[1]), Tcp.RST);
      }
      case "wait" -> lab.pass((long) (Double.parseDouble(words[1]) * 1e9));
      default -> live.forEach(port -> tcp(port, Tcp.ACK));
    }
    return counts();
  }

  private String open(int port) {
    tcp(port, Tcp.SYN);
    tcp(port, Tcp.ACK);
    String where = where(port);
    if (!where.equals("none")) {
      live.add(port);
    }
    return where + "; " + counts();
  }

  private void tcp(int port, int flags) {
    take(Frames.tcp(CLIENT, port, DirectorLab.VIP, 80, flags));
  }

  private void take(byte[] frame) {
    lab.ipvs.take(frame, Frames.IP_AT, false, 0);
    lab.pass(PACKET_NANOS);
  }

  private String where(int port) {
    return lab.ipvs.connections().stream()
        .filter(entry -> entry.clientPort() == port)
        .map(entry -> Integer.toString(entry.serverAddress() & 0xFF))
        .findFirst()
        .orElse("none");
  }

  private String counts() {
    List<String> counts = new ArrayList<>();
    lab.ipvs.services().getFirst().servers().stream()
        .sorted(Comparator.comparingInt(RealServer::address))
        .forEach(s ->
            counts.add(
                (s.address() & 0xFF)
                    + " "
                    + s.activeConnections()
                    + " "
                    + s.inactiveConnections()));
    return String.join(", ", counts);
  }
}
