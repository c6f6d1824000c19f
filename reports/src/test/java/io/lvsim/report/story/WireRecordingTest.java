package io.lvsim.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Port;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.library.ScenarioLibrary;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.ScenarioRunner;
import io.lvsim.scenario.run.StepResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A simulated run is told twice: whole, and as a recorder of machines' interfaces tells it, which
 * is all that one has of a real kernel. Who sent what to whom is the same.
 */
final class WireRecordingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "article-arp-problem",
        "article-wrr",
        "two-directors-sync",
        "conformance-datapath",
        "conformance-host-proxy-arp"
      })
  void framesOfInterfacesAreThoseOfTheWholeLab(String name) throws Exception {
    List<Story> whole = new ArrayList<>();
    List<Story> recorded = new ArrayList<>();
    Scenario scenario = ScenarioLibrary.load(name);
    StoryRecorder recorder = new StoryRecorder(whole::add);
    Retold retold = new Retold(recorder, new StoryRecorder(recorded::add));
    new ScenarioRunner().run(scenario, retold);
    assertThat(retold.frames).isGreaterThan(10);
    assertThat(moves(recorded.getFirst())).isEqualTo(moves(whole.getFirst()));
    assertThat(recorded.getFirst().runner()).isEqualTo("kernel");
    assertThat(recorded.getFirst().nodes()).isEqualTo(whole.getFirst().nodes());
    assertThat(terminals(recorded.getFirst())).isEqualTo(terminals(whole.getFirst()));
    if (name.equals("article-wrr")) {
      assertThat(passedOn(whole.getFirst())).as("by the director").hasSizeGreaterThan(10);
    }
    assertThat(passedOn(recorded.getFirst())).containsAll(passedOn(whole.getFirst()));
    assertThat(recorded.getFirst().frames())
        .filteredOn(frame -> frame.cause() > 0)
        .allMatch(frame -> isPassedOn(recorded.getFirst(), frame));
  }

  /** Who sent and who got, in the order of frames and time; switches aside. */
  private static List<String> moves(Story story) {
    List<String> moves = new ArrayList<>();
    for (Happening happening : story.happenings()) {
      if (happening instanceof Happening.Sent h && isHost(story, h.node())) {
        moves.add(
            h.atNanos() + " " + h.node() + "." + h.port() + " sends " + bytes(story, h.frame()));
      } else if (happening instanceof Happening.Arrived h && isHost(story, h.node())) {
        moves.add(
            h.atNanos() + " " + h.node() + "." + h.port() + " gets " + bytes(story, h.frame()));
      }
    }
    moves.sort(null);
    return moves;
  }

  private static int bytes(Story story, int frame) {
    return Arrays.hashCode(story.frames().get(frame - 1).bytes());
  }

  private static boolean isHost(Story story, String node) {
    return story.nodes().stream()
        .anyMatch(n -> n.name().equals(node) && n.role() != StoryNode.Role.SWITCH);
  }

  private static List<String> terminals(Story story) {
    List<String> said = new ArrayList<>();
    for (Happening happening : story.happenings()) {
      switch (happening) {
        case Happening.Typed h -> said.add(h.node() + h.prompt() + h.line());
        case Happening.Shown h -> said.add(h.node() + ": " + h.text());
        case Happening.StepBegan h -> said.add("step " + h.number());
        case Happening.StepEnded h -> said.add("end of step " + h.number());
        default -> {
          continue;
        }
      }
    }
    return said;
  }

  /** Frames that are a packet which came in another, by the bytes of both. */
  private static List<String> passedOn(Story story) {
    return story.frames().stream()
        .filter(frame -> frame.cause() > 0 && isPassedOn(story, frame))
        .map(frame -> bytes(story, frame.number()) + " by " + bytes(story, frame.cause()))
        .toList();
  }

  /** The same addresses, identification and everything behind the IPv4 header, a lower TTL. */
  private static boolean isPassedOn(Story story, StoryFrame frame) {
    byte[] now = frame.bytes();
    byte[] before = story.frames().get(frame.cause() - 1).bytes();
    return now.length == before.length
        && now[12] == 8
        && now[13] == 0
        && Arrays.equals(now, 14, 22, before, 14, 22)
        && now[22] <= before[22]
        && now[23] == before[23]
        && Arrays.equals(now, 26, now.length, before, 26, before.length);
  }

  /** Tells a run to one recorder, and what a recorder of interfaces saw of it to another. */
  private static final class Retold implements RunListener {
    private final StoryRecorder whole;
    private final StoryRecorder recorded;
    private final List<Runnable> later = new ArrayList<>();
    private Lab lab;
    private int frames;

    Retold(StoryRecorder whole, StoryRecorder recorded) {
      this.whole = whole;
      this.recorded = recorded;
    }

    @Override
    public void labBuilt(Scenario scenario, Lab built) {
      lab = built;
      whole.labBuilt(scenario, built);
      recorded.labRecorded(scenario, List.of());
      for (Machine machine : built.machines()) {
        for (Interface nic : machine.host().interfaces()) {
          Port port = nic.port();
          if (port != null) {
            String name = machine.name() + "." + nic.name();
            port.addTap((outgoing, frame) -> {
              frames++;
              recorded.frame(name, built.simulation().now(), outgoing, frame.clone());
            });
          }
        }
      }
    }

    @Override
    public void stepStarted(int number, Step step, long nowNanos) {
      whole.stepStarted(number, step, nowNanos);
      later.add(() -> recorded.stepStarted(number, step, nowNanos));
    }

    @Override
    public void typed(String machine, String prompt, String line) {
      long now = lab.simulation().now();
      whole.typed(machine, prompt, line);
      later.add(() -> {
        recorded.recordedAt(now);
        recorded.typed(machine, prompt, line);
      });
    }

    @Override
    public void output(String machine, byte[] bytes) {
      long now = lab.simulation().now();
      whole.output(machine, bytes);
      later.add(() -> {
        recorded.recordedAt(now);
        recorded.output(machine, bytes);
      });
    }

    @Override
    public void stepEnded(StepResult result) {
      whole.stepEnded(result);
      later.add(() -> recorded.stepEnded(result));
    }

    @Override
    public void scenarioEnded(RunResult result) {
      whole.scenarioEnded(result);
      later.forEach(Runnable::run);
      recorded.scenarioEnded(result);
    }
  }
}
