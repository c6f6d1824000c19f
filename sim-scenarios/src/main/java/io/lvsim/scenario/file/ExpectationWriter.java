package io.lvsim.scenario.file;

import io.lvsim.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Puts what came back into a scenario file's text as {@code expect:}, and leaves everything else as
 * it is written: comments, order, quotes.
 */
public final class ExpectationWriter {
  private final String text;
  private final SequenceNode steps;

  /** A stretch of the text and what takes its place. */
  private record Edit(int from, int to, String replacement) {}

  private ExpectationWriter(String text, SequenceNode steps) {
    this.text = text;
    this.steps = steps;
  }

  /**
   * The text with other expectations.
   *
   * @param file the file's name, for messages
   * @param expected what is to stand in each step of {@code steps:}, line by line; null leaves a
   *     step as it is
   * @throws ScenarioException if the text has no steps that can be written to
   */
  public static String write(String file, String text, List<@Nullable List<String>> expected)
      throws ScenarioException {
    Node root = YamlTree.of(new SourceText(file, text, text.lines().toList()));
    if (!(valueOf(root, "steps") instanceof SequenceNode sequence)) {
      throw new ScenarioException(
          YamlTree.at(file, startOf(root)), "there are no steps whose expect could be filled in");
    }
    return new ExpectationWriter(text, sequence).write(expected);
  }

  private String write(List<@Nullable List<String>> expected) {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < Math.min(expected.size(), steps.getValue().size()); i++) {
      List<String> lines = expected.get(i);
      if (lines != null && steps.getValue().get(i) instanceof MappingNode step) {
        edits.add(edit(step, lines));
      }
    }
    edits.sort(Comparator.comparingInt(Edit::from).reversed());
    StringBuilder written = new StringBuilder(text);
    edits.forEach(edit -> written.replace(edit.from(), edit.to(), edit.replacement()));
    return written.toString();
  }

  private Edit edit(MappingNode step, List<String> lines) {
    int column = startOf(step.getValue().getFirst().getKeyNode()).getColumn();
    boolean flow = text.charAt(offset(startOf(step))) == '{';
    NodeTuple old = tupleOf(step, "expect");
    if (old != null) {
      int from = offset(startOf(old.getKeyNode()));
      String value = flow ? quoted(lines) : block(lines, column);
      return edit(from, endOfContent(old.getValueNode()), "expect: " + value, lines);
    }
    NodeTuple run = tupleOf(step, "run");
    Node after = run == null ? step : run.getValueNode();
    int end = endOfContent(after);
    return flow
        ? new Edit(end, end, ", expect: " + quoted(lines))
        : edit(end, end, "\n" + " ".repeat(column) + "expect: " + block(lines, column), lines);
  }

  /** Behind a block that keeps its blank lines there must be no others. */
  private Edit edit(int from, int to, String replacement, List<String> lines) {
    int end = to;
    if (endBlank(lines)) {
      while (text.startsWith("\n\n", end)) {
        end++;
      }
    }
    return new Edit(from, end, replacement);
  }

  /** A literal block, indented below its key; without a line end behind the last line. */
  private static String block(List<String> lines, int column) {
    if (lines.isEmpty()) {
      return "\"\"";
    }
    if (lines.stream().anyMatch(line -> !line.codePoints().allMatch(ExpectationWriter::isPlain))) {
      return quoted(lines);
    }
    boolean indented = lines.getFirst().isEmpty() || lines.getFirst().startsWith(" ");
    String header = "|" + (indented ? "2" : "") + (endBlank(lines) ? "+" : "") + "\n";
    String indent = " ".repeat(column + 2);
    return lines.stream()
        .map(line -> line.isEmpty() ? "" : indent + line)
        .collect(Collectors.joining("\n", header, ""));
  }

  private static boolean endBlank(List<String> lines) {
    return !lines.isEmpty() && lines.getLast().isEmpty();
  }

  private static boolean isPlain(int letter) {
    return letter >= ' ' && letter != 0x7f && !(letter >= 0x80 && letter < 0xa0);
  }

  private static String quoted(List<String> lines) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : (String.join("\n", lines) + (lines.isEmpty() ? "" : "\n")).toCharArray()) {
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (isPlain(c)) {
            quoted.append(c);
          } else {
            quoted.append("\\u%04x".formatted((int) c));
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** Where a value's text ends: a block's mark lies behind the blank lines that follow it. */
  private int endOfContent(Node node) {
    int end = offset(node.getEndMark().orElseThrow());
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Marks count code points, the text characters. */
  private int offset(Mark mark) {
    return text.offsetByCodePoints(
        0, Math.min(mark.getIndex(), text.codePointCount(0, text.length())));
  }

  private static @Nullable Node valueOf(Node node, String key) {
    NodeTuple tuple = node instanceof MappingNode mapping ? tupleOf(mapping, key) : null;
    return tuple == null ? null : tuple.getValueNode();
  }

  private static @Nullable NodeTuple tupleOf(MappingNode mapping, String key) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
        return tuple;
      }
    }
    return null;
  }

  private static Mark startOf(Node node) {
    return node.getStartMark().orElseThrow();
  }
}
