package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ipv4Address;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole dialogues with a director, as recorded from Linux 6.1: answers, lists and timers. */
class RecordedDialoguesTest {
  private static final String SERVICE_80 = "-t 192.168.2.188:80";
  private static final int TOLERANCE_SECONDS = 4;
  private static final int SLOW_TOLERANCE_SECONDS = 4;

  @Test
  void persistenceGroupsClientsAndPorts() {
    int checked = repeat("persistence/1-grouping", new DirectorLab(), this::grouping);
    assertThat(checked).isGreaterThan(150);
  }

  @Test
  void templatesTimersStartAgainAndAreCutTo60Seconds() {
    Transcript.Setup setup =
        (title, before) -> {
          if (title.startsWith("when it runs out")) {
            return before;
          }
          DirectorLab lab = new DirectorLab();
          new Ipvsadm(lab.ipvs).run("--set 10 2 6");
          return withServers(lab, SERVICE_80 + " -s rr -p 5", SERVICE_80, 3);
        };
    assertThat(repeat("persistence/2-timer", new DirectorLab(), setup)).isGreaterThan(35);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void weightZeroAndPersistence(int expireQuiescentTemplate) {
    Transcript.Setup setup =
        (title, before) -> {
          before
              .ipvs
              .sysctls()
              .write(IpvsSetting.EXPIRE_QUIESCENT_TEMPLATE, expireQuiescentTemplate);
          return withServers(before, SERVICE_80 + " -s rr -p 20", SERVICE_80, 3);
        };
    String name = "persistence/3-quiescent-" + expireQuiescentTemplate;
    assertThat(repeat(name, new DirectorLab(), setup)).isGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void removedServerAndPersistence(int expireNodestConn) {
    Transcript.Setup setup =
        (title, before) -> {
          before.ipvs.sysctls().write(IpvsSetting.EXPIRE_NODEST_CONN, expireNodestConn);
          return withServers(before, SERVICE_80 + " -s rr -p 20", SERVICE_80, 3);
        };
    String name = "persistence/4-nodest-" + expireNodestConn;
    assertThat(repeat(name, new DirectorLab(), setup)).isGreaterThanOrEqualTo(15);
  }

  @Test
  void statesCountersAndTimers() {
    DirectorLab lab = new DirectorLab();
    lab.closedPorts.add(81);
    for (String service :
        List.of("-t 192.168.2.188:80", "-u 192.168.2.188:80", "-t 192.168.2.188:81")) {
      withServers(lab, service + " -s rr", service, 1);
    }
    assertThat(repeat("states/1-states", lab, (title, before) -> before)).isGreaterThan(40);
    lab.unplugged.add(Ipv4Address.parse("192.168.2.191"));
    assertThat(repeat("states/2-syn", lab, (title, before) -> before)).isEqualTo(2);
    lab.unplugged.clear();
    lab.waitNanos = Nanos.seconds(2);
    assertThat(repeat("states/3-set", lab, (title, before) -> before)).isGreaterThan(15);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void sameClientPortAgain(int mode) {
    DirectorLab lab = new DirectorLab();
    lab.ipvs.sysctls().write(IpvsSetting.CONN_REUSE_MODE, mode);
    withServers(lab, SERVICE_80 + " -s rr", SERVICE_80, 3);
    String name = "states/4-reuse-mode-" + mode;
    assertThat(repeat(name, lab, (title, before) -> before)).isGreaterThanOrEqualTo(12);
  }

  @Test
  void removedServersAndClearedTables() {
    DirectorLab lab = withServers(new DirectorLab(), SERVICE_80 + " -s rr", SERVICE_80, 2);
    assertThat(repeat("faults/2-removed", lab, (title, before) -> before)).isGreaterThan(10);
  }

  /** Without the last list, whose counters come from what was done before it was recorded. */
  @Test
  void aTableClearedAndMadeAgain() {
    DirectorLab lab = withServers(new DirectorLab(), SERVICE_80 + " -s rr", SERVICE_80, 2);
    lab.tcp(DirectorLab.VIP - 178, 20001, DirectorLab.VIP, 80);
    List<String> lines = Recorded.lines("faults/3-cleared.txt");
    int last = lines.lastIndexOf("$ ip netns exec dir ipvsadm -Ln");
    Transcript transcript =
        new Transcript(lines.subList(0, last), lab, (title, before) -> before, TOLERANCE_SECONDS);
    assertThat(transcript.repeat()).isEqualTo(7);
    VirtualService service = lab.ipvs.services().getFirst();
    assertThat(service.servers().getLast().activeConnections()).isEqualTo(1);
  }

  @Test
  void theArticleFromEndToEnd() {
    DirectorLab lab = new DirectorLab();
    Transcript.Setup cleared =
        (title, before) -> {
          new Ipvsadm(before.ipvs).run("-C");
          before.markedPorts.clear();
          if (title.startsWith("rs1's httpd stopped")) {
            before.stopped.add(Ipv4Address.parse("192.168.2.191"));
          }
          return before;
        };
    int port = 20001;
    for (String name :
        List.of("1-rr", "2-persistent", "3-port0", "4-fwmark", "5-wrr", "6-refused")) {
      Transcript transcript =
          new Transcript(
                  Recorded.lines("article/" + name + ".txt"), lab, cleared, SLOW_TOLERANCE_SECONDS)
              .curlsFrom(port, Nanos.millis(350), Nanos.millis(130))
              .curlsToPort80();
      assertThat(transcript.repeat()).isGreaterThan(20);
      port = transcript.nextCurlPort();
    }
  }

  @Test
  void schedulersThatLookAtLoad() {
    int[] port = {8000};
    Transcript.Setup setup =
        (title, lab) -> {
          port[0]++;
          String[] words = title.replace(",", "").split(" ");
          weighted(
              lab,
              "-t 192.168.2.188:" + port[0],
              words[0],
              List.of(words).subList(2, words.length));
          return lab;
        };
    int checked = repeat("sched-load/picks", new DirectorLab(), setup);
    assertThat(checked).isGreaterThan(150);
  }

  @Test
  void schedulersThatHashTheSource() {
    Transcript.Setup setup =
        (title, lab) -> {
          new Ipvsadm(lab.ipvs).run("-C");
          String[] sides = title.split(", weights ");
          weighted(lab, SERVICE_80, sides[0], List.of(sides[1].split(" ")));
          return lab;
        };
    assertThat(repeat("sched-hash/source", new DirectorLab(), setup)).isGreaterThan(30);
  }

  @Test
  void schedulersThatLookAtTheDestination() {
    int[] mark = {7};
    Transcript.Setup setup =
        (title, lab) -> {
          new Ipvsadm(lab.ipvs).run("-C");
          mark[0]++;
          lab.mark = mark[0];
          lab.markedPorts.add(0);
          String[] sides = title.split(", weights ");
          weighted(lab, "-f " + mark[0], sides[0], List.of(sides[1].split(" ")));
          return lab;
        };
    assertThat(repeat("sched-hash/destination", new DirectorLab(), setup)).isGreaterThan(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1-localnode", "2-thresholds", "3-udp", "4-defences", "5-services"})
  void edges(String name) {
    int tolerance = name.equals("4-defences") ? 14 : TOLERANCE_SECONDS;
    List<String> lines = Recorded.lines("edges/" + name + ".txt");
    int checked =
        new Transcript(lines, new DirectorLab(), (title, lab) -> edge(title), tolerance)
            .curlsFrom(0, 0, Nanos.millis(900))
            .repeat();
    assertThat(checked).isGreaterThan(8);
  }

  private static DirectorLab edge(String title) {
    DirectorLab lab = new DirectorLab();
    Ipvsadm ipvsadm = new Ipvsadm(lab.ipvs);
    IpvsSysctls sysctls = lab.ipvs.sysctls();
    String udp = "-u 192.168.2.188:80";
    switch (title.split(",")[0]) {
      case "the director is a real server of its own" -> {
        lab.platform.localAddresses.add(Ipv4Address.parse("192.168.2.190"));
        withServers(lab, SERVICE_80 + " -s rr", SERVICE_80, 1);
        ipvsadm.run("-a " + SERVICE_80 + " -r 192.168.2.190 -g");
        ipvsadm.run("-A " + udp + " -s rr -p 30");
        ipvsadm.run("-a " + udp + " -r 192.168.2.190 -g");
      }
      case "thresholds: upper 3" -> threshold(ipvsadm, " -x 3 -y 2");
      case "thresholds: upper 4" -> threshold(ipvsadm, " -x 4");
      case "one packet at a time" -> withServers(lab, udp + " -s rr -o -p 30", udp, 2);
      case "UDP" -> withServers(lab, udp + " -s rr -p 30", udp, 2);
      case "secure_tcp" -> {
        lab.closedPorts.add(83);
        withServers(lab, SERVICE_80 + " -s rr", SERVICE_80, 1);
        withServers(lab, "-t 192.168.2.188:83 -s rr", "-t 192.168.2.188:83", 1);
        sysctls.write(IpvsSetting.SECURE_TCP, 3);
      }
      case "drop_packet" -> {
        sysctls.write(IpvsSetting.AM_DROPRATE, 3);
        sysctls.write(IpvsSetting.DROP_PACKET, 3);
        withServers(lab, udp + " -s rr", udp, 2);
        lab.waitNanos = Nanos.millis(300);
      }
      case "FTP" -> withServers(lab, "-t 192.168.2.188:21 -s rr -p 60", "-t 192.168.2.188:21", 2);
      case "persistence edited" -> withServers(lab, SERVICE_80 + " -s rr -p 30", SERVICE_80, 2);
      default -> {
        sysctls.write(IpvsSetting.EXPIRE_NODEST_CONN, 1);
        withServers(lab, SERVICE_80 + " -s rr", SERVICE_80, 2);
      }
    }
    return lab;
  }

  private static void threshold(Ipvsadm ipvsadm, String thresholds) {
    ipvsadm.run("-A " + SERVICE_80 + " -s rr");
    ipvsadm.run("-a " + SERVICE_80 + " -r 192.168.2.191 -g" + thresholds);
  }

  private static void weighted(
      DirectorLab lab, String key, String scheduler, List<String> weights) {
    Ipvsadm ipvsadm = new Ipvsadm(lab.ipvs);
    ipvsadm.run("-A " + key + " -s " + scheduler);
    for (int i = 0; i < weights.size(); i++) {
      ipvsadm.run("-a " + key + " -r 192.168.2." + (191 + i) + " -g -w " + weights.get(i));
    }
  }

  private DirectorLab grouping(String title, DirectorLab before) {
    DirectorLab lab = new DirectorLab();
    Ipvsadm ipvsadm = new Ipvsadm(lab.ipvs);
    if (title.startsWith("two services")) {
      String mask = title.contains("-M") ? " -M 255.255.255.0" : "";
      for (String service : List.of("-t 192.168.2.188:80", "-t 192.168.2.188:443")) {
        withServers(lab, service + " -s rr -p 20" + mask, service, 3);
      }
    } else if (title.startsWith("port 0")) {
      withServers(lab, "-t 192.168.2.188:0 -s rr -p 20", "-t 192.168.2.188:0", 3);
      if (title.contains("beside")) {
        withServers(lab, SERVICE_80 + " -s rr -p 20", SERVICE_80, 3);
      }
    } else {
      lab.mark = 10;
      boolean all = title.contains("UDP");
      lab.markedPorts.addAll(all ? List.of(0) : List.of(80, 443));
      String service = all ? "-f 10 -s wrr -p 20 -M 255.255.255.0" : "-f 10 -s rr -p 20";
      withServers(lab, service, "-f 10", 3);
    }
    assertThat(ipvsadm.run("-Ln")).isNotEmpty();
    return lab;
  }

  private static DirectorLab withServers(DirectorLab lab, String service, String key, int servers) {
    Ipvsadm ipvsadm = new Ipvsadm(lab.ipvs);
    ipvsadm.run("-A " + service);
    for (int i = 1; i <= servers; i++) {
      ipvsadm.run("-a " + key + " -r 192.168.2." + (190 + i) + " -g");
    }
    return lab;
  }

  private static int repeat(String name, DirectorLab lab, Transcript.Setup setup) {
    return new Transcript(Recorded.lines(name + ".txt"), lab, setup, TOLERANCE_SECONDS).repeat();
  }
}
