package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Persistence by Call-ID (ipvsadm --pe sip): where Linux 6.1 sent SIP messages and what is none,
 * and the templates that it made (scripts/sip.py).
 */
class RecordedSipTest {
  private static final Pattern MESSAGE =
      Pattern.compile("udp (\\S+):(\\d+) (\\d+) '(.*)' => (\\S+)");
  private static final Pattern SYN = Pattern.compile("tcp (\\S+):(\\d+) (\\d+) syn => (\\S+)");
  private static final Pattern ENTRY = Pattern.compile("UDP +\\d\\d:\\d\\d +.*");
  private static final Comparator<String> BY_ENDS =
      Comparator.comparing((String line) -> line.split(" ", 3)[2])
          .thenComparing(line -> line.split(" ", 3)[1]);
  private static final long SLOW_NANOS = Nanos.millis(40);

  private final DirectorLab lab = new DirectorLab();
  private final List<String> lines = Recorded.lines("sip/call-ids.txt");

  @Test
  void callIdsAreKeptApart() {
    int messages = 0;
    int tables = 0;
    for (int i = 0; i < lines.size() && !lines.get(i).startsWith("## engines"); i++) {
      String line = lines.get(i);
      Matcher message = MESSAGE.matcher(line);
      Matcher syn = SYN.matcher(line);
      if (message.matches()) {
        byte[] text = unescaped(message.group(4)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] frame =
            Frames.udp(
                ip(message.group(1)),
                port(message.group(2)),
                DirectorLab.VIP,
                port(message.group(3)),
                text);
        assertThat(take(frame)).as(line).isEqualTo(message.group(5));
        messages++;
      } else if (syn.matches()) {
        byte[] frame =
            Frames.tcp(
                ip(syn.group(1)), port(syn.group(2)), DirectorLab.VIP, port(syn.group(3)), Tcp.SYN);
        assertThat(take(frame)).as(line).isEqualTo(syn.group(4));
      } else if (line.startsWith("wait ")) {
        lab.pass(Nanos.seconds(Long.parseLong(line.substring(5))));
      } else if (line.startsWith("$ ipvsadm -Lnc") && !line.contains("--")) {
        compareEntries(i);
        tables++;
      } else if (line.startsWith("$ ipvsadm -") && !line.contains(" -L") && !line.contains(" -S")) {
        new Ipvsadm(lab.ipvs).run(line.substring(10));
        lab.pass(line.endsWith("-C") ? Nanos.seconds(2000) : SLOW_NANOS);
      }
    }
    assertThat(messages).isGreaterThan(40);
    assertThat(tables).isGreaterThan(8);
  }

  private String take(byte[] frame) {
    lab.platform.forget();
    assertThat(lab.ipvs.take(frame, Frames.IP_AT, false, 0)).isTrue();
    lab.pass(SLOW_NANOS);
    int to = lab.platform.sentTo & 0xFF;
    return to == 0 ? "nowhere" : Integer.toString(to);
  }

  private void compareEntries(int at) {
    List<String> recorded = new ArrayList<>();
    for (int i = at + 3; ENTRY.matcher(lines.get(i)).matches(); i++) {
      recorded.add(lines.get(i).replaceAll(" +", " "));
    }
    List<String> said =
        lab.ipvs.connections().stream().map(RecordedSipTest::line).sorted(BY_ENDS).toList();
    assertThat(said).as("line %d", at + 1).isEqualTo(recorded.stream().sorted(BY_ENDS).toList());
  }

  private static String line(ConnectionEntry entry) {
    long seconds = entry.expiresInNanos() / 1_000_000_000;
    return String.join(
        " ",
        String.format("UDP %02d:%02d", seconds / 60, seconds % 60),
        entry.state(),
        Ipv4Address.format(entry.clientAddress()) + ":" + entry.clientPort(),
        Ipv4Address.format(entry.virtualAddress()) + ":" + entry.virtualPort(),
        Ipv4Address.format(entry.serverAddress()) + ":" + entry.serverPort());
  }

  private static String unescaped(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n");
  }

  private static int ip(String address) {
    return Ipv4Address.parse(address);
  }

  private static int port(String number) {
    return Integer.parseInt(number);
  }
}
