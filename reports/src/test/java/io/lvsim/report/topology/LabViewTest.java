package io.lvsim.report.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.report.Ink;
import io.lvsim.report.story.RecordedRuns;
import io.lvsim.report.story.Story;
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
  void textNamesEveryPort() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new TopologyText(new PrintStream(bytes, true, StandardCharsets.UTF_8), Ink.PLAIN)
        .print(new LabView(STORY, Long.MAX_VALUE));
    String text = bytes.toString(StandardCharsets.UTF_8);
    STORY
        .nodes()
        .forEach(node -> node.ports().forEach(port -> assertThat(text).contains(port.mac())));
    assertThat(text).contains("192.168.2.188/32  virtual", "-- lan.client1", "real servers");
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }
}
