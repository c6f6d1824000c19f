package io.lvsim.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.file.NoFiles;
import io.lvsim.scenario.file.ScenarioReader;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.ScenarioRunner;
import io.lvsim.scenario.run.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabGeneratorTest {
  private static final int LABS = 150;

  /** Every drawn lab is a scenario that the simulator can run to its end. */
  @Test
  void drawsValidLabs() throws Exception {
    for (int number = 0; number < LABS; number++) {
      Scenario scenario = read(LabGenerator.draw(11, number));
      assertThat(new ScenarioRunner().run(scenario, new RunListener() {}).verdict())
          .as(scenario.name())
          .isEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void theSameSeedGivesTheSameLabs() {
    for (int number = 0; number < LABS; number++) {
      assertThat(Fuzzer.textOf(3, number)).isEqualTo(Fuzzer.textOf(3, number));
    }
    assertThat(Fuzzer.textOf(3, 1)).isNotEqualTo(Fuzzer.textOf(4, 1));
  }

  /** Nothing that labs are to be about is left out. */
  @Test
  void drawsEverythingInTime() {
    StringBuilder all = new StringBuilder();
    for (int number = 0; number < 400; number++) {
      all.append(Fuzzer.textOf(5, number));
    }
    Set<String> missing = new LinkedHashSet<>();
    for (String part :
        new String[] {
          " -s rr",
          " -s wrr",
          " -s lc",
          " -s wlc",
          " -s sed",
          " -s nq",
          " -s fo",
          " -s ovf",
          " -s sh",
          " -s mh",
          " -s dh",
          " -s lblc",
          " -s lblcr",
          "sh-fallback",
          "mh-port",
          " -p 300",
          " -M 255.255.255.0",
          " -x ",
          " -o",
          "--set-mark",
          ":0 -s",
          "-w 0",
          "ipvsadm -d",
          "ipvsadm -E",
          "systemctl stop",
          "state: down",
          "udpN",
          "openN",
          "reset k",
          "arp_ignore: 3",
          "sloppy_tcp",
          "conn_reuse_mode",
          "expire_nodest_conn",
          "wait: 130s"
        }) {
      if (all.indexOf(part) < 0) {
        missing.add(part);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void stepsCanBeTakenAway() {
    FuzzLab lab = LabGenerator.draw(1, 1);
    FuzzLab less = lab.without(0, 2);
    assertThat(less.steps()).isEqualTo(lab.steps().subList(2, lab.steps().size()));
  }

  private static Scenario read(FuzzLab lab) throws Exception {
    return ScenarioReader.read(
        lab.name(), lab.text().getBytes(StandardCharsets.UTF_8), NoFiles.HERE);
  }
}
