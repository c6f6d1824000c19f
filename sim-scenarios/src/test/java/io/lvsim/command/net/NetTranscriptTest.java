package io.lvsim.command.net;

import io.lvsim.command.RecordedLab;
import io.lvsim.command.Transcript;
import io.lvsim.command.iptables.IptablesCommands;
import io.lvsim.host.HostException;
import io.lvsim.shell.CommandTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions recorded from iproute2 6.1, iputils 20221126, procps 4.0.2 and net-tools 2.10. */
class NetTranscriptTest {
  @ParameterizedTest
  @ValueSource(strings = {"ip-address", "ip-link", "ip-route", "ip-neigh", "ifconfig", "sysctl"})
  void printsWhatTheRealToolPrinted(String session) throws HostException, IOException {
    check(session, NetTranscriptTest::sortedTables);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "arping"})
  void printsWhatTheRealToolPrintedButForTimes(String session) throws HostException, IOException {
    check(session, NetTranscriptTest::withoutTimes);
  }

  private static void check(String session, UnaryOperator<String> mask)
      throws HostException, IOException {
    CommandTable table = new CommandTable();
    NetCommands.addTo(table);
    IptablesCommands.addTo(table);
    Transcript.check(NetTranscriptTest.class, session, new RecordedLab(), table, mask);
  }

  /**
   * The kernel lists neighbours in the order of a hash that differs from boot to boot, and their
   * states depend on how long the commands took; MACs of dummies are random.
   */
  private static String sortedTables(String output) {
    String same =
        withoutTimes(output)
            .replaceAll(
                "(ether|DOWN {11}|UNKNOWN {8}) ?(?!02:)[0-9a-f]{2}(:[0-9a-f]{2}){5}", "$1 MAC")
            .replaceAll("REACHABLE|STALE", "KNOWN");
    List<String> lines = new ArrayList<>(List.of(same.split("\n", -1)));
    int start = 0;
    for (int i = 0; i <= lines.size(); i++) {
      if (i == lines.size() || !isNeighbour(lines.get(i))) {
        Collections.sort(lines.subList(start, i));
        start = i + 1;
      }
    }
    return String.join("\n", lines);
  }

  private static boolean isNeighbour(String line) {
    return line.matches(
            "(192\\.168\\.2|0\\.0\\.0)\\.\\d+ .*(lladdr|ether|FAILED|incomplete|REACH|loop).*")
        || line.startsWith("? (");
  }

  private static String withoutTimes(String output) {
    return output
        .replaceAll("time=[0-9.]+ ms", "time=T ms")
        .replaceAll("time [0-9]+ms", "time Tms")
        .replaceAll("pipe [0-9]+", "pipe P")
        .replaceAll("= [0-9./]+ ms", "= R ms")
        .replaceAll("ewma [0-9./]+ ms", "ewma R ms")
        .replaceAll("\\] {2}[0-9.]+ms", "]  Tms");
  }
}
