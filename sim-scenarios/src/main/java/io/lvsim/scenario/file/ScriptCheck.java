package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import io.lvsim.shell.Shell;
import io.lvsim.shell.ShellSyntaxException;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Checks the grammar of a script, and finds where in the file its mistake is. */
final class ScriptCheck {
  /** Longer scripts are refused. */
  private static final int MAXIMUM_CHARACTERS = 65_536;

  private ScriptCheck() {}

  static void check(Reading reading, Value value, String script) {
    if (script.length() > MAXIMUM_CHARACTERS) {
      value.wrong(
          "a script of " + script.length() + " characters; expected at most " + MAXIMUM_CHARACTERS);
      return;
    }
    try {
      Shell.check(script);
    } catch (ShellSyntaxException e) {
      Position position = place(reading, value, e.line(), e.column());
      String inScript = position.equals(value.position()) ? inScript(e) : "";
      reading.problems().add(position, e.getMessage() + inScript + "; expected a shell script");
    }
  }

  private static String inScript(ShellSyntaxException e) {
    return e.line() == 1 ? "" : " (line " + e.line() + " of the script)";
  }

  /** The place of a character of a text that the file holds; the text's own if it is elsewhere. */
  static Position place(Reading reading, Value value, int line, int column) {
    if (value.isInclude() || !(value.node() instanceof ScalarNode scalar)) {
      return value.position();
    }
    if (scalar.getScalarStyle() == ScalarStyle.LITERAL) {
      return placeInBlock(reading, value, scalar.getValue(), line, column);
    }
    boolean oneLine = !scalar.getValue().contains("\n");
    if (line != 1 || !oneLine || scalar.getScalarStyle() == ScalarStyle.FOLDED) {
      return value.position();
    }
    Position start = value.position();
    int quote = scalar.isPlain() ? 0 : 1;
    return new Position(start.file(), start.line(), start.column() + quote + column - 1);
  }

  /** A block's first line is the one below its {@code |}; what the file indents it by is cut. */
  private static Position placeInBlock(
      Reading reading, Value value, String text, int line, int column) {
    List<String> scriptLines = text.lines().toList();
    List<String> fileLines = reading.source().lines();
    int scriptLine = Math.min(line, Math.max(1, scriptLines.size()));
    int fileLine = value.position().line() + scriptLine;
    if (fileLine > fileLines.size() || scriptLines.isEmpty()) {
      return value.position();
    }
    String inScript = scriptLines.get(scriptLine - 1);
    int indentation = Math.max(0, fileLines.get(fileLine - 1).length() - inScript.length());
    int shown = line == scriptLine ? column : inScript.length() + 1;
    return new Position(value.position().file(), fileLine, indentation + shown);
  }
}
