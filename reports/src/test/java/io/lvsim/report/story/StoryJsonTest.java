package io.lvsim.report.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stories as JSON and back. */
class StoryJsonTest {
  @ParameterizedTest
  @CsvSource({
    "article-arp-problem, 1",
    "article-arp-problem, 77",
    "article-persistent, 2",
    "article-ldirectord-works, 3",
    "article-fwmark, 4",
    "two-directors-failover, 5"
  })
  void whatIsReadIsWhatWasWritten(String scenario, long seed) throws Exception {
    Story story = RecordedRuns.of(scenario, seed);
    String json = json(story);
    Story read = StoryReader.read(new StringReader(json));
    assertThat(read).usingRecursiveComparison().isEqualTo(story);
    assertThat(json(read)).isEqualTo(json);
    assertThat(story.frames()).isNotEmpty();
  }

  @Test
  void theSchemaAllowsWhatIsWrittenAndNothingElse() throws Exception {
    Schema schema = schema();
    String json = json(RecordedRuns.of("article-wrr", 1));
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    for (String wrong :
        new String[] {
          json.replace("\"version\":1", "\"version\":2"),
          json.replace("\"role\":\"switch\"", "\"role\":\"hub\""),
          json.replace("\"seed\":1,", ""),
          json.replace("\"events\":[", "\"events\":[-1,"),
        }) {
      assertThat(wrong).isNotEqualTo(json);
      assertThat(schema.validate(wrong, InputFormat.JSON)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|1:1: expected an object",
        "[]|1:2: expected an object",
        "{}|1:3: expected the fields format and version of a story of lvsim",
        "{\"format\":\"other\"}|1:18: expected format lvsim-story, got other",
        "{\"format\":\"lvsim-story\",\"version\":9}|1:36: expected version 1, got 9",
        "{\"format\":\"lvsim-story\",\"version\":1}|1:37: expected the field events",
        "{\"format\":\"lvsim-story\",\"version\":1,\"events\":[9,0]}"
            + "|1:47: in the field events, number 1: expected a kind of event, got 9",
        "{\"format\":\"lvsim-story\",\"version\":1,\"events\":[7,5]}"
            + "|1:47: in the field events, the last event is not whole",
        "{\"format\":\"lvsim-story\",\"version\":1,\"nodes\":[3],\"events\":[]}"
            + "|1:47: expected an object",
      })
  void aFileThatIsNoStoryIsToldSo(String json, String complaint) {
    assertThatThrownBy(() -> StoryReader.read(new StringReader(json)))
        .isInstanceOf(StoryFormatException.class)
        .hasMessageStartingWith(complaint.substring(0, complaint.indexOf(':')))
        .message()
        .endsWith(complaint.substring(complaint.indexOf(": ")));
  }

  /** Whatever is done to a story, reading it gives a story or says what is wrong. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4"})
  void damagedStoriesNeverBreakTheReader(long seed) throws Exception {
    Random random = new Random(seed);
    String json = json(RecordedRuns.of("article-arp-problem", 1));
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      StringBuilder damaged = new StringBuilder(json);
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        damage(damaged, random);
      }
      try {
        Story story = StoryReader.read(new StringReader(damaged.toString()));
        story.happenings().forEach(happening -> assertThat(happening.atNanos()).isNotNegative());
        io.lvsim.report.chart.StoryCharts.of(story);
      } catch (StoryFormatException e) {
        refused++;
        assertThat(e.getMessage()).matches("(?s)[0-9]+:[0-9]+: .+");
      }
    }
    assertThat(refused).isBetween(4, 40);
  }

  private static void damage(StringBuilder json, Random random) {
    int at = random.nextInt(json.length());
    switch (random.nextInt(6)) {
      case 0 -> json.setCharAt(at, (char) random.nextInt(128));
      case 1 -> json.deleteCharAt(at);
      case 2 -> json.setLength(at + 1);
      case 3 -> json.insert(at, "0123456789-,[]{}\":".charAt(random.nextInt(18)));
      case 4 -> json.insert(at, json.substring(at, Math.min(json.length(), at + 40)));
      default -> damageNumber(json, at, random);
    }
  }

  private static void damageNumber(StringBuilder json, int from, Random random) {
    for (int at = from; at < json.length(); at++) {
      if (Character.isDigit(json.charAt(at))) {
        long[] numbers = {-1, 0, 8, 1_000_000, Integer.MAX_VALUE + 1L, Long.MAX_VALUE};
        json.replace(at, at + 1, String.valueOf(numbers[random.nextInt(numbers.length)]));
        return;
      }
    }
  }

  private static String json(Story story) {
    StringWriter out = new StringWriter();
    StoryJson.write(story, out);
    return out.toString();
  }

  private static Schema schema() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(StoryJson.schema());
  }
}
