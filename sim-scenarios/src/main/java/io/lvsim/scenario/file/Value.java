package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of the file. Asked for what it is not, it notes the problem and gives something harmless
 * back, so that reading goes on and finds the next problem too.
 */
final class Value {
  private static final String INCLUDE = "!include";
  private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

  /** A key with its value. */
  record Entry(String key, Position position, Value value) {}

  private final Reading reading;
  private final Node node;
  private final String what;

  /**
   * @param what it is called in messages, such as {@code 'on'}
   */
  Value(Reading reading, Node node, String what) {
    this.reading = reading;
    this.node = node;
    this.what = what;
    reading.countValue(node);
    refuseUnknownTag();
  }

  Reading reading() {
    return reading;
  }

  Node node() {
    return node;
  }

  String what() {
    return what;
  }

  Position position() {
    return reading.positionOf(node);
  }

  /** Notes a problem with this value. */
  void wrong(String message) {
    reading.problems().add(position(), message);
  }

  /** Notes that it is not what it should be. */
  void expected(String expectation) {
    wrong(what + " is " + describe() + "; expected " + expectation);
  }

  boolean isText() {
    return node instanceof ScalarNode && !isNothing();
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  boolean isNothing() {
    return node.getTag().equals(Tag.NULL);
  }

  /** Its text; that of the included file where it says so; empty if it is not text. */
  String text(String expectation) {
    if (!isText()) {
      expected(expectation);
      return "";
    }
    String written = written();
    return isInclude() ? reading.include(position(), written) : written;
  }

  boolean isInclude() {
    return node.getTag().getValue().equals(INCLUDE);
  }

  /** The characters of a scalar; empty if it is none. */
  String written() {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** Its elements; none if it is not a list. */
  List<Value> list(String expectation) {
    List<Value> elements = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node element : sequence.getValue()) {
        elements.add(new Value(reading, element, "an element of " + what));
      }
    } else {
      expected(expectation);
    }
    return elements;
  }

  /** Its keys and values in the order written, each key once; none if it is not a mapping. */
  List<Entry> entries(String expectation) {
    if (!(node instanceof MappingNode mapping)) {
      expected(expectation);
      return List.of();
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      addEntry(entries, tuple);
    }
    return List.copyOf(entries.values());
  }

  private void addEntry(Map<String, Entry> entries, NodeTuple tuple) {
    Node keyNode = tuple.getKeyNode();
    Position position = reading.positionOf(keyNode);
    if (!(keyNode instanceof ScalarNode scalar)) {
      reading.problems().add(position, "a key is a list or a mapping; expected a name");
      return;
    }
    String key = scalar.getValue();
    Entry earlier = entries.get(key);
    if (earlier != null) {
      String first = earlier.position().line() + ":" + earlier.position().column();
      reading
          .problems()
          .add(position, "duplicate '" + key + "'; expected it once, it is already at " + first);
      return;
    }
    Value value = new Value(reading, tuple.getValueNode(), "'" + key + "'");
    entries.put(key, new Entry(key, position, value));
  }

  /** What it is, for messages. */
  String describe() {
    if (isNothing()) {
      return "empty";
    }
    return switch (node) {
      case SequenceNode list -> "a list";
      case MappingNode mapping -> "a mapping";
      case ScalarNode scalar -> "'" + shortened(scalar.getValue()) + "'";
      default -> "an alias to itself";
    };
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    boolean whole = line.length() <= 60 && line.length() >= text.stripTrailing().length();
    return whole ? line : line.substring(0, Math.min(60, line.length())) + "...";
  }

  private void refuseUnknownTag() {
    String tag = node.getTag().getValue();
    if (!tag.startsWith(STANDARD_TAGS) && !tag.equals(INCLUDE)) {
      wrong("unknown tag " + tag + "; expected none, or !include FILE");
    } else if (tag.equals(INCLUDE) && !(node instanceof ScalarNode)) {
      wrong("!include of " + describe() + "; expected !include FILE");
    }
  }
}
