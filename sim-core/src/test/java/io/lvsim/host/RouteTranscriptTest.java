package io.lvsim.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Repeats a transcript recorded from Linux 6.1: addresses and routes coming and going, and after
 * each command all addresses and all routes of both tables (but lo's own).
 */
class RouteTranscriptTest {
  private final Lan lan = new Lan();
  private final IpCommands ip = new IpCommands(lan.host("hosta", "192.168.2.1"));

  @Test
  void addressesAndRoutesAreWhatLinuxHad() throws HostException {
    ip.run("ip addr flush dev eth0");
    ip.run("ip link add dummy0 type dummy");
    List<String> recorded = Recordings.read("routes/transcript.txt").lines().toList();
    int at = 0;
    while (at < recorded.size()) {
      String command = recorded.get(at++).substring(2);
      List<String> expected = new ArrayList<>();
      while (at < recorded.size() && !recorded.get(at).startsWith("$ ")) {
        expected.add(recorded.get(at++));
      }
      assertThat(answerTo(command)).as(command).containsExactlyElementsOf(expected);
    }
    assertThat(at).isGreaterThan(1000);
  }

  private List<String> answerTo(String command) {
    List<String> lines = new ArrayList<>();
    try {
      lines.addAll(ip.run(command));
    } catch (HostException e) {
      boolean explained = !e.getMessage().equals(e.errno().text());
      lines.add((explained ? "Error: " : "RTNETLINK answers: ") + e.getMessage());
    }
    if (!command.startsWith("get ")) {
      lines.addAll(ip.state());
    }
    return lines;
  }
}
