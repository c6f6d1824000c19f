package io.lvsim.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.lab.Lab;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.file.ScenarioReader;
import io.lvsim.scenario.library.ScenarioLibrary;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.ScenarioRunner;
import io.lvsim.scenario.run.StepResult;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a story tells is what was in the lab. */
final class StoryRecorderTest {
  private static Story record(String name, RunListener... more) throws Exception {
    List<Story> stories = new ArrayList<>();
    StoryRecorder recorder = new StoryRecorder(stories::add);
    Scenario scenario = ScenarioLibrary.load(name);
    new ScenarioRunner().run(scenario, new Both(recorder, List.of(more)));
    return stories.getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "article-arp-problem",
        "article-persistent",
        "article-fwmark",
        "article-ldirectord-works",
        "two-directors-sync"
      })
  void connectionsKeptByDecisionsAreThoseOfTheTable(String name) throws Exception {
    Corrections corrections = new Corrections();
    record(name, corrections);
    assertThat(corrections.found).isEmpty();
  }

  @Test
  void thePoisonedEntryIsToldWhenItComes() throws Exception {
    Story story = record("article-arp-problem");
    assertThat(story.happenings())
        .filteredOn(h ->
            h instanceof Happening.Changed changed
                && changed.table() == TableKind.NEIGHBOR
                && changed.node().equals("client1")
                && changed.key().equals("192.168.2.188 eth0"))
        .extracting(h -> String.valueOf(((Happening.Changed) h).value()))
        .anyMatch(value -> value.startsWith("02:00:00:00:01:92\t"));
  }

  @Test
  void aNamespaceHasTablesWhileItLives() throws Exception {
    Story story = record("kernel-selftest-dr");
    assertThat(changes(story, TableKind.ADDRESS, "lab/ns1"))
        .contains("207.175.44.110/32 lo=up", "10.0.0.1/24 veth10=up", "172.16.0.1/24 veth12=up");
    assertThat(changes(story, TableKind.LINK, "lab/ns1"))
        .anyMatch(line -> line.startsWith("veth12=") && line.endsWith("\tup\tlab/ns2.veth21"));
    assertThat(changes(story, TableKind.SERVICE, "lab/ns1")).isNotEmpty();
    assertThat(changes(story, TableKind.ADDRESS, "lab/ns1"))
        .as("it is deleted in the last step")
        .endsWith("172.16.0.1/24 veth12=null", "207.175.44.110/32 lo=null");
  }

  @Test
  void whetherACableCarriesIsTold(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("cable.lvs.yaml"),
            """
            name: a cable
            topology: { preset: dr-lan }
            steps:
              - fault: { link: rs2.eth0, state: down }
              - wait: 1s
              - fault: { link: rs2.eth0, state: up }
            """);
    List<Story> stories = new ArrayList<>();
    new ScenarioRunner().run(ScenarioReader.read(file), new StoryRecorder(stories::add));
    Story story = stories.getFirst();
    assertThat(changes(story, TableKind.LINK, "rs2"))
        .containsExactly(
            "eth0=02:00:00:00:01:92\tup\t",
            "eth0=02:00:00:00:01:92\tno-carrier\t",
            "eth0=02:00:00:00:01:92\tup\t");
  }

  private static List<String> changes(Story story, TableKind kind, String node) {
    return story.happenings().stream()
        .filter(h -> h instanceof Happening.Changed c && c.table() == kind && c.node().equals(node))
        .map(h -> ((Happening.Changed) h).key() + "=" + ((Happening.Changed) h).value())
        .toList();
  }

  @Test
  void checksAreToldOneByOne() throws Exception {
    Story story = record("article-arp-problem");
    assertThat(story.place()).isEqualTo(1);
    assertThat(story.steps())
        .filteredOn(step -> step.kind().equals("check"))
        .isNotEmpty()
        .allSatisfy(step ->
            assertThat(step.checks())
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.message()).isEmpty()));
  }

  @Test
  void happeningsComeInOrderAndFramesAreThere() throws Exception {
    Story story = record("article-wrr");
    long last = 0;
    for (Happening happening : story.happenings()) {
      assertThat(happening.atNanos()).isGreaterThanOrEqualTo(last);
      last = happening.atNanos();
      if (happening instanceof Happening.Arrived arrived) {
        assertThat(arrived.frame()).isBetween(1, story.frames().size());
      }
    }
    assertThat(story.framesInAll()).isEqualTo(story.frames().size());
    assertThat(story.frames()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"article-arp-problem", "article-wrr", "article-ldirectord-tutorial"})
  void aStoryThatIsWrittenAndReadIsTheSame(String name) throws Exception {
    Story story = record(name);
    StringWriter first = new StringWriter();
    StoryJson.write(story, first);
    Story again = StoryReader.read(new StringReader(first.toString()));
    StringWriter second = new StringWriter();
    StoryJson.write(again, second);
    assertThat(second).hasToString(first.toString());
    assertThat(again.happenings()).isEqualTo(story.happenings());
    assertThat(again.nodes()).isEqualTo(story.nodes());
    assertThat(again.steps()).isEqualTo(story.steps());
  }

  /** Two listeners and more. */
  private record Both(RunListener first, List<RunListener> more) implements RunListener {
    @Override
    public void labBuilt(Scenario scenario, Lab lab) {
      first.labBuilt(scenario, lab);
      more.forEach(each -> each.labBuilt(scenario, lab));
    }

    @Override
    public void stepEnded(StepResult result) {
      more.forEach(each -> each.stepEnded(result));
      first.stepEnded(result);
    }

    @Override
    public void scenarioEnded(io.lvsim.scenario.run.RunResult result) {
      first.scenarioEnded(result);
    }
  }

  /** At each step's end, compares the books with the directors' tables. */
  private static final class Corrections implements RunListener {
    private final Map<String, ConnectionBook> books = new HashMap<>();
    private final List<String> found = new ArrayList<>();
    private final Map<String, String> lines = new LinkedHashMap<>();
    private boolean bringing;
    private Lab lab;

    @Override
    public void labBuilt(Scenario scenario, Lab built) {
      lab = built;
      built
          .machines()
          .forEach(m -> books.put(m.name(), new ConnectionBook(m.name(), this::changed)));
      built
          .trace()
          .add(
              new io.lvsim.trace.TraceListener() {
                @Override
                public void decided(
                    long now, String node, io.lvsim.trace.Decision decision, byte[] frame) {
                  if (decision instanceof io.lvsim.trace.IpvsDecision ipvs) {
                    books.get(node).decided(now, ipvs);
                  } else if (decision instanceof io.lvsim.trace.SyncDecision.Taken taken) {
                    books.get(node).learned(now, taken);
                  }
                }
              });
    }

    private void changed(Happening happening) {
      if (bringing) {
        found.add(happening.toString());
      }
      lines.put(happening.toString(), "");
    }

    @Override
    public void stepEnded(StepResult result) {
      bringing = true;
      new TreeMap<>(books)
          .forEach((node, book) ->
              book.bring(result.endedAtNanos(), lab.machine(node).ipvs().connections()));
      bringing = false;
    }
  }
}
