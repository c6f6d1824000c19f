package io.lvsim.report.story;

import io.lvsim.report.ResultsJson;
import io.lvsim.report.story.StoryNode.StoryPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes a story as JSON; docs/results.md says what each field is. */
public final class StoryJson {
  /** What the field {@code format} says. */
  static final String FORMAT = "lvsim-story";

  /** Grows when a field changes its meaning or goes. */
  static final int VERSION = 1;

  private final JsonGenerator json;
  private final Strings strings = new Strings();
  private long lastNanos;

  private StoryJson(JsonGenerator json) {
    this.json = json;
  }

  /** The JSON schema (draft 2020-12) of what is written. */
  public static String schema() {
    try (InputStream in = StoryJson.class.getResourceAsStream("lvsim-story.schema.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes one object.
   *
   * @param to is not closed
   */
  public static void write(Story story, Writer to) {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(to)) {
      new StoryJson(json).write(story);
    }
  }

  private void write(Story story) {
    json.writeStartObject();
    json.writeStringProperty("format", FORMAT);
    json.writeNumberProperty("version", VERSION);
    json.writeStringProperty("name", story.name());
    json.writeStringProperty("file", story.file());
    json.writeStringProperty("description", story.description());
    json.writeNumberProperty("place", story.place());
    json.writeNumberProperty("seed", story.seed());
    json.writeNumberProperty("epoch_ns", story.epochNanos());
    json.writeStringProperty("runner", story.runner());
    json.writeStringProperty("verdict", ResultsJson.word(story.verdict()));
    json.writeStringProperty("error", story.error());
    json.writeNumberProperty("virtual_ns", story.virtualNanos());
    json.writeNumberProperty("frames_in_all", story.framesInAll());
    writeSteps(story.steps());
    writeNodes(story.nodes());
    writeFrames(story.frames());
    writeHappenings(story.happenings());
    json.writeArrayPropertyStart("strings");
    strings.texts().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeSteps(List<StoryStep> steps) {
    json.writeArrayPropertyStart("steps");
    for (StoryStep step : steps) {
      json.writeStartObject();
      json.writeNumberProperty("number", step.number());
      json.writeStringProperty("kind", step.kind());
      json.writeStringProperty("title", step.title());
      json.writeStringProperty("note", step.note());
      json.writeStringProperty("on", step.on());
      json.writeStringProperty("script", step.script());
      json.writeStringProperty("file", step.file());
      json.writeNumberProperty("line", step.line());
      json.writeStringProperty("verdict", ResultsJson.word(step.verdict()));
      json.writeNumberProperty("started_ns", step.startedAtNanos());
      json.writeNumberProperty("ended_ns", step.endedAtNanos());
      ResultsJson.writeComparison(step.comparison(), json);
      json.writeArrayPropertyStart("messages");
      step.messages().forEach(json::writeString);
      json.writeEndArray();
      writeChecks(step.checks());
      writeDecisions(step.decisions());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeChecks(List<StoryStep.StoryCheck> checks) {
    json.writeArrayPropertyStart("checks");
    for (StoryStep.StoryCheck check : checks) {
      json.writeStartObject();
      json.writeStringProperty("title", check.title());
      json.writeNumberProperty("line", check.line());
      json.writeStringProperty("message", check.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeDecisions(List<StoryStep.StoryDecision> decisions) {
    json.writeArrayPropertyStart("decisions");
    for (StoryStep.StoryDecision told : decisions) {
      json.writeStartObject();
      json.writeNumberProperty("at_ns", told.atNanos());
      json.writeStringProperty("node", told.node());
      json.writeStringProperty("code", told.code());
      json.writeStringProperty("reason", told.reason());
      json.writeStringProperty("setting", told.setting());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeNodes(List<StoryNode> nodes) {
    json.writeArrayPropertyStart("nodes");
    for (StoryNode node : nodes) {
      json.writeStartObject();
      json.writeStringProperty("name", node.name());
      json.writeStringProperty("role", node.role().word());
      json.writeArrayPropertyStart("ports");
      for (StoryPort port : node.ports()) {
        json.writeStartObject();
        json.writeStringProperty("name", port.name());
        json.writeStringProperty("mac", port.mac());
        json.writeStringProperty("peer", port.peer());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Three columns: the cause's number, the bytes, and how many frames there are by that. */
  private void writeFrames(List<StoryFrame> frames) {
    json.writeObjectPropertyStart("frames");
    json.writeArrayPropertyStart("cause");
    frames.forEach(frame -> json.writeNumber(frame.cause()));
    json.writeEndArray();
    json.writeArrayPropertyStart("bytes");
    Base64.Encoder base64 = Base64.getEncoder();
    frames.forEach(frame -> json.writeString(base64.encodeToString(frame.bytes())));
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeHappenings(List<Happening> happenings) {
    json.writeArrayPropertyStart("events");
    happenings.forEach(this::write);
    json.writeEndArray();
  }

  private void write(Happening happening) {
    long at = happening.atNanos();
    switch (happening) {
      case Happening.Sent h -> numbers(HappeningCode.SENT, at, h.frame(), s(h.node()), s(h.port()));
      case Happening.Arrived h ->
          numbers(HappeningCode.ARRIVED, at, h.frame(), s(h.node()), s(h.port()));
      case Happening.Decided h ->
          numbers(
              HappeningCode.DECIDED,
              at,
              h.frame(),
              s(h.node()),
              s(h.code()),
              s(h.reason()),
              s(h.setting()));
      case Happening.Changed(long when, String node, TableKind table, String key, String value)
          when value != null ->
          numbers(HappeningCode.CHANGED, at, s(node), s(table.word()), s(key), s(value));
      case Happening.Changed h ->
          numbers(HappeningCode.GONE, at, s(h.node()), s(h.table().word()), s(h.key()));
      case Happening.Typed h ->
          numbers(HappeningCode.TYPED, at, s(h.node()), s(h.prompt()), s(h.line()));
      case Happening.Shown h -> numbers(HappeningCode.SHOWN, at, s(h.node()), s(h.text()));
      case Happening.StepBegan h -> numbers(HappeningCode.STEP_BEGAN, at, h.number());
      case Happening.StepEnded h -> numbers(HappeningCode.STEP_ENDED, at, h.number());
    }
  }

  private int s(String text) {
    return strings.number(text);
  }

  private void numbers(HappeningCode code, long atNanos, int... more) {
    json.writeNumber(code.ordinal());
    json.writeNumber(atNanos - lastNanos);
    lastNanos = atNanos;
    for (int number : more) {
      json.writeNumber(number);
    }
  }
}
