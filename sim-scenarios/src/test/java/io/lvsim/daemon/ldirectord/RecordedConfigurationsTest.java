package io.lvsim.daemon.ldirectord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Configurations that the real ldirectord 1.186-ha was given, with all that it said to them. */
class RecordedConfigurationsTest {
  private static final String FILE = "/tmp/t.cf";
  private static final int STOPPED = 3;
  private static final int REFUSED = 2;

  /** What is about IPv6 is refused in other words: it is not simulated. */
  private static final Set<String> ABOUT_IPV6 =
      Set.of(
          "global fallback6=[::1]:80",
          "global virtual6=[::1]:80",
          "global virtual6=[::zz]:80",
          "global virtual6=192.168.2.188:80",
          "global virtual6=10");

  /** One configuration. */
  private record Recorded(String name, String text, String errors, int status) {}

  @Test
  void everyConfigurationIsReadOrRefusedAlike() throws IOException {
    List<Recorded> recording = read();
    assertThat(recording).hasSizeGreaterThan(350);
    SoftAssertions softly = new SoftAssertions();
    for (Recorded recorded : recording) {
      if (!ABOUT_IPV6.contains(recorded.name())) {
        ConfigReading reading = ConfigReader.read(recorded.text(), new RecordedSurroundings());
        softly.assertThat(said(reading)).as(recorded.name()).isEqualTo(recorded.errors());
        int status = reading.error() == null ? STOPPED : REFUSED;
        softly.assertThat(status).as(recorded.name()).isEqualTo(recorded.status());
      }
    }
    softly.assertAll();
  }

  private static String said(ConfigReading reading) {
    StringBuilder said = new StringBuilder();
    for (Config.Warning warning : reading.warnings()) {
      said.append(ConfigReading.message(FILE, 1, "Warning", warning));
    }
    ConfigException error = reading.error();
    if (error != null) {
      Config.Warning about = new Config.Warning(error.line(), error.text());
      said.append(ConfigReading.message(FILE, 1, "Error", about));
    }
    return said.toString().replace("[1]", "[PID]");
  }

  private static List<Recorded> read() throws IOException {
    List<Recorded> all = new ArrayList<>();
    try (InputStream file =
        RecordedConfigurationsTest.class.getResourceAsStream("configurations.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String block : text.split("(?m)^### ")) {
        if (!block.startsWith("#")) {
          all.add(parse(block.split("\n")));
        }
      }
    }
    return all;
  }

  private static Recorded parse(String[] lines) {
    StringBuilder text = new StringBuilder();
    StringBuilder errors = new StringBuilder();
    int status = -1;
    for (int i = 1; i < lines.length; i++) {
      String line = unescape(lines[i]);
      if (line.startsWith("|- ")) {
        text.append(line.substring(3));
      } else if (line.startsWith("| ")) {
        text.append(line.substring(2)).append('\n');
      } else if (line.startsWith("2 ")) {
        errors.append(line.substring(2)).append('\n');
      } else if (line.startsWith("= ")) {
        status = Integer.parseInt(line.substring(2));
      }
    }
    return new Recorded(unescape(lines[0]), text.toString(), errors.toString(), status);
  }

  private static String unescape(String line) {
    return line.replace("\\t", "\t")
        .replace("\\r", "\r")
        .replace("\\x01", "\u0001")
        .replace("\\x02", "\u0002")
        .replace("\\\\", "\\");
  }
}
