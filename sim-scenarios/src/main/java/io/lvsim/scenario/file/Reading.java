package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import io.lvsim.scenario.ScenarioException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** The reading of one scenario file: its text, its neighbours, and what was found wrong so far. */
final class Reading {
  /** Aliases can make a small file unfold into a huge one; no further. */
  private static final int MAXIMUM_VALUES = 200_000;

  private final SourceText source;
  private final FileSource files;
  private final Problems problems = new Problems();
  private final Map<String, Position> places = new LinkedHashMap<>();
  private int valuesSeen;

  Reading(SourceText source, FileSource files) {
    this.source = source;
    this.files = files;
  }

  SourceText source() {
    return source;
  }

  FileSource files() {
    return files;
  }

  Problems problems() {
    return problems;
  }

  /** Where the parts of the topology are written, by their path: for what the machines refuse. */
  Map<String, Position> places() {
    return places;
  }

  Position positionOf(Node node) {
    return node.getStartMark()
        .map(mark -> YamlTree.at(source.file(), mark))
        .orElse(new Position(source.file(), 1, 1));
  }

  /** Counts values; a file that unfolds too far is given up. */
  void countValue(Node node) {
    if (++valuesSeen > MAXIMUM_VALUES) {
      throw new GivenUp(positionOf(node));
    }
  }

  /** The text of an included file; empty, with a problem, if it cannot be had. */
  String include(Position position, String path) {
    try {
      return SourceText.of(files.displayName(path), files.read(path)).text();
    } catch (IOException e) {
      problems.add(position, "cannot include: " + e.getMessage());
    } catch (ScenarioException e) {
      e.problems().forEach(problem -> problems.add(problem.position(), problem.message()));
    }
    return "";
  }

  /** The file unfolds into too many values. */
  static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position position;

    GivenUp(Position position) {
      super("too many values", null, false, false);
      this.position = position;
    }

    ScenarioException asProblem() {
      return new ScenarioException(
          position,
          "the file's aliases unfold into more than " + MAXIMUM_VALUES + " values; expected fewer");
    }
  }
}
