package io.lvsim.command.iptables;

import io.lvsim.command.RecordedLab;
import io.lvsim.command.Transcript;
import io.lvsim.command.net.NetCommands;
import io.lvsim.host.HostException;
import io.lvsim.shell.CommandTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A session recorded from iptables 1.8.9 (legacy). */
class IptablesTranscriptTest {
  @Test
  void printsWhatTheRealToolPrinted() throws HostException, IOException {
    CommandTable table = new CommandTable();
    NetCommands.addTo(table);
    IptablesCommands.addTo(table);
    Transcript.check(
        IptablesTranscriptTest.class,
        "iptables",
        new RecordedLab(),
        table,
        IptablesTranscriptTest::withoutDatesAndTimes);
  }

  private static String withoutDatesAndTimes(String output) {
    return output
        .replaceAll(" on [A-Z][a-z]{2} .*", " on DATE")
        .replaceAll("time [0-9]+ms", "time Tms")
        .replaceAll("= [0-9./]+ ms", "= R ms");
  }
}
