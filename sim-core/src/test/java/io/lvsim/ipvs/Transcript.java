package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repeats a recorded dialogue on a {@link DirectorLab} and compares: the client's lines ("tcp FROM
 * TO => ANSWER"), ipvsadm's lists, curl's answers. Timers may differ by some seconds, for a real
 * machine takes its time.
 */
final class Transcript {
  /** What a title stands for: commands that the recording does not show. */
  interface Setup {
    DirectorLab labFor(String title, DirectorLab before);
  }

  private static final Pattern ENTRY =
      Pattern.compile("(TCP|UDP|IP) +(\\d\\d):(\\d\\d) +(\\S+) +(\\S+) +(\\S+) +(\\S+)");
  private static final Pattern COUNTS =
      Pattern.compile("(?:TCP|FWM|->) (\\S+) Conns (\\d+) OutPkts 0");
  private static final Pattern CURLS = Pattern.compile("share(\\d+)|curl: \\(7\\).*?\\[exit 7\\]");

  private final List<String> lines;
  private final Setup setup;
  private final int toleranceSeconds;
  private final Map<String, int[]> held = new LinkedHashMap<>();
  private DirectorLab lab;
  private int at;
  private int curlPort;
  private int curlTo = 80;
  private long curlNanos;
  private long commandNanos;
  private int checked;

  Transcript(List<String> lines, DirectorLab lab, Setup setup, int toleranceSeconds) {
    this.lines = lines;
    this.lab = lab;
    this.setup = setup;
    this.toleranceSeconds = toleranceSeconds;
  }

  /** Curls come from this port on, each from the next; time passes with each, and each command. */
  Transcript curlsFrom(int port, long nanosEach, long nanosForCommand) {
    curlPort = port;
    curlNanos = nanosEach;
    commandNanos = nanosForCommand;
    return this;
  }

  int nextCurlPort() {
    return curlPort;
  }

  /** Repeats all; the answer is how many lines were compared. */
  int repeat() {
    while (at < lines.size()) {
      String line = lines.get(at++).strip();
      if (line.startsWith("## ")) {
        lab = setup.labFor(line.substring(3), lab);
      } else if (line.startsWith("$ ")) {
        command(line.substring(2));
      } else if (line.contains(" => ")) {
        String[] sides = line.split(" => ", 2);
        same(sides[0] + " => " + new Client(sides[0].split(" ")).answer(), line);
      } else if (CURLS.matcher(line).lookingAt()) {
        curls(line);
      } else if (line.startsWith("# weight of 191") || line.startsWith("# 191 removed")) {
        changeFirstServer(line.endsWith("removed"));
      } else if (line.startsWith("# templates")) {
        entries(
            output(), lab.ipvs.connections().stream().filter(ConnectionEntry::template).toList());
      } else {
        counts(line);
      }
    }
    return checked;
  }

  /** What the scripts do beside a comment; the client has ended, and with it its connections. */
  private void changeFirstServer(boolean removed) {
    held.values().forEach(ends -> lab.close(ends[0], ends[1], ends[2], ends[3]));
    held.clear();
    ServiceKey key = lab.ipvs.services().getFirst().key();
    String service = key.mark() == 0 ? "-t 192.168.2.188:" + key.port() : "-f " + key.mark();
    String command = removed ? "-d " : "-e ";
    new Ipvsadm(lab.ipvs).run(command + service + " -r 192.168.2.191 -g -w 0");
  }

  // ---- commands ---------------------------------------------------------------------------

  private void command(String command) {
    List<String> recorded = output();
    List<String> said = new ArrayList<>();
    boolean known = true;
    lab.pass(commandNanos);
    for (String part : command.startsWith("(") ? new String[] {command} : command.split(";")) {
      known &= run(part.strip(), said);
    }
    if (known) {
      compare(command, said, recorded);
    }
  }

  /** Runs one simple command with its pipe; false if its output is another room's business. */
  private boolean run(String command, List<String> said) {
    String inside = command.replace("ip netns exec dir ", "");
    String[] pipe = inside.split("\\|");
    String first = pipe[0].strip();
    if (first.startsWith("ipvsadm ")) {
      return ipvsadm(first.substring(8), pipe, said);
    }
    if (first.startsWith("sysctl ")) {
      sysctl(first, said);
    } else if (first.startsWith("ip netns exec c1 curl")) {
      Matcher port = Pattern.compile("--local-port (\\d+)").matcher(first);
      assertThat(port.find()).isTrue();
      said.add(
          "share"
              + lab.tcp(
                  client("192.168.2.10"), Integer.parseInt(port.group(1)), DirectorLab.VIP, 80));
    } else if (first.startsWith("for x in ")) {
      for (String server : List.of("192.168.2.191", "192.168.2.192")) {
        new Ipvsadm(lab.ipvs).run("-a -t 192.168.2.188:80 -r " + server + " -g");
      }
      return false;
    } else if (first.contains("-j MARK --set-mark")) {
      lab.mark = Integer.parseInt(first.replaceAll(".*--set-mark ", ""));
      lab.markedPorts.add(Integer.parseInt(first.replaceAll(".*--dport (\\d+).*", "$1")));
    } else if (first.startsWith("(ASK_WAIT=0.5")) {
      lab.waitNanos = Nanos.millis(1500);
      String[] words = first.replaceAll(".*echo \"(.*?)\".*", "$1").split(" ");
      said.add(String.join(" ", words) + " => " + new Client(words).answer());
    } else {
      return false;
    }
    return true;
  }

  private boolean ipvsadm(String arguments, String[] pipe, List<String> said) {
    boolean foreign =
        arguments.equals("-L")
            || arguments.startsWith("-Sn")
            || arguments.contains("--nosort")
            || arguments.contains("--stats")
            || arguments.equals("-A -t 192.168.2.188 -s rr")
            || arguments.equals("-A -t 192.168.2.188:0 -s rr");
    if (foreign) {
      return false;
    }
    List<String> out = new Ipvsadm(lab.ipvs).run(arguments);
    for (int i = 1; i < pipe.length; i++) {
      String filter = pipe[i].strip();
      if (filter.startsWith("grep -A1 ")) {
        return false;
      }
      if (filter.startsWith("grep")) {
        String wanted = filter.replaceAll("grep (-c )?", "").replace("'", "");
        out = out.stream().filter(line -> line.contains(wanted)).toList();
        if (filter.startsWith("grep -c")) {
          said.add(String.valueOf(out.size()));
          out = List.of();
        }
      }
    }
    said.addAll(out);
    return true;
  }

  private void sysctl(String command, List<String> said) {
    String[] pair = command.replaceAll(".*net.ipv4.vs.", "").split("=");
    IpvsSetting setting =
        IpvsSetting.valueOf(pair[0].replaceAll(" .*", "").toUpperCase(java.util.Locale.ROOT));
    if (pair.length == 2) {
      lab.ipvs.sysctls().write(setting, Integer.parseInt(pair[1].strip()));
    }
    said.add(setting.key() + " = " + lab.ipvs.sysctls().get(setting));
  }

  /** The lines up to the next command. */
  private List<String> output() {
    List<String> output = new ArrayList<>();
    while (at < lines.size()) {
      String line = lines.get(at);
      boolean next =
          line.startsWith("$ ")
              || line.contains(" => ") && !line.startsWith("tcp 192.168.2.10:20010 ")
              || line.startsWith("#")
              || line.isEmpty()
              || CURLS.matcher(line).lookingAt() && !line.equals("share191")
              || COUNTS.matcher(line).matches();
      if (next) {
        break;
      }
      output.add(line);
      at++;
    }
    return output;
  }

  private void compare(String command, List<String> said, List<String> recorded) {
    List<String> saidEntries = said.stream().filter(l -> ENTRY.matcher(l).matches()).toList();
    sameEntries(saidEntries, recorded.stream().filter(l -> ENTRY.matcher(l).matches()).toList());
    List<String> saidRest =
        said.stream().filter(l -> !ENTRY.matcher(l).matches()).map(Transcript::plain).toList();
    List<String> recordedRest =
        recorded.stream()
            .filter(l -> !ENTRY.matcher(l).matches())
            .map(Transcript::plain)
            .filter(l -> !isHeading(l))
            .toList();
    assertThat(saidRest).as("line %d: %s", at, command).containsExactlyElementsOf(recordedRest);
    checked += recordedRest.size();
  }

  private static boolean isHeading(String line) {
    return line.startsWith("IP Virtual Server")
        || line.startsWith("Prot ")
        || line.startsWith("-> RemoteAddress")
        || line.startsWith("IPVS connection entries")
        || line.startsWith("pro expire")
        || line.startsWith("[exit ");
  }

  private static String plain(String line) {
    return line.strip().replaceAll(" +", " ");
  }

  // ---- entries, counters ------------------------------------------------------------------

  private void entries(List<String> recorded, List<ConnectionEntry> entries) {
    List<String> said = new ArrayList<>();
    List<String> all = new Ipvsadm(lab.ipvs).run("-Lnc");
    for (String line : all) {
      if (line.split(" ")[3].endsWith(":0")) {
        said.add(line);
      }
    }
    assertThat(said).hasSameSizeAs(entries);
    sameEntries(said, recorded.stream().filter(l -> ENTRY.matcher(l).matches()).toList());
  }

  private void sameEntries(List<String> said, List<String> recorded) {
    Map<String, Integer> saidSeconds = seconds(said);
    Map<String, Integer> recordedSeconds = seconds(recorded);
    assertThat(saidSeconds.keySet())
        .as("entries before line %d", at)
        .containsExactlyInAnyOrderElementsOf(recordedSeconds.keySet());
    recordedSeconds.forEach((entry, seconds) ->
        assertThat(saidSeconds.get(entry))
            .as("%s before line %d", entry, at)
            .isBetween(seconds - toleranceSeconds, seconds + toleranceSeconds));
    checked += recorded.size();
  }

  private static Map<String, Integer> seconds(List<String> entries) {
    Map<String, Integer> seconds = new LinkedHashMap<>();
    for (String line : entries) {
      Matcher m = ENTRY.matcher(line);
      assertThat(m.matches()).isTrue();
      int left = Integer.parseInt(m.group(2)) * 60 + Integer.parseInt(m.group(3));
      String entry = String.join(" ", m.group(1), m.group(4), m.group(5), m.group(6), m.group(7));
      assertThat(seconds.put(entry, left)).as("twice: %s", entry).isNull();
    }
    return seconds;
  }

  private void counts(String line) {
    Matcher first = COUNTS.matcher(line);
    if (!first.matches()) {
      return;
    }
    lab.pass(Nanos.millis(2600));
    VirtualService service = lab.ipvs.services().getFirst();
    same("Conns " + service.stats().connections(), "Conns " + first.group(2));
    assertThat(service.stats().outPackets()).isZero();
    while (at < lines.size() && lines.get(at).startsWith("-> ")) {
      Matcher server = COUNTS.matcher(lines.get(at++));
      assertThat(server.matches()).isTrue();
      String[] end = server.group(1).split(":");
      RealServer found = service.find(Ipv4Address.parse(end[0]), Integer.parseInt(end[1]));
      assertThat(found).isNotNull();
      same("Conns " + found.stats().connections(), "Conns " + server.group(2));
    }
  }

  private void curls(String line) {
    List<String> recorded = new ArrayList<>();
    List<String> said = new ArrayList<>();
    Matcher each = CURLS.matcher(line);
    while (each.find()) {
      recorded.add(each.group(1) == null ? "refused" : each.group(1));
      said.add(lab.tcp(client("192.168.2.10"), curlPort++, DirectorLab.VIP, curlTo));
      lab.pass(curlNanos);
    }
    assertThat(said).as("line %d", at).containsExactlyElementsOf(recorded);
    checked += said.size();
    curlTo = 8080;
  }

  /** The next curls go to port 80 again. */
  Transcript curlsToPort80() {
    curlTo = 80;
    return this;
  }

  private void same(String said, String recorded) {
    assertThat(said).as("line %d", at).isEqualTo(recorded);
    checked++;
  }

  private static int client(String address) {
    return Ipv4Address.parse(address);
  }

  /** One line of the client's language, which is described with the recordings. */
  private final class Client {
    private final String[] words;

    Client(String[] words) {
      this.words = words;
    }

    String answer() {
      return switch (words[0]) {
        case "tcp" -> lab.tcp(address(1), port(1), address(2), port(2));
        case "udp" -> lab.udp(address(1), port(1), address(2), port(2));
        case "tcpN", "udpN" -> repeated(false);
        case "tcpip" -> repeated(true);
        case "open", "openN" -> open();
        case "say" -> {
          int[] ends = held.get(words[1]);
          yield lab.say(ends[0], ends[1], ends[2], ends[3]);
        }
        case "close", "reset" -> end();
        case "sleep" -> {
          lab.pass((long) (Double.parseDouble(words[1]) * Nanos.PER_SECOND));
          yield "ok";
        }
        default -> throw new AssertionError("not known: " + String.join(" ", words));
      };
    }

    private String repeated(boolean byAddress) {
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < Integer.parseInt(words[1]); i++) {
        int client = address(2) + (byAddress ? i : 0);
        int from = port(2) + (byAddress ? 0 : i);
        answers.add(
            words[0].equals("udpN")
                ? lab.udp(client, from, address(3), port(3))
                : lab.tcp(client, from, address(3), port(3)));
      }
      return String.join(" ", answers);
    }

    private String open() {
      boolean many = words[0].equals("openN");
      int from = words.length - 2;
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < (many ? Integer.parseInt(words[2]) : 1); i++) {
        int[] ends = {address(from), port(from) + i, address(from + 1), port(from + 1)};
        held.put(many ? words[1] + "." + i : words[1], ends);
        answers.add(lab.open(ends[0], ends[1], ends[2], ends[3]));
      }
      return String.join(" ", answers);
    }

    private String end() {
      List<String> names =
          held.keySet().stream()
              .filter(name -> name.equals(words[1]) || name.startsWith(words[1] + "."))
              .toList();
      for (String name : names) {
        int[] ends = held.remove(name);
        if (words[0].equals("close")) {
          lab.close(ends[0], ends[1], ends[2], ends[3]);
        } else {
          lab.reset(ends[0], ends[1], ends[2], ends[3]);
        }
      }
      return String.join(" ", names.stream().map(name -> "ok").toList());
    }

    private int address(int word) {
      return Ipv4Address.parse(words[word].split(":")[0]);
    }

    private int port(int word) {
      return Integer.parseInt(words[word].split(":")[1]);
    }
  }
}
