package io.lvsim.report.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.report.Ink;
import io.lvsim.report.story.Happening;
import io.lvsim.report.story.RecordedRuns;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryNode;
import io.lvsim.report.story.StoryNode.Role;
import io.lvsim.report.story.TableKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Labs as they were at an instant. */
class LabViewTest {
  private static final Story STORY = RecordedRuns.of("article-wrr", 1);

  @Test
  void addressesAndServicesAreThoseOfTheInstant() {
    LabView end = new LabView(STORY, Long.MAX_VALUE);
    assertThat(end.addresses("rs1"))
        .contains(new LabView.Address("192.168.2.188/32", "lo", true))
        .contains(new LabView.Address("192.168.2.191/24", "eth0", false));
    assertThat(end.services("director"))
        .contains("TCP 192.168.2.188:80 wrr", "  -> 192.168.2.191:80 weight 2");
    assertThat(new LabView(STORY, 0).services("director")).isEmpty();
  }

  @Test
  void namespacesArePartsOfTheLabWhileTheyLive() {
    Story story = RecordedRuns.of("kernel-selftest-dr", 1);
    LabView working = new LabView(story, first(story, TableKind.CONNECTION, ""));
    assertThat(working.nodes(Role.DIRECTOR)).extracting(StoryNode::name).containsExactly("lab/ns1");
    assertThat(working.nodes(Role.SERVER)).extracting(StoryNode::name).containsExactly("lab/ns2");
    assertThat(text(working))
        .contains("lab/ns1", "-- lab/ns2.veth21", "207.175.44.110/32  virtual", "br0", "  lab\n");
    assertThat(text(new LabView(story, Long.MAX_VALUE))).doesNotContain("lab/ns1");
  }

  @Test
  void anInterfaceThatIsDownIsSaidToBe() {
    Story story = RecordedRuns.of("conformance-faults-cable", 1);
    assertThat(text(new LabView(story, 0))).doesNotContain("(down)");
    long down = first(story, TableKind.LINK, "\tdown\t");
    assertThat(text(new LabView(story, down)).lines())
        .anyMatch(line -> line.contains("-- lan.rs2") && line.endsWith("  (down)"));
  }

  /** When the first line of a table came that has a text in its value. */
  private static long first(Story story, TableKind table, String part) {
    return story.happenings().stream()
        .filter(h ->
            h instanceof Happening.Changed c
                && c.table() == table
                && String.valueOf(c.value()).contains(part))
        .mapToLong(Happening::atNanos)
        .min()
        .orElseThrow();
  }

  private static String text(LabView lab) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new TopologyText(new PrintStream(bytes, true, StandardCharsets.UTF_8), Ink.PLAIN).print(lab);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void textNamesEveryPort() {
    String text = text(new LabView(STORY, Long.MAX_VALUE));
    STORY
        .nodes()
        .forEach(node -> node.ports().forEach(port -> assertThat(text).contains(port.mac())));
    assertThat(text).contains("192.168.2.188/32  virtual", "-- lan.client1", "real servers");
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }
}
