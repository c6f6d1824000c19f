package io.lvsim.daemon.ldirectord;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.lab.Unit;
import org.junit.jupiter.api.Test;

/**
 * ldirectord at work in a small lab: its log and the table, line by line as ldirectord 1.186-ha
 * wrote and left them on Linux 6.1.
 */
class LdirectordTest {
  private static final String GLOBALS = "checktimeout=3\ncheckinterval=1\n";
  private static final String TUTORIAL =
      GLOBALS
          + """
          autoreload=yes
          quiescent=no
          virtual=192.168.2.188:80
                  real=192.168.2.191:80 gate 2
                  real=192.168.2.192:80 gate 3
                  service=http
                  scheduler=wrr
                  checktype=negotiate
                  checkport=80
                  request="index.html"
                  receive="share"
                  virtualhost=www.x.y.z
          """;
  private static final String BOTH_UP =
      """
      TCP  192.168.2.188:80 wrr
        -> 192.168.2.191:80             Route   2      0          0
        -> 192.168.2.192:80             Route   3      0          0
      """;

  private final DirectedLab lab = new DirectedLab();

  LdirectordTest() throws Exception {}

  private void start(String configuration) throws Exception {
    lab.configure(configuration);
    assertThat(lab.unit("director", "ldirectord").start()).isEmpty();
    lab.pass(0.5);
  }

  @Test
  void startsAsRecorded() throws Exception {
    start(TUTORIAL);
    assertThat(lab.table()).isEqualTo(BOTH_UP);
    assertThat(lab.log())
        .isEqualTo(
            """
            Invoking ldirectord invoked as: /usr/sbin/ldirectord start\s
            Starting Linux Director v1.186-ha as daemon
            Added virtual server: 192.168.2.188:80
            Added real server: 192.168.2.191:80 (192.168.2.188:80) (Weight set to 2)
            Deleted real server: 192.168.2.191:80 (192.168.2.188:80)
            Added real server: 192.168.2.192:80 (192.168.2.188:80) (Weight set to 3)
            Deleted real server: 192.168.2.192:80 (192.168.2.188:80)
            Resetting soft failure count: 192.168.2.191:80 (tcp:192.168.2.188:80)
            Added real server: 192.168.2.191:80 (192.168.2.188:80) (Weight set to 2)
            Resetting soft failure count: 192.168.2.192:80 (tcp:192.168.2.188:80)
            Added real server: 192.168.2.192:80 (192.168.2.188:80) (Weight set to 3)
            """);
  }

  @Test
  void logLinesBeginWithTimeConfigurationAndProcess() throws Exception {
    start(TUTORIAL);
    String first = lab.read("/var/log/ldirectord.log").lines().findFirst().orElseThrow();
    assertThat(first)
        .matches(
            "\\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ 1-3][0-9] [0-9:]{8} [0-9]{4}\\|ldirectord\\|[0-9]+]"
                + " Invoking .*");
  }

  @Test
  void aDeadServerIsTakenOutInTimeAndPutBack() throws Exception {
    start(TUTORIAL);
    lab.log();
    lab.decisions();
    lab.stopWeb("rs1");
    lab.pass(4);
    assertThat(lab.table())
        .isEqualTo(
            """
            TCP  192.168.2.188:80 wrr
              -> 192.168.2.192:80             Route   3      0          0
            """);
    assertThat(lab.log()).isEqualTo("Deleted real server: 192.168.2.191:80 (192.168.2.188:80)\n");
    assertThat(lab.decisions())
        .contains(
            "ldirectord: 192.168.2.191:80 of tcp:192.168.2.188:80 is down:"
                + " GET http://192.168.2.191:80/index.html: Connection refused",
            "ldirectord: Deleted real server: 192.168.2.191:80 (192.168.2.188:80): ran"
                + " '/sbin/ipvsadm -d -t 192.168.2.188:80 -r 192.168.2.191:80' since"
                + " Connection refused and quiescent = no");
    lab.startWeb("rs1");
    lab.pass(2);
    assertThat(lab.table()).isEqualTo(BOTH_UP);
    assertThat(lab.log())
        .isEqualTo(
            """
            Resetting soft failure count: 192.168.2.191:80 (tcp:192.168.2.188:80)
            Added real server: 192.168.2.191:80 (192.168.2.188:80) (Weight set to 2)
            """);
  }

  @Test
  void aSilentServerIsTakenOutAfterTheTimeout() throws Exception {
    start(TUTORIAL);
    lab.decisions();
    lab.lab().cable("rs1", "eth0").setUp(false);
    lab.pass(5);
    assertThat(lab.table()).doesNotContain("192.168.2.191");
    assertThat(lab.decisions())
        .anyMatch(line -> line.contains("no answer within negotiatetimeout = 3 s"));
  }

  @Test
  void aPageWithoutTheTextCountsAsDown() throws Exception {
    start(TUTORIAL.replace("\"share\"", "\"Test Page\""));
    assertThat(lab.table()).isEqualTo("TCP  192.168.2.188:80 wrr\n");
    assertThat(lab.decisions())
        .contains(
            "ldirectord: 192.168.2.191:80 of tcp:192.168.2.188:80 is down:"
                + " GET http://192.168.2.191:80/index.html: 200 OK, but receive = /Test Page/ is"
                + " not in the 9 bytes of the answer");
  }

  @Test
  void linesThatAreNotIndentedAreRefused() throws Exception {
    lab.configure(TUTORIAL.replace("        real=", "real="));
    Unit unit = lab.unit("director", "ldirectord");
    assertThat(unit.start())
        .matches(
            "Error \\[[0-9]+] reading file /etc/ha.d/ldirectord.cf at line 6: Unknown command"
                + " real=192.168.2.191:80 gate 2");
    assertThat(unit.active()).isFalse();
    assertThat(unit.failed()).isTrue();
    assertThat(lab.table()).isEmpty();
    assertThat(lab.log())
        .isEqualTo("Exiting with exit_status 2: config_error: Configuration Error\n");
  }

  @Test
  void stopCleansUp() throws Exception {
    start(TUTORIAL);
    lab.log();
    lab.unit("director", "ldirectord").stop();
    lab.pass(0);
    assertThat(lab.table()).isEmpty();
    assertThat(lab.log())
        .isEqualTo(
            """
            Invoking ldirectord invoked as: /usr/sbin/ldirectord stop\s
            Purged real server (stop): 192.168.2.191:80 (192.168.2.188:80)
            Purged real server (stop): 192.168.2.192:80 (192.168.2.188:80)
            Purged virtual server (stop): 192.168.2.188:80
            Linux Director Daemon terminated on signal: TERM
            """);
    assertThat(lab.machine("director").files().exists("/var/run/ldirectord.ldirectord.pid"))
        .isFalse();
  }

  @Test
  void quiescentWithFallbackThresholdsAndFailureCountAsRecorded() throws Exception {
    start(
        GLOBALS
            + """
            quiescent=yes
            fallback=127.0.0.1:80 gate
            virtual=192.168.2.188:80
                    real=192.168.2.191:80 gate 2 l:3 u:9
                    real=192.168.2.192:80 gate 3
                    service=http
                    failurecount=2
                    request="index.html"
                    receive="share"
            """);
    lab.pass(1);
    assertThat(lab.table()).isEqualTo(BOTH_UP);
    lab.log();
    lab.stopWeb("rs1");
    lab.stopWeb("rs2");
    lab.pass(3);
    assertThat(lab.table())
        .isEqualTo(
            """
            TCP  192.168.2.188:80 wrr
              -> 127.0.0.1:80                 Route   1      0          0
              -> 192.168.2.191:80             Route   0      0          0
              -> 192.168.2.192:80             Route   0      0          0
            """);
    assertThat(lab.log())
        .isEqualTo(
            """
            Soft failure real server: 192.168.2.191:80 (tcp:192.168.2.188:80) failure 1/2
            Soft failure real server: 192.168.2.192:80 (tcp:192.168.2.188:80) failure 1/2
            Quiescent real server: 192.168.2.191:80 (192.168.2.188:80) (Weight set to 0)
            Quiescent real server: 192.168.2.192:80 (192.168.2.188:80) (Weight set to 0)
            Added fallback server: 127.0.0.1:80 (192.168.2.188:80) (Weight set to 1)
            """);
    lab.startWeb("rs1");
    lab.pass(2);
    assertThat(lab.log())
        .isEqualTo(
            """
            Resetting soft failure count: 192.168.2.191:80 (tcp:192.168.2.188:80)
            Restored real server: 192.168.2.191:80 (192.168.2.188:80) (Weight set to 2)
            Deleted fallback server: 127.0.0.1:80 (192.168.2.188:80)
            """);
    assertThat(lab.type("ipvsadm -Ln --thresholds"))
        .contains("192.168.2.191:80             9          3 ");
  }

  @Test
  void leftoversArePurgedAndMappedPortsAreFoundAsRecorded() throws Exception {
    lab.type(
        "ipvsadm -A -t 192.168.2.188:80 -s rr; ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -w 5;"
            + " ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.193 -w 5");
    start(
        GLOBALS
            + """
            cleanstop=no
            virtual=192.168.2.188:80
                    real=192.168.2.191:80 gate 2
                    real=192.168.2.192:8080 gate 3
                    checkport=80
                    service=http
                    persistent=60
                    netmask=255.255.255.0
                    request="index.html"
                    receive="share"
            """);
    assertThat(lab.table())
        .isEqualTo(BOTH_UP.replace("wrr\n", "wrr persistent 60 mask 255.255.255.0\n"));
    assertThat(lab.log())
        .endsWith(
            """
            Changed virtual server: 192.168.2.188:80
            Restored real server: 192.168.2.191:80 (192.168.2.188:80) (Weight set to 2)
            Purged real server (start): 192.168.2.193:80 (192.168.2.188:80)
            Added real server: 192.168.2.192:8080 (192.168.2.188:80) (Weight set to 3)
            Deleted real server: 192.168.2.192:80 mapped from 192.168.2.192:8080 (192.168.2.188:80)
            Resetting soft failure count: 192.168.2.192:8080 (tcp:192.168.2.188:80)
            Added real server: 192.168.2.192:8080 (192.168.2.188:80) (Weight set to 3)
            """);
    lab.unit("director", "ldirectord").stop();
    lab.pass(1);
    assertThat(lab.table()).contains("192.168.2.191:80", "192.168.2.192:80");
  }

  @Test
  void aBrokenConfigurationBlindsARunningLdirectordAsRecorded() throws Exception {
    start(TUTORIAL);
    lab.pass(2);
    lab.log();
    lab.configure(TUTORIAL.replace("        request", "  request"));
    lab.pass(2);
    assertThat(lab.log())
        .startsWith(
            """
            Configuration file '/etc/ha.d/ldirectord.cf' has changed on disk
             - reread new configuration
            """)
        .containsPattern(
            "Error \\[[0-9]+] reading file /etc/ha.d/ldirectord.cf at line 12: Unknown");
    lab.stopWeb("rs1");
    lab.pass(5);
    assertThat(lab.table()).isEqualTo(BOTH_UP);
    lab.startWeb("rs1");
    lab.configure(TUTORIAL.replace("gate 2", "gate 7"));
    lab.pass(3);
    assertThat(lab.table()).isEqualTo(BOTH_UP.replace("Route   2", "Route   7"));
  }

  @Test
  void aServerTakenFromTheConfigurationIsPurged() throws Exception {
    start(TUTORIAL);
    lab.pass(2);
    lab.log();
    lab.configure(TUTORIAL.replaceFirst(".*192.168.2.192.*\n", ""));
    lab.pass(2);
    assertThat(lab.log())
        .contains(
            """
            Changed virtual server: 192.168.2.188:80
            Purged real server (start): 192.168.2.192:80 (192.168.2.188:80)
            """);
    assertThat(lab.table()).doesNotContain("192.168.2.192");
  }

  @Test
  void withoutAutoreloadAChangeIsOnlyNoted() throws Exception {
    String fixed = TUTORIAL.replace("autoreload=yes", "autoreload=no");
    start(fixed);
    lab.pass(2);
    lab.log();
    lab.configure(fixed.replace("gate 2", "gate 7"));
    lab.pass(2);
    assertThat(lab.log())
        .isEqualTo(
            """
            Configuration file '/etc/ha.d/ldirectord.cf' has changed on disk
             - ignore new configuration
            """);
    assertThat(lab.unit("director", "ldirectord").reload()).isTrue();
    lab.pass(1);
    assertThat(lab.log()).contains("Reloading Linux Director Daemon config on signal\n");
    assertThat(lab.table()).contains("Route   7");
  }

  @Test
  void refusedCommandsAreLoggedAsRecorded() throws Exception {
    start(
        GLOBALS
            + """
            virtual=192.168.2.188:443
                    real=192.168.2.191:443 gate
                    scheduler=nosuch
                    checktype=on
            """);
    assertThat(lab.log())
        .contains(
            "system(/sbin/ipvsadm -A -t 192.168.2.188:443 -s nosuch ) failed: ",
            "Added virtual server: 192.168.2.188:443\n",
            "system(/sbin/ipvsadm -a -t 192.168.2.188:443 -x 0 -y 0 -r 192.168.2.191:443 -g -w 1)"
                + " failed: \n",
            "Added real server: 192.168.2.191:443 (192.168.2.188:443) (Weight set to 1)\n");
  }

  @Test
  void marksAreConnectedToAsRecorded() throws Exception {
    start(
        GLOBALS
            + """
            virtual=10
                    real=192.168.2.191 gate 2
                    real=192.168.2.192 gate
                    checktype=connect
                    service=http
                    checkport=80
            """);
    assertThat(lab.table())
        .isEqualTo(
            """
            FWM  10 wrr
              -> 192.168.2.191:0              Route   2      0          0
              -> 192.168.2.192:0              Route   1      0          0
            """);
    lab.log();
    lab.stopWeb("rs1");
    lab.pass(2);
    assertThat(lab.log()).isEqualTo("Deleted real server: 192.168.2.191:0 (10)\n");
  }

  @Test
  void offNeitherChecksNorTouchesAndNoneIsAlwaysUp() throws Exception {
    start(
        GLOBALS
            + """
            virtual=192.168.2.188:25
                    real=192.168.2.191:25 gate
                    checktype=off
            virtual=192.168.2.188:26
                    real=192.168.2.191:26 gate
            """);
    assertThat(lab.table())
        .isEqualTo(
            """
            TCP  192.168.2.188:25 wrr
            TCP  192.168.2.188:26 wrr
              -> 192.168.2.191:26             Route   1      0          0
            """);
  }

  @Test
  void pingsAndRunsCommands() throws Exception {
    start(
        GLOBALS
            + """
            virtual=192.168.2.188:80
                    real=192.168.2.191:80 gate
                    real=192.168.2.200:80 gate
                    checktype=ping
            virtual=192.168.2.188:81
                    real=192.168.2.191:81 gate
                    checktype=external
                    checkcommand=false
            virtual=192.168.2.188:82
                    real=192.168.2.191:82 gate
                    checktype=external
                    checkcommand=true
            """);
    lab.pass(4);
    assertThat(lab.table())
        .isEqualTo(
            """
            TCP  192.168.2.188:80 wrr
              -> 192.168.2.191:80             Route   1      0          0
            TCP  192.168.2.188:81 wrr
            TCP  192.168.2.188:82 wrr
              -> 192.168.2.191:82             Route   1      0          0
            """);
    assertThat(lab.decisions())
        .contains(
            "ldirectord: 192.168.2.191:81 of tcp:192.168.2.188:81 is down:"
                + " false 192.168.2.188 81 192.168.2.191 81: exit status 1");
  }

  @Test
  void aCommandThatTakesTooLongIsEndedAsRecorded() throws Exception {
    lab.write("director", "/tmp/check", "#!/bin/sh\nsleep 10\n");
    lab.type("chmod +x /tmp/check");
    start(
        GLOBALS
            + """
            virtual=192.168.2.188:81
                    real=192.168.2.191:81 gate
                    checktype=external
                    checkcommand="/tmp/check"
            """);
    lab.pass(4);
    assertThat(lab.log())
        .contains(
            "system_timeout(3, /tmp/check 192.168.2.188 81 192.168.2.191 81) timed out,"
                + " kill -TERM child\n");
  }

  @Test
  void combinedChecksNegotiateAndThenOnlyConnect() throws Exception {
    start(
        GLOBALS
            + """
            virtual=192.168.2.188:80
                    real=192.168.2.191:80 gate
                    checktype=3
                    service=http
                    request="index.html"
                    receive="share"
                    monitorfile=/tmp/monitor
            """);
    lab.pass(8);
    String answers = lab.read("/tmp/monitor").replaceAll("(?m)^.*(\\[.*)$", "$1");
    String round = "[up] 200 OK\n[up] -\n[up] -\n[up] -\n";
    assertThat(answers).startsWith(round + round);
    assertThat(lab.read("/tmp/monitor").lines().findFirst().orElseThrow())
        .matches(
            ".* \\[[0-9]+] combined http tcp 192.168.2.191 80 1 gate /index.html share \\[up] 200 OK");
  }

  @Test
  void forkedChildrenCheckAsRecorded() throws Exception {
    start(GLOBALS + "fork=yes\n" + TUTORIAL.substring(GLOBALS.length()));
    assertThat(lab.log())
        .containsPattern(
            "Child not running for tcp:192.168.2.188:80, spawning\n"
                + "Spawned child tcp:192.168.2.188:80 PID=[0-9]+\n");
    lab.stopWeb("rs1");
    lab.pass(2);
    assertThat(lab.log()).isEqualTo("Deleted real server: 192.168.2.191:80 (192.168.2.188:80)\n");
    lab.unit("director", "ldirectord").stop();
    lab.pass(0);
    assertThat(lab.log()).containsPattern("Killing child tcp:192.168.2.188:80 PID=[0-9]+\n");
    assertThat(lab.table()).isEmpty();
  }

  @Test
  void maintenanceTakesAServerOut() throws Exception {
    lab.machine("director").files().makeDirectory("/maintenance");
    start("maintenancedir=/maintenance\n" + TUTORIAL);
    lab.write("director", "/maintenance/192.168.2.191", "");
    lab.pass(2);
    assertThat(lab.table()).doesNotContain("192.168.2.191");
  }

  @Test
  void alertsAreLoggedAsNotSent() throws Exception {
    start("emailalert=root@example.com\n" + TUTORIAL);
    assertThat(lab.log())
        .contains(
            """
            Added real server: 192.168.2.191:80 (192.168.2.188:80) (Weight set to 2)
            emailalert: Added real server: 192.168.2.191:80 (192.168.2.188:80) (Weight set to 2)
            failed to send email message
            """);
  }

  @Test
  void restartWaitsForTheOldOne() throws Exception {
    start(TUTORIAL);
    lab.log();
    assertThat(lab.type("ldirectord restart")).isEmpty();
    lab.pass(1);
    assertThat(lab.table()).isEqualTo(BOTH_UP);
    String log = lab.log();
    assertThat(log.indexOf("Linux Director Daemon terminated on signal: TERM"))
        .isBetween(0, log.indexOf("Starting Linux Director v1.186-ha as daemon"));
  }

  @Test
  void theCommandAnswersAsRecorded() throws Exception {
    lab.write("director", "/tmp/l.cf", TUTORIAL);
    assertThat(lab.type("ldirectord /tmp/l.cf status"))
        .isEqualTo("ldirectord is stopped for /tmp/l.cf\n[exit 3]\n");
    assertThat(lab.type("ldirectord /tmp/l.cf stop")).isEmpty();
    assertThat(lab.type("ldirectord /tmp/l.cf reload")).isEqualTo("[exit 1]\n");
    assertThat(lab.type("ldirectord /tmp/l.cf start")).isEmpty();
    assertThat(lab.type("ldirectord /tmp/l.cf status"))
        .matches("ldirectord for /tmp/l.cf is running with pid: [0-9]+\n");
    assertThat(lab.type("ldirectord status"))
        .isEqualTo("Config file ldirectord.cf not found\n[exit 1]\n");
    assertThat(lab.type("ldirectord -x")).startsWith("Unknown option: x\nUsage:\n");
    assertThat(lab.type("ldirectord")).startsWith("Usage:\n").endsWith("[exit 255]\n");
    assertThat(lab.type("ldirectord -v")).startsWith("Linux Director v1.186-ha\n");
    assertThat(lab.type("ldirectord /tmp/l.cf stop")).isEmpty();
    lab.pass(0);
    assertThat(lab.table()).isEmpty();
  }

  @Test
  void aRegularExpressionThatIsNoneKillsIt() throws Exception {
    start(TUTORIAL.replace("\"share\"", "\"a(\""));
    Unit unit = lab.unit("director", "ldirectord");
    assertThat(unit.active()).isFalse();
    assertThat(lab.type("ldirectord status"))
        .isEqualTo(
            """
            ldirectord stale pid file /var/run/ldirectord.ldirectord.pid for /etc/ha.d/ldirectord.cf
            ldirectord is stopped for /etc/ha.d/ldirectord.cf
            [exit 1]
            """);
  }
}
