package io.lvsim.command.net.tcpdump;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.command.AllCommands;
import io.lvsim.command.RecordedLab;
import io.lvsim.engine.Random;
import io.lvsim.process.Process;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.CommandTable;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** tcpdump against lines that 4.99.3 printed of the same frames on Linux 6.1. */
final class TcpdumpTest {
  private static final int SIGTERM = 15;

  private final CommandTable table = AllCommands.table();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @Test
  void printsTheLinesOfTheRealOne() throws Exception {
    RecordedLab lab = new RecordedLab();
    run(lab, "dir", "ipvsadm -A -t 192.168.2.188:80 -s rr");
    run(lab, "dir", "ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.192 -g");
    Process tcpdump = start(lab, "-n", "-e", "-i", "eth0");
    run(lab, "c1", "curl -s 192.168.2.188");
    run(lab, "c1", "curl -s http://192.168.2.188:99/");
    run(lab, "c1", "ping -c 1 192.168.2.188");
    run(lab, "dir", "ipvsadm -C");
    run(lab, "dir", "ipvsadm -A -t 192.168.2.188:80 -s rr");
    run(lab, "c1", "curl -s 192.168.2.188");
    tcpdump.kill(SIGTERM);
    lab.sleep(1);
    assertThat(tcpdump.exitStatus()).isZero();
    assertThat(lines(output.toString(StandardCharsets.UTF_8))).containsAll(lines(recorded()));
    assertThat(output.toString(StandardCharsets.UTF_8))
        .contains("listening on eth0, link-type EN10MB (Ethernet)")
        .contains("packets captured\n");
  }

  @Test
  void savesWhatTheFilterLetsThrough() throws Exception {
    RecordedLab lab = new RecordedLab();
    Process tcpdump =
        start(
            lab,
            "-i",
            "eth0",
            "-c",
            "2",
            "-w",
            "/tmp/x.pcap",
            "arp",
            "and",
            "host",
            "192.168.2.188");
    run(lab, "c1", "curl -s -m 1 192.168.2.188");
    assertThat(tcpdump.ended()).isTrue();
    ByteBuffer file = ByteBuffer.wrap(lab.machine("c1").files().read("/tmp/x.pcap"));
    file.order(ByteOrder.LITTLE_ENDIAN);
    assertThat(file.getInt(0)).isEqualTo(0xA1B2C3D4);
    assertThat(file.limit()).isEqualTo(24 + 2 * (16 + 60));
    assertThat(file.getInt(24 + 8)).isEqualTo(60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -i nosuch          | tcpdump: nosuch: No such device exists
          -i eth0 foo bar    | tcpdump: can't parse filter expression: syntax error
          -i eth0 -c x       | tcpdump: invalid packet count x
          -i eth0 port 99999 | tcpdump: illegal port number 99999 > 65535
          -i eth0 ( arp      | tcpdump: can't parse filter expression: syntax error
          -Y                 | tcpdump: invalid option -- 'Y'
          """)
  void refusesAsTheRealOne(String arguments, String message) throws Exception {
    List<String> words = new ArrayList<>(List.of("tcpdump"));
    words.addAll(List.of(arguments.trim().split(" ")));
    RecordedLab.Ran ran = new RecordedLab().run(table, "c1", words, "");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.output()).startsWith(message);
  }

  @Test
  void survivesAnyFilter() {
    String[] words = {
      "arp", "ip", "tcp", "udp", "icmp", "port", "80", "host", "192.168.2.10", "net", "10.0.0.0/8",
      "src", "dst", "ether", "02:00:00:00:00:10", "and", "or", "not", "(", ")", "broadcast", "x"
    };
    Random random = Random.of(1, "filters");
    int understood = 0;
    for (int round = 0; round < 5000; round++) {
      StringBuilder text = new StringBuilder(words[random.below(words.length)]);
      for (int n = random.below(7); n > 0; n--) {
        text.append(' ').append(words[random.below(words.length)]);
      }
      understood += matchesWithoutFailing(text.toString(), random) ? 1 : 0;
    }
    assertThat(understood).isBetween(200, 4800);
  }

  private static boolean matchesWithoutFailing(String text, Random random) {
    byte[] frame = new byte[60];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (byte) random.nextInt();
    }
    try {
      FrameFilter filter = FilterReader.read(text);
      filter.matches(frame);
      return true;
    } catch (TcpdumpFailure refused) {
      return false;
    }
  }

  private Process start(RecordedLab lab, String... arguments) {
    List<String> words = new ArrayList<>(List.of("tcpdump"));
    words.addAll(Arrays.asList(arguments));
    Process process = lab.start(table, "c1", words, new Nothing(), output::writeBytes);
    lab.sleep(0.001);
    return process;
  }

  private void run(RecordedLab lab, String machine, String line) {
    lab.run(table, machine, List.of(line.split(" ")), "");
  }

  private static String recorded() throws Exception {
    try (InputStream file = TcpdumpTest.class.getResourceAsStream("lines.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Without what differs: times, chosen numbers, window scale, and padding to 60 bytes. */
  private static List<String> lines(String text) {
    return text.lines()
        .map(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d\\.\\d{6}", "TIME"))
        .map(line -> line.replaceAll("192\\.168\\.2\\.10\\.\\d+", "192.168.2.10.PORT"))
        .map(line -> line.replaceAll("(seq|ack) \\d{5,}", "$1 N"))
        .map(
            line -> line.replaceAll("win [1-9]\\d*", "win N").replaceAll("wscale \\d+", "wscale N"))
        .map(line ->
            line.replaceAll("val \\d+ ecr \\d+", "val N ecr N").replaceAll("id \\d+", "id N"))
        .map(line -> line.replaceFirst("length (42|54|60):", "length SHORT:"))
        .map(line -> line.replaceFirst("length (28|46)$", "length ARP"))
        .toList();
  }

  private static final class Nothing implements ByteSource {
    @Override
    public byte[] read() {
      return new byte[0];
    }

    @Override
    public @Nullable String readLine() {
      return null;
    }

    @Override
    public byte[] readAll() {
      return new byte[0];
    }
  }
}
