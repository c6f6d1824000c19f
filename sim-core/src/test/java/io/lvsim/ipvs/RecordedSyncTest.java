package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.host.HostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Repeats what two directors of a real kernel did, at the same times: every byte of every
 * synchronisation message and its moment, every entry on both, and where each packet of a client
 * went.
 */
class RecordedSyncTest {
  private static final Pattern EVENT = Pattern.compile("@(\\d+)\\.(\\d{6}) (.*)");
  private static final Pattern COMMAND = Pattern.compile("(dir2?|c1)\\$ (.*)");
  private static final Pattern PACKET =
      Pattern.compile("(dir2?) < (tcp|udp) (\\d+) (\\d+) ?(\\w*) -> (\\w+)");
  private static final Pattern ENTRY = Pattern.compile("(.* )(\\d+)");

  /** Three ticks: the one CPU wakes its threads when it has nothing else to do. */
  private static final long TOLERANCE_NANOS = Nanos.millis(35);

  private final TwoDirectors lan = new TwoDirectors();
  private final List<TwoDirectors.Message> recorded = new ArrayList<>();
  private List<String> lines = List.of();
  private int at;
  private int checked;

  @Test
  void whichEventsAreToldAndWhen() throws HostException {
    both("");
    assertThat(repeat("events")).isGreaterThan(150);
  }

  @Test
  void templates() throws HostException {
    both(" -p 300");
    assertThat(repeat("persistence")).isGreaterThan(40);
  }

  @Test
  void marks() throws HostException {
    for (String name : List.of("dir", "dir2")) {
      lan.services(name, "-A -f 10 -s rr -p 60");
      lan.services(name, "-a -f 10 -r 192.168.2.191 -g; -a -f 10 -r 192.168.2.192 -g");
    }
    lan.mark = 10;
    assertThat(repeat("marks")).isGreaterThan(40);
  }

  @Test
  void theVirtualAddressMovesAndOpenConnectionsGoOn() throws HostException {
    both("");
    assertThat(repeat("takeover")).isGreaterThan(60);
  }

  @Test
  void theBackupReadsWhateverComes() throws HostException {
    both("");
    assertThat(repeat("messages")).isGreaterThan(300);
  }

  @Test
  void versionsLengthsQueuesAndGroups() throws HostException {
    both("");
    assertThat(repeat("formats")).isGreaterThan(80);
  }

  @Test
  void serversThatTheBackupDoesNotHave() throws HostException {
    both(" -p 300");
    for (String name : List.of("dir", "dir2")) {
      lan.services(name, "-A -t 192.168.2.188:443 -s rr");
    }
    lan.services("dir", "-a -t 192.168.2.188:443 -r 192.168.2.191 -g");
    lan.services("dir", "-a -t 192.168.2.188:443 -r 192.168.2.192 -g");
    lan.services("dir2", "-a -t 192.168.2.188:443 -r 192.168.2.192 -g");
    assertThat(repeat("unknown-servers")).isGreaterThan(80);
  }

  private void both(String persistence) {
    for (String name : List.of("dir", "dir2")) {
      lan.services(name, "-A -t 192.168.2.188:80 -s rr" + persistence);
      lan.services(name, "-a -t 192.168.2.188:80 -r 192.168.2.191 -g");
      lan.services(name, "-a -t 192.168.2.188:80 -r 192.168.2.192 -g");
    }
  }

  private int repeat(String name) throws HostException {
    lines = Recorded.lines("sync/" + name + ".txt");
    while (at < lines.size()) {
      Matcher event = EVENT.matcher(lines.get(at++));
      if (event.matches()) {
        long nanos = Nanos.seconds(Long.parseLong(event.group(1)));
        event(nanos + Nanos.micros(Long.parseLong(event.group(2))), event.group(3));
      }
    }
    sameMessages();
    return checked;
  }

  private void event(long nanos, String what) throws HostException {
    if (what.startsWith("frame ")) {
      return;
    }
    lan.runUntil(nanos);
    Matcher command = COMMAND.matcher(what);
    if (command.matches()) {
      command(command.group(1), command.group(2));
    } else if (what.startsWith("sync ")) {
      message(nanos, what.split(" "));
    } else if (PACKET.matcher(what).matches()) {
      packet(what);
    } else {
      assertThat(what).contains(" =>");
    }
  }

  private void packet(String what) {
    Matcher packet = PACKET.matcher(what);
    assertThat(packet.matches()).isTrue();
    String to =
        lan.packet(
            packet.group(1),
            packet.group(2).equals("tcp"),
            Integer.parseInt(packet.group(3)),
            Integer.parseInt(packet.group(4)),
            packet.group(5));
    assertThat(to).as("line %d: %s", at, what).isEqualTo(packet.group(6));
    checked++;
  }

  private void message(long nanos, String[] words) {
    if (words[1].equals("192.168.2.10")) {
      lan.multicast(words[2]);
    } else {
      recorded.add(new TwoDirectors.Message(nanos, words[1], words[2]));
    }
  }

  private void sameMessages() {
    for (int i = 0; i < recorded.size(); i++) {
      TwoDirectors.Message wanted = recorded.get(i);
      assertThat(lan.sent)
          .as("message %d at %d ns is missing", i, wanted.atNanos())
          .hasSizeGreaterThan(i);
      TwoDirectors.Message said = lan.sent.get(i);
      assertThat(said.hex()).as("message %d at %d ns", i, wanted.atNanos()).isEqualTo(wanted.hex());
      assertThat(said.sender()).as("sender of message %d", i).isEqualTo(wanted.sender());
      assertThat(said.atNanos())
          .as("time of message %d", i)
          .isBetween(wanted.atNanos() - TOLERANCE_NANOS, wanted.atNanos() + TOLERANCE_NANOS);
      checked++;
    }
    assertThat(lan.sent).hasSameSizeAs(recorded);
  }

  private void command(String name, String command) throws HostException {
    List<String> output = output();
    if (command.startsWith("cat /proc/net/ip_vs_conn_sync")) {
      sameEntries(lan.connections(name), output);
    } else if (command.startsWith("sysctl -w ")) {
      for (String assignment : command.substring(10).split(" (?=net)")) {
        lan.sysctl(name, assignment.replace("\"", ""));
      }
    } else if (command.startsWith("ipvsadm ")) {
      for (String part : command.split("; ")) {
        ipvsadm(name, part.replaceFirst("^ipvsadm ", ""), output);
      }
    }
  }

  private void ipvsadm(String name, String arguments, List<String> output) throws HostException {
    List<String> words = List.of(arguments.split(" +"));
    if (words.getFirst().endsWith("-daemon")) {
      lan.daemon(name, words);
      assertThat(output).isEmpty();
    } else if (arguments.equals("-L --daemon")) {
      same(daemons(lan.ipvs(name).syncDaemons()), output);
    } else if (!arguments.contains("--stats")) {
      List<String> said = new Ipvsadm(lan.ipvs(name)).run(arguments);
      if (arguments.startsWith("-L")) {
        same(said, output.subList(3, output.size()));
      }
    }
  }

  private static List<String> daemons(SyncDaemons daemons) {
    List<String> lines = new ArrayList<>();
    if (daemons.master() != null) {
      lines.add(line("master", daemons.master()));
    }
    if (daemons.backup() != null) {
      lines.add(line("backup", daemons.backup()));
    }
    return lines;
  }

  private static String line(String role, SyncDaemon daemon) {
    return String.format(
        "%s sync daemon (mcast=%s, syncid=%d, maxlen=%d, group=%s, port=%d, ttl=%d)",
        role,
        daemon.interfaceName(),
        daemon.syncId(),
        daemon.maximumLength(),
        daemon.group(),
        daemon.port(),
        daemon.ttl());
  }

  private void same(List<String> said, List<String> output) {
    List<String> wanted = output.stream().map(RecordedSyncTest::plain).toList();
    assertThat(said).as("before line %d", at).isEqualTo(wanted);
    checked += wanted.size();
  }

  private void sameEntries(List<String> said, List<String> output) {
    List<String> wanted = output.stream().map(RecordedSyncTest::plain).toList();
    assertThat(said.stream().map(RecordedSyncTest::withoutSeconds).toList())
        .as("entries before line %d", at)
        .isEqualTo(wanted.stream().map(RecordedSyncTest::withoutSeconds).toList());
    for (int i = 0; i < said.size(); i++) {
      long left = seconds(wanted.get(i));
      assertThat(seconds(said.get(i)))
          .as("%s before line %d", said.get(i), at)
          .isBetween(left - 1, left + 1);
    }
    checked += said.size();
  }

  /** The lines up to the next event. */
  private List<String> output() {
    List<String> output = new ArrayList<>();
    while (at < lines.size() && !lines.get(at).startsWith("@") && !lines.get(at).startsWith("#")) {
      String line = lines.get(at++);
      if (!line.isBlank()) {
        output.add(line);
      }
    }
    return output;
  }

  private static String plain(String line) {
    return line.strip().replaceAll(" +", " ");
  }

  private static String withoutSeconds(String entry) {
    Matcher parts = ENTRY.matcher(entry);
    assertThat(parts.matches()).as(entry).isTrue();
    return parts.group(1);
  }

  private static long seconds(String entry) {
    Matcher parts = ENTRY.matcher(entry);
    assertThat(parts.matches()).as(entry).isTrue();
    return Long.parseLong(parts.group(2));
  }
}
