package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * ipvsadm --stats and --rate, and /proc/net/ip_vs_stats, looked at every 0.1 s while packets come
 * in bursts, counters are zeroed and servers come and go. The recording (scripts/counters.py) has a
 * line for every look that showed something new; the simulated director must show the same at the
 * same look, and nothing else at the others.
 */
class RecordedCountersTest {
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");

  /** The recording began so long after a beat of the kernel's estimator. */
  private static final long BEGIN_NANOS = Nanos.seconds(60);

  private static final long LOOK_NANOS = Nanos.millis(100);

  private final List<String> recorded = new ArrayList<>(Recorded.lines("counters/counters.txt"));
  private DirectorLab lab = new DirectorLab();
  private int port = 30_000;
  private long begin;
  private long nextLook;
  private List<String> lastLook = List.of();

  @Test
  void countersAndRatesChangeWhenTheKernelsDo() {
    recorded.removeIf(String::isBlank);
    int looks = 0;
    int at = 0;
    while (at < recorded.size()) {
      String line = recorded.get(at);
      if (line.startsWith("## ")) {
        startLab();
        at++;
      } else if (line.startsWith("@")) {
        event(line);
        at++;
      } else {
        List<String> look = new ArrayList<>();
        long when = hundredths(line);
        while (at < recorded.size()
            && isLook(recorded.get(at))
            && hundredths(recorded.get(at)) == when) {
          look.add(recorded.get(at++).split(" ", 2)[1]);
        }
        lookUntil(when);
        assertThat(look())
            .as("at %d.%02d s, after line %d", when / 100, when % 100, at)
            .isEqualTo(look);
        lastLook = look;
        nextLook += LOOK_NANOS;
        looks++;
      }
    }
    assertThat(looks).isGreaterThan(100);
  }

  private void startLab() {
    lab = new DirectorLab();
    Ipvsadm ipvsadm = new Ipvsadm(lab.ipvs);
    ipvsadm.run("-A -u 192.168.2.188:80 -s rr");
    ipvsadm.run("-a -u 192.168.2.188:80 -r 192.168.2.191 -g");
    lab.pass(BEGIN_NANOS);
    begin = lab.platform.simulation.now();
    nextLook = begin + Nanos.millis(50);
    lastLook = List.of();
  }

  /** Looks every 0.1 s before a time; nothing new may be seen. */
  private void lookUntil(long hundredths) {
    long end = begin + Nanos.millis(hundredths * 10);
    for (; nextLook < end; nextLook += LOOK_NANOS) {
      lab.platform.simulation.runFor(nextLook - lab.platform.simulation.now());
      assertThat(look()).as("at %d ns", nextLook - begin).isEqualTo(lastLook);
    }
    lab.platform.simulation.runFor(end - lab.platform.simulation.now());
  }

  private void event(String line) {
    String[] words = line.substring(1).split(" ");
    lookUntil(hundredths(line.substring(1)));
    switch (words[1]) {
      case "udp" -> send(Integer.parseInt(words[2]), true, Integer.parseInt(words[3]));
      case "again" -> send(Integer.parseInt(words[2]), false, Integer.parseInt(words[3]));
      case "sysctl" ->
          lab.ipvs.sysctls().write(IpvsSetting.RUN_ESTIMATION, Integer.parseInt(words[3]));
      default -> new Ipvsadm(lab.ipvs).run(line.substring(line.indexOf("ipvsadm ") + 8));
    }
  }

  private void send(int count, boolean newPorts, int bytes) {
    for (int i = 0; i < count; i++) {
      port += newPorts ? 1 : 0;
      byte[] frame = Frames.udp(CLIENT, port, DirectorLab.VIP, 80, bytes);
      assertThat(lab.ipvs.take(frame, Frames.IP_AT, false, 0)).isTrue();
    }
  }

  private List<String> look() {
    List<String> lines = new ArrayList<>();
    for (VirtualService service : lab.ipvs.services()) {
      lines.add("192.168.2.188:80 " + line(service.stats()));
      service.servers().stream()
          .sorted(Comparator.comparingInt(RealServer::address))
          .forEach(s -> lines.add(Ipv4Address.format(s.address()) + ":80 " + line(s.stats())));
    }
    lines.add("total " + line(lab.ipvs.total()));
    return lines;
  }

  private static String line(Stats s) {
    return String.format(
        "%d %d %d %d %d | %d %d %d %d %d",
        s.connections(),
        s.inPackets(),
        s.outPackets(),
        s.inBytes(),
        s.outBytes(),
        s.connectionRate(),
        s.inPacketRate(),
        s.outPacketRate(),
        s.inByteRate(),
        s.outByteRate());
  }

  private static boolean isLook(String line) {
    return Character.isDigit(line.charAt(0));
  }

  private static long hundredths(String line) {
    return Math.round(Double.parseDouble(line.split(" ")[0]) * 100);
  }
}
