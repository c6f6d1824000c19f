package io.lvsim.report.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.report.Ink;
import io.lvsim.report.JourneyFilter.Endpoint;
import io.lvsim.report.story.RecordedRuns;
import io.lvsim.report.story.Story;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs as ladders. */
class LadderTest {
  private static final Story POISONED = RecordedRuns.of("article-arp-problem", 1);

  @Test
  void aBroadcastReachesEverybodyAndAnAnswerOne() {
    LadderFilter arp = new LadderFilter();
    arp.protocol(LadderFilter.Protocol.arp);
    assertThat(text(Ladder.of(POISONED, arp), false).lines().limit(5))
        .containsExactly(
            "     client1         client2        listener        director           rs1"
                + "             rs2",
            "#1        0.004000  ARP who has 192.168.2.188? tell 192.168.2.10 at"
                + " 02:00:00:00:00:10",
            "        |-------------->|-------------->|-------------->|-------------->"
                + "|-------------->|",
            "#2        0.004021  ARP 192.168.2.188 is at 02:00:00:00:01:92, to 192.168.2.10"
                + "  <- #1",
            "        |<------------------------------------------------------------------------"
                + "------|");
  }

  @Test
  void arrowsGoPastThoseWhoGetNothing() {
    LadderFilter arp = new LadderFilter();
    arp.protocol(LadderFilter.Protocol.arp);
    assertThat(text(Ladder.of(POISONED, arp), true))
        .contains("│◀──────────────┼───────────────┼───────────────┼");
  }

  @Test
  void everyFrameIsThereAndFiltersTakeSomeAway() {
    Ladder all = Ladder.of(POISONED, new LadderFilter());
    assertThat(all.arrows()).isEqualTo(POISONED.frames().size());
    LadderFilter host = new LadderFilter();
    host.host("rs1");
    assertThat(Ladder.of(POISONED, host).rungs())
        .filteredOn(rung -> rung instanceof Ladder.Arrow)
        .isNotEmpty()
        .allMatch(rung ->
            rung instanceof Ladder.Arrow a && (a.from().equals("rs1") || a.to().contains("rs1")));
    LadderFilter early = new LadderFilter();
    early.between(0, 1_000_000_000);
    assertThat(Ladder.of(POISONED, early).rungs())
        .isNotEmpty()
        .allMatch(rung -> rung.atNanos() < 1_000_000_000);
    LadderFilter connection = new LadderFilter();
    connection.follow(List.of(Endpoint.parse("192.168.2.10:35662")));
    assertThat(Ladder.of(POISONED, connection).rungs())
        .isNotEmpty()
        .allMatch(
            rung -> rung instanceof Ladder.Arrow a && a.text().contains("192.168.2.10:35662"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"article-persistent", "article-ldirectord-works", "two-directors-failover"})
  void textFitsAHundredColumns(String scenario) {
    Ladder ladder = Ladder.of(RecordedRuns.of(scenario, 1), new LadderFilter());
    String text = text(ladder, false);
    assertThat(text.lines()).allMatch(line -> line.length() <= LadderText.COLUMNS);
    assertThat(text.lines().filter(line -> line.startsWith("#"))).hasSize((int) ladder.arrows());
    assertThat(text(ladder, true).lines()).allMatch(line -> line.length() <= LadderText.COLUMNS);
  }

  private static String text(Ladder ladder, boolean boxes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new LadderText(out, Ink.PLAIN, boxes).print(ladder);
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
