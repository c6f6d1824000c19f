package io.lvsim.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Sysctl;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.link.Port;
import io.lvsim.trace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Writes to every setting under net.ipv4 and net.core what was written to it under Linux 6.1, and
 * compares what it read at first, which values were taken, how they read then, and which were
 * refused with what error. In the recording {@code key} lines name settings that all did the same,
 * and {@code |} stands before each value.
 */
class SettingsRecordedTest {
  /** Their first values depend on the machine's memory. */
  private static final String BY_MEMORY =
      "net\\.ipv4\\.(tcp_[rw]mem|inet_peer_threshold|tcp_max_orphans|tcp_max_tw_buckets"
          + "|tcp_ehash_entries)";

  private static final String ROUTE_FLUSH = "net.ipv4.route.flush";

  /** Kept in milliseconds here; the recorded kernel rounds them up to its ticks of 10 ms. */
  private static final String IN_MILLISECONDS =
      "net\\.ipv4\\.(icmp_ratelimit|route\\.gc_min_interval_ms|tcp_invalid_ratelimit"
          + "|neigh\\..*_ms)";

  /** Times below zero, and beyond 24 days, which the kernel takes and cannot use. */
  private static final String TIMES_OF_NEIGHBORS =
      "net\\.ipv4\\.neigh\\..*(time|delay|unres_qlen|unres_qlen_bytes)|net\\.ipv4\\.neigh.*\\.gc_.*";

  /** More than 2 GiB of fragments; and what a list of words takes that is none. */
  private static final String ODD =
      "net\\.ipv4\\.ipfrag_high_thresh \\d{10,}|net\\.ipv4\\.tcp_allowed_congestion_control  7"
          + "|net\\.core\\.max_skb_frags 17";

  private final List<String> keys = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private Sysctl sysctl;
  private int compared;

  @BeforeEach
  void build() {
    Simulation simulation = new Simulation(1);
    Trace trace = new Trace(simulation);
    Lab lab = new Lab(simulation, trace);
    Machine machine = new Machine(lab, new Host(simulation, trace, "r"), OperatingSystem.DEBIAN_12);
    machine.host().addInterface("eth0", 2, new Port("r", "eth0", trace));
    sysctl = machine.host().sysctl();
  }

  @Test
  void settingsTakeWhatLinuxTook() throws IOException {
    boolean answersBegan = false;
    for (String line : read().lines().toList()) {
      String[] words = line.split("\\|", -1);
      if (line.startsWith("key ")) {
        if (answersBegan) {
          keys.clear();
        }
        addKey(line.substring(4));
      } else {
        for (String key : keys) {
          answer(key, words);
        }
      }
      answersBegan = !line.startsWith("key ");
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(10_000);
  }

  private void addKey(String text) {
    String key = text.substring(0, text.indexOf('='));
    String initial = unescaped(text.substring(text.indexOf('=') + 1));
    keys.add(key);
    if (key.matches(BY_MEMORY) || key.endsWith("unres_qlen_bytes") || key.endsWith("eth0.tag")) {
      return;
    }
    compare(key + " at first", initial, readOf(key));
  }

  private void answer(String key, String[] words) {
    String before = readOf(key);
    switch (words[0]) {
      case "takes " -> {
        for (int i = 1; i < words.length; i++) {
          write(key, unescaped(words[i]), unescaped(words[i]), before);
        }
      }
      case "reads " -> write(key, unescaped(words[1]), unescaped(words[2]), before);
      default -> {
        for (int i = 2; i < words.length; i++) {
          write(key, unescaped(words[i]), words[1], before);
        }
      }
    }
  }

  private void write(String key, String value, String expected, String before) {
    if (isKnownToDiffer(key, value)) {
      return;
    }
    String now;
    try {
      sysctl.write(key, value);
      now = readOf(key);
      sysctl.write(key, before);
    } catch (HostException e) {
      now = e.errno().name();
    }
    compare(key + " < " + value, expected, now);
  }

  private static boolean isKnownToDiffer(String key, String value) {
    boolean shortNumber = value.matches("\\s*\\d{1,6}\\s*");
    return key.matches("net\\.ipv4\\.tcp_[rw]mem")
        || key.equals(ROUTE_FLUSH)
        || key.matches(IN_MILLISECONDS)
        || key.matches(TIMES_OF_NEIGHBORS) && !shortNumber
        || (key + " " + value).matches(ODD);
  }

  private String readOf(String key) {
    try {
      return sysctl.read(key);
    } catch (HostException e) {
      return "!" + e.errno().name();
    }
  }

  private void compare(String what, String expected, String given) {
    compared++;
    if (!expected.equals(given)) {
      differences.add(what + ": Linux " + expected + ", here " + given);
    }
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t");
  }

  private static String read() throws IOException {
    try (InputStream in = SettingsRecordedTest.class.getResourceAsStream("sysctls.txt")) {
      if (in == null) {
        throw new IllegalStateException("no recording");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
