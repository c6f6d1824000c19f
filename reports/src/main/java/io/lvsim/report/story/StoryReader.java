package io.lvsim.report.story;

import io.lvsim.report.story.StoryNode.StoryPort;
import io.lvsim.report.story.StoryStep.StoryCheck;
import io.lvsim.report.story.StoryStep.StoryDecision;
import io.lvsim.scenario.run.ComparedLine;
import io.lvsim.scenario.run.Verdict;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads what {@link StoryJson} has written; fields that it does not know are passed over. */
public final class StoryReader {
  private final JsonParser json;
  private String name = "";
  private String file = "";
  private String description = "";
  private String runner = "";
  private String error = "";
  private String format = "";
  private Verdict verdict = Verdict.ERROR;
  private int place;
  private long seed;
  private long epochNanos;
  private long virtualNanos;
  private int version;
  private int framesInAll;
  private List<StoryStep> steps = List.of();
  private List<StoryNode> nodes = List.of();
  private List<Integer> causes = List.of();
  private List<byte[]> bytes = List.of();
  private long[] events = {};
  private @Nullable TokenStreamLocation eventsAt;
  private List<String> strings = List.of();

  private StoryReader(JsonParser json) {
    this.json = json;
  }

  /**
   * Reads one story.
   *
   * @throws StoryFormatException if that is not what is there
   */
  public static Story read(Reader from) throws StoryFormatException {
    try (JsonParser json = new JsonFactory().createParser(from)) {
      StoryReader reader = new StoryReader(json);
      try {
        reader.readObject();
        return reader.story();
      } catch (JacksonException e) {
        throw reader.wrong(e.getOriginalMessage());
      }
    }
  }

  private StoryFormatException wrong(String what) {
    return wrong(json.currentLocation(), what);
  }

  private static StoryFormatException wrong(TokenStreamLocation at, String what) {
    return new StoryFormatException(at.getLineNr() + ":" + at.getColumnNr() + ": " + what);
  }

  private void readObject() throws StoryFormatException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
    while (nextField()) {
      readField(json.currentName());
    }
    expect(json.nextToken(), null, "nothing behind the story");
  }

  /** Goes to the value of an object's next field; false at the object's end. */
  private boolean nextField() throws StoryFormatException {
    JsonToken token = json.nextToken();
    if (token == JsonToken.PROPERTY_NAME) {
      json.nextToken();
      return true;
    }
    expect(token, JsonToken.END_OBJECT, "a field or the end of an object");
    return false;
  }

  private void readField(String field) throws StoryFormatException {
    switch (field) {
      case "format" -> readFormat();
      case "version" -> readVersion();
      case "name" -> name = text();
      case "file" -> file = text();
      case "description" -> description = text();
      case "place" -> place = (int) Math.min(Integer.MAX_VALUE, notNegative());
      case "seed" -> seed = json.getLongValue();
      case "epoch_ns" -> epochNanos = json.getLongValue();
      case "runner" -> runner = text();
      case "verdict" -> verdict = verdict();
      case "error" -> error = text();
      case "virtual_ns" -> virtualNanos = notNegative();
      case "frames_in_all" -> framesInAll = (int) Math.min(Integer.MAX_VALUE, notNegative());
      case "steps" -> steps = list(parser -> step());
      case "nodes" -> nodes = list(parser -> node());
      case "frames" -> readFrames();
      case "events" -> readEvents();
      case "strings" -> strings = list(parser -> text());
      default -> json.skipChildren();
    }
  }

  private void readFrames() throws StoryFormatException {
    expect(json.currentToken(), JsonToken.START_OBJECT, "an object");
    while (nextField()) {
      switch (json.currentName()) {
        case "cause" -> causes = list(JsonParser::getIntValue);
        case "bytes" -> bytes = list(parser -> base64());
        default -> json.skipChildren();
      }
    }
  }

  private void readEvents() throws StoryFormatException {
    eventsAt = json.currentLocation();
    expect(json.currentToken(), JsonToken.START_ARRAY, "an array");
    long[] read = new long[1024];
    int size = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (size == read.length) {
        read = java.util.Arrays.copyOf(read, 2 * size);
      }
      read[size++] = json.getLongValue();
    }
    events = java.util.Arrays.copyOf(read, size);
  }

  private StoryStep step() throws StoryFormatException {
    expect(json.currentToken(), JsonToken.START_OBJECT, "an object");
    StepFields step = new StepFields();
    while (nextField()) {
      switch (json.currentName()) {
        case "number" -> step.number = json.getIntValue();
        case "kind" -> step.kind = text();
        case "title" -> step.title = text();
        case "note" -> step.note = text();
        case "on" -> step.on = text();
        case "script" -> step.script = text();
        case "file" -> step.file = text();
        case "line" -> step.line = json.getIntValue();
        case "verdict" -> step.verdict = verdict();
        case "started_ns" -> step.startedAtNanos = json.getLongValue();
        case "ended_ns" -> step.endedAtNanos = json.getLongValue();
        case "comparison" -> step.comparison = list(parser -> comparedLine());
        case "messages" -> step.messages = list(parser -> text());
        case "checks" -> step.checks = list(parser -> check());
        case "decisions" -> step.decisions = list(parser -> decision());
        default -> json.skipChildren();
      }
    }
    return step.step();
  }

  private ComparedLine comparedLine() throws StoryFormatException {
    expect(json.currentToken(), JsonToken.START_OBJECT, "an object");
    String expected = null;
    String got = null;
    boolean matches = false;
    while (nextField()) {
      switch (json.currentName()) {
        case "expected" -> expected = text();
        case "got" -> got = text();
        case "matches" -> matches = json.getBooleanValue();
        default -> json.skipChildren();
      }
    }
    return new ComparedLine(expected, got, matches);
  }

  private StoryCheck check() throws StoryFormatException {
    expect(json.currentToken(), JsonToken.START_OBJECT, "an object");
    String title = "";
    int line = 0;
    String message = "";
    while (nextField()) {
      switch (json.currentName()) {
        case "title" -> title = text();
        case "line" -> line = json.getIntValue();
        case "message" -> message = text();
        default -> json.skipChildren();
      }
    }
    return new StoryCheck(title, line, message);
  }

  private StoryDecision decision() throws StoryFormatException {
    expect(json.currentToken(), JsonToken.START_OBJECT, "an object");
    long at = 0;
    String[] texts = {"", "", "", ""};
    while (nextField()) {
      switch (json.currentName()) {
        case "at_ns" -> at = json.getLongValue();
        case "node" -> texts[0] = text();
        case "code" -> texts[1] = text();
        case "reason" -> texts[2] = text();
        case "setting" -> texts[3] = text();
        default -> json.skipChildren();
      }
    }
    return new StoryDecision(at, texts[0], texts[1], texts[2], texts[3]);
  }

  private StoryNode node() throws StoryFormatException {
    expect(json.currentToken(), JsonToken.START_OBJECT, "an object");
    String nodeName = "";
    StoryNode.Role role = StoryNode.Role.CLIENT;
    List<StoryPort> ports = List.of();
    while (nextField()) {
      switch (json.currentName()) {
        case "name" -> nodeName = text();
        case "role" -> role = constant(StoryNode.Role.class);
        case "ports" -> ports = list(parser -> port());
        default -> json.skipChildren();
      }
    }
    return new StoryNode(nodeName, role, ports);
  }

  private StoryPort port() throws StoryFormatException {
    expect(json.currentToken(), JsonToken.START_OBJECT, "an object");
    String[] texts = {"", "", ""};
    while (nextField()) {
      switch (json.currentName()) {
        case "name" -> texts[0] = text();
        case "mac" -> texts[1] = text();
        case "peer" -> texts[2] = text();
        default -> json.skipChildren();
      }
    }
    return new StoryPort(texts[0], texts[1], texts[2]);
  }

  /** Reads one element of an array, whose first token is the current one. */
  @FunctionalInterface
  private interface Element<T> {
    T read(JsonParser parser) throws StoryFormatException;
  }

  private <T> List<T> list(Element<T> element) throws StoryFormatException {
    expect(json.currentToken(), JsonToken.START_ARRAY, "an array");
    List<T> read = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        throw wrong("the file ends in the middle of an array");
      }
      read.add(element.read(json));
    }
    return read;
  }

  private String text() throws StoryFormatException {
    expect(json.currentToken(), JsonToken.VALUE_STRING, "a text");
    return json.getString();
  }

  private Verdict verdict() throws StoryFormatException {
    return constant(Verdict.class);
  }

  private <E extends Enum<E>> E constant(Class<E> type) throws StoryFormatException {
    String word = text();
    for (E each : type.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    throw wrong("expected one of " + List.of(type.getEnumConstants()) + " in small letters");
  }

  private long notNegative() throws StoryFormatException {
    long number = json.getLongValue();
    if (number < 0) {
      throw wrong("expected no negative number");
    }
    return number;
  }

  private byte[] base64() throws StoryFormatException {
    try {
      return Base64.getDecoder().decode(text());
    } catch (IllegalArgumentException e) {
      throw wrong("expected bytes in base64: " + e.getMessage());
    }
  }

  private void readFormat() throws StoryFormatException {
    format = text();
    if (!format.equals(StoryJson.FORMAT)) {
      throw wrong("expected format " + StoryJson.FORMAT + ", got " + format);
    }
  }

  private void readVersion() throws StoryFormatException {
    version = json.getIntValue();
    if (version != StoryJson.VERSION) {
      throw wrong("expected version " + StoryJson.VERSION + ", got " + version);
    }
  }

  private void expect(@Nullable JsonToken is, @Nullable JsonToken wanted, String words)
      throws StoryFormatException {
    if (is != wanted) {
      throw wrong("expected " + words);
    }
  }

  private Story story() throws StoryFormatException {
    if (format.isEmpty() || version == 0) {
      throw wrong("expected the fields format and version of a story of lvsim");
    }
    List<Happening> happenings = happenings();
    List<StoryFrame> frames = frames(happenings);
    return new Story(
        name,
        file,
        description,
        place,
        seed,
        epochNanos,
        runner,
        verdict,
        error,
        virtualNanos,
        nodes,
        frames,
        Math.max(framesInAll, frames.size()),
        happenings,
        steps);
  }

  private List<Happening> happenings() throws StoryFormatException {
    TokenStreamLocation at = eventsAt;
    if (at == null) {
      throw wrong("expected the field events");
    }
    if (causes.size() != bytes.size()) {
      throw wrong("expected as many causes of frames as frames");
    }
    try {
      return new HappeningReader(events, strings, bytes.size()).all();
    } catch (StoryFormatException e) {
      throw wrong(at, "in the field events, " + e.getMessage());
    }
  }

  /** Who sent a frame first, and when, is told where it is first sent. */
  private List<StoryFrame> frames(List<Happening> happenings) throws StoryFormatException {
    List<StoryFrame> frames = new ArrayList<>();
    for (Happening happening : happenings) {
      if (happening instanceof Happening.Sent sent && sent.frame() == frames.size() + 1) {
        int at = frames.size();
        int cause = causes.get(at);
        if (cause < 0 || cause > at) {
          throw wrong("frame " + (at + 1) + " cannot have come about by frame " + cause);
        }
        frames.add(
            new StoryFrame(
                sent.frame(), sent.atNanos(), sent.node(), sent.port(), cause, bytes.get(at)));
      }
    }
    if (frames.size() != bytes.size()) {
      throw wrong("frame " + (frames.size() + 1) + " was never sent");
    }
    return frames;
  }

  /** The fields of a step as they come. */
  private static final class StepFields {
    private int number;
    private String kind = "";
    private String title = "";
    private String note = "";
    private String on = "";
    private String script = "";
    private String file = "";
    private int line;
    private Verdict verdict = Verdict.ERROR;
    private long startedAtNanos;
    private long endedAtNanos;
    private List<ComparedLine> comparison = List.of();
    private List<String> messages = List.of();
    private List<StoryCheck> checks = List.of();
    private List<StoryDecision> decisions = List.of();

    StoryStep step() {
      return new StoryStep(
          number,
          kind,
          title,
          note,
          on,
          script,
          file,
          line,
          verdict,
          startedAtNanos,
          endedAtNanos,
          comparison,
          messages,
          checks,
          decisions);
    }
  }
}
