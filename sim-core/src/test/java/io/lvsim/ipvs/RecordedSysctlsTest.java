package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Sysctl;
import io.lvsim.trace.Trace;
import io.lvsim.transport.UdpStack;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * net.ipv4.vs.* of Linux 6.1: what there is, its first value, and what came of writing a few dozen
 * numbers and other texts to each (recorded by scripts/sysctls.py in the first namespace).
 */
class RecordedSysctlsTest {
  private static final String ROOT = "net.ipv4.vs.";

  /** Follows from the machine's memory. */
  private static final String BY_MEMORY = "sync_qlen_max";

  private static final Pattern FIRST = Pattern.compile("(\\S+) 644 = (.*)");
  private static final Pattern WRITE = Pattern.compile("(\\S+) < '(.*)' => (\\S+), (.*)");

  private final Sysctl sysctl = directorsSettings();

  @Test
  void everySettingTakesWhatTheKernelTakesAndRefusesTheRest() throws HostException {
    TreeSet<String> recordedKeys = new TreeSet<>();
    int writes = 0;
    for (String line : Recorded.lines("sysctl/writes.txt")) {
      Matcher first = FIRST.matcher(line);
      Matcher write = WRITE.matcher(line);
      if (first.matches()) {
        recordedKeys.add(ROOT + first.group(1));
        assertThat(first.group(1).equals(BY_MEMORY) ? first.group(2) : read(first.group(1)))
            .as(line)
            .isEqualTo(first.group(2));
      } else {
        assertThat(write.matches()).as(line).isTrue();
        write(write.group(1), write.group(2).replace("\\t", "\t"), write, line);
        writes++;
      }
    }
    assertThat(writes).isGreaterThan(1000);
    assertThat(sysctl.keys().stream().filter(key -> key.startsWith(ROOT)).toList())
        .isEqualTo(List.copyOf(recordedKeys));
  }

  private void write(String name, String text, Matcher recorded, String line) throws HostException {
    String before = read(name);
    String answer = "ok";
    try {
      sysctl.write(ROOT + name, text);
    } catch (HostException e) {
      answer = e.errno().name();
    }
    assertThat(answer).as(line).isEqualTo(recorded.group(3));
    if (answer.equals("ok")) {
      assertThat(read(name)).as(line).isEqualTo(recorded.group(4));
      sysctl.write(ROOT + name, before);
    }
    assertThat(read(name)).as(line).isEqualTo(before);
  }

  private String read(String name) throws HostException {
    return sysctl.read(ROOT + name);
  }

  private static Sysctl directorsSettings() {
    Simulation simulation = new Simulation(1);
    Host host = new Host(simulation, new Trace(simulation), "dir");
    assertThat(new Ipvs(host, new UdpStack(host)).services()).isEmpty();
    return host.sysctl();
  }
}
