package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import io.lvsim.scenario.ScenarioException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** From a file's text to YAML 1.2 nodes, within limits that no honest scenario meets. */
final class YamlTree {
  private static final int MAXIMUM_DEPTH = 40;
  private static final int MAXIMUM_EVENTS = 200_000;

  private YamlTree() {}

  /**
   * Reads the one document of a file.
   *
   * @throws ScenarioException if it is not YAML, empty, or nested too deep
   */
  static Node of(SourceText source) throws ScenarioException {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source.file())
            .setUseMarks(true)
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(MAXIMUM_EVENTS)
            .setCodePointLimit(SourceText.MAXIMUM_BYTES)
            .build();
    try {
      refuseDepth(source, settings);
      return new Compose(settings)
          .composeString(source.text())
          .orElseThrow(() -> empty(source.file()));
    } catch (MarkedYamlEngineException e) {
      throw new ScenarioException(positionOf(source, e), notYaml(e));
    } catch (YamlEngineException e) {
      throw new ScenarioException(start(source.file()), "this is not YAML: " + e.getMessage());
    }
  }

  /** The parser does not recurse, the composer does: depth is counted before composing. */
  private static void refuseDepth(SourceText source, LoadSettings settings)
      throws ScenarioException {
    int depth = 0;
    int events = 0;
    for (Event event : new Parse(settings).parseString(source.text())) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      events++;
      if (depth > MAXIMUM_DEPTH || events > MAXIMUM_EVENTS) {
        Position position =
            event.getStartMark().map(mark -> at(source.file(), mark)).orElse(start(source.file()));
        throw new ScenarioException(
            position,
            depth > MAXIMUM_DEPTH
                ? "nested deeper than " + MAXIMUM_DEPTH + " levels; expected a scenario"
                : "more than " + MAXIMUM_EVENTS + " values; expected a scenario");
      }
    }
  }

  static Position at(String file, Mark mark) {
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Position start(String file) {
    return new Position(file, 1, 1);
  }

  private static ScenarioException empty(String file) {
    return new ScenarioException(
        start(file), "the file is empty; expected a scenario with a topology and steps");
  }

  private static Position positionOf(SourceText source, MarkedYamlEngineException e) {
    return e.getProblemMark()
        .or(e::getContextMark)
        .map(mark -> at(source.file(), mark))
        .orElse(start(source.file()));
  }

  private static String notYaml(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    String context = e.getContext() == null ? "" : ", " + e.getContext();
    return "this is not YAML: " + problem + context;
  }
}
