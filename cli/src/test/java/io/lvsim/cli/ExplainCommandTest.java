package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why frames went where they went. */
class ExplainCommandTest {
  @Test
  void everyFrameOfARunWithItsReasons() {
    Program.Outcome outcome = Program.run("explain", "article-wrr");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).startsWith("# #N  a frame");
    assertThat(outcome.out())
        .containsPattern("(?m)^\\$ +[0-9.]+  director +\\[root@director ~\\]# ipvsadm -A ")
        .containsPattern("(?m)^#1 +[0-9.]+  client1?.eth0 +ARP who has 192.168.2.188\\?")
        .containsPattern("(?m)^#1 +[0-9.]+ +lan +switch-flooded +flooded to all other ports")
        .containsPattern("(?m)^#1 +[0-9.]+ +director +arp-answered +answered 192.168.2.10: ")
        .containsPattern("(?m)^#2 +[0-9.]+  director.eth0 +ARP 192.168.2.188 is at .* <- #1$")
        .containsPattern("(?m)^#[0-9]+ +[0-9.]+ +director +ipvs-[a-z-]+ +wrr picked 192.168.2.192");
  }

  @Test
  void aFrameWithAllThatLedToIt() {
    Program.Outcome outcome = Program.run("explain", "article-wrr", "--frame", "2");
    assertThat(frames(outcome.out())).containsExactly("#1", "#2");
  }

  @Test
  void aConnectionFromItsFirstFrameToItsLast() {
    String follow = "192.168.2.10:35662-192.168.2.188:80";
    Program.Outcome outcome = Program.run("explain", "article-wrr", "--follow", follow);
    assertThat(outcome.out().lines().filter(l -> l.startsWith("#") && l.contains(".eth0  ")))
        .isNotEmpty()
        .allMatch(l -> l.contains("192.168.2.10:35662") && l.contains("192.168.2.188:80"));
  }

  @Test
  void aHostAndASpanOfTime() {
    String all = Program.run("explain", "article-rr").out();
    String later = Program.run("explain", "article-rr", "--at", "1s..100s").out();
    String rs1 = Program.run("explain", "article-rr", "--host", "rs1").out();
    assertThat(frames(later).size()).isLessThan(frames(all).size());
    assertThat(frames(rs1).size()).isBetween(1, frames(all).size() - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "--follow, nonsense, 2, 'is not an IPv4 address'",
    "--follow, 1.2.3.4:99999, 2, 'is not a port'",
    "--follow, 1.2.3.4-1.2.3.5-1.2.3.6, 2, 'two ends'",
    "--at, soon, 2, 'is not a time'",
    "--frame, x, 2, 'is not an int'",
    "--frame, 99999, 3, 'no frame is like that'",
    "--host, nobody, 3, 'no frame is like that'",
  })
  void wishesThatCannotBeMet(String option, String value, int status, String complaint) {
    Program.Outcome outcome = Program.run("explain", "article-wrr", option, value);
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.err()).contains(complaint);
  }

  /** The numbers of the frames that are shown, each once, in order. */
  private static List<String> frames(String explained) {
    return explained
        .lines()
        .filter(l -> l.matches("#[0-9]+ .*"))
        .map(l -> l.substring(0, l.indexOf(' ')))
        .distinct()
        .toList();
  }
}
