package io.lvsim.daemon.ldirectord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read from a configuration, and that nothing breaks the reader. */
class ConfigReaderTest {
  private static final String TUTORIAL =
      """
      checktimeout=3
      checkinterval=1
      autoreload=yes
      logfile="/var/log/ldirectord.log"
      quiescent=no
      virtual=192.168.2.188:80
              real=192.168.2.191:80 gate 2
              real=192.168.2.192:80 gate 3
              service=http
              scheduler=wrr
              checktype=negotiate
              checkport=80
              request="index.html"
              receive="Test Page"
              virtualhost=www.x.y.z
      """;

  private static final String[] PIECES = {
    "virtual=",
    "192.168.2.188:80",
    "real=",
    "rs1:http gate 3",
    "    ",
    "\t",
    "\n",
    "=",
    "\"",
    "#",
    "request=\"index.html\"",
    "receive=\"(\"",
    "fallback=",
    "127.0.0.1:80",
    "service=http",
    "checktype=",
    "10",
    "->",
    ":",
    "l:3 u:4",
    "gate",
    "masq",
    " ",
    "yes",
    "no",
    "quiescent=",
    "netmask=255.255.255.0",
    "protocol=",
    "fwm",
    "checktimeout=",
    "99999999999999999999",
    "\0",
    "é",
    "emailalertstatus=",
    "all,none",
    ",",
    "supervised",
    "maintenancedir=/tmp",
    "virtual6=[::1]:80"
  };

  private static ConfigReading read(String text) {
    return ConfigReader.read(text, new RecordedSurroundings());
  }

  @Test
  void theTutorialsConfigurationIsUnderstood() {
    ConfigReading reading = read(TUTORIAL);
    assertThat(reading.error()).isNull();
    assertThat(reading.warnings()).isEmpty();
    Config config = reading.config();
    assertThat(config.autoReload).isTrue();
    assertThat(config.checkIntervalSeconds).isEqualTo(1);
    VirtualConfig virtual = config.virtuals.get(0);
    assertThat(virtual.flags()).isEqualTo("-t 192.168.2.188:80 -s wrr ");
    assertThat(virtual.reals).extracting(RealConfig::weight).containsExactly("2", "3");
    assertThat(new Virtual(virtual, config).negotiateTimeoutSeconds).isEqualTo(3);
    assertThat(virtual.realId(virtual.reals.get(0)))
        .isEqualTo(
            "negotiate:http:tcp:192.168.2.191:80:www.x.y.z:80:2:gate:\\/index\\.html:Test\\ Page");
  }

  @Test
  void timeoutsStandInForOneAnother() {
    Config config = read("virtual=10\n    real=192.168.2.191 gate\n").config();
    Virtual defaults = new Virtual(config.virtuals.get(0), config);
    assertThat(defaults.checkTimeoutSeconds).isEqualTo(5);
    assertThat(defaults.negotiateTimeoutSeconds).isEqualTo(30);
    config = read("negotiatetimeout=7\nvirtual=10\n    real=192.168.2.191 gate\n").config();
    assertThat(new Virtual(config.virtuals.get(0), config).checkTimeoutSeconds).isEqualTo(7);
  }

  @Test
  void aRangeIsOneRealServerForEachAddress() {
    Config config =
        read("virtual=192.168.2.188:80\n    real=192.168.2.254->192.168.3.1:80 gate 4\n").config();
    assertThat(config.virtuals.get(0).reals)
        .extracting(RealConfig::server)
        .containsExactly("192.168.2.254", "192.168.2.255", "192.168.3.0", "192.168.3.1");
  }

  @Test
  void anyTextIsReadOrRefused() {
    Random random = new Random(1);
    int refused = 0;
    for (int run = 0; run < 30_000; run++) {
      refused += read(text(random)).error() == null ? 0 : 1;
    }
    assertThat(refused).isBetween(1_000, 29_999);
  }

  private static String text(Random random) {
    if (random.nextBoolean()) {
      StringBuilder damaged = new StringBuilder(TUTORIAL);
      for (int i = random.nextInt(6); i >= 0; i--) {
        int at = random.nextInt(damaged.length());
        damaged.replace(at, at + random.nextInt(2), PIECES[random.nextInt(PIECES.length)]);
      }
      return damaged.toString();
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
