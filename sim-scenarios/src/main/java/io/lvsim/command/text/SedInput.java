package io.lvsim.command.text;

import io.lvsim.shell.ByteSource;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines that sed reads, with a look ahead to know which is the last. */
final class SedInput {
  private final ArrayDeque<Named> sources;
  private @Nullable String ahead;
  private boolean aheadEnds = true;
  private boolean looked;
  private String name = "-";

  /** A file with its name. */
  record Named(String name, ByteSource source) {}

  /**
   * One line.
   *
   * @param ends whether it has a line end
   */
  record Line(String text, boolean ends) {}

  SedInput(List<Named> sources) {
    this.sources = new ArrayDeque<>(sources);
  }

  /** The next line; null at the end. */
  @Nullable Line next() {
    look();
    String line = ahead;
    looked = false;
    return line == null ? null : new Line(line, aheadEnds);
  }

  boolean atLast() {
    look();
    return ahead == null;
  }

  /** The name of the file that is read. */
  String name() {
    return name;
  }

  private void look() {
    if (looked) {
      return;
    }
    looked = true;
    ahead = null;
    while (!sources.isEmpty()) {
      byte[] bytes = sources.getFirst().source().readLineBytes();
      if (bytes.length > 0) {
        name = sources.getFirst().name();
        aheadEnds = bytes[bytes.length - 1] == '\n';
        String text = Inputs.text(bytes);
        ahead = aheadEnds ? text.substring(0, text.length() - 1) : text;
        return;
      }
      sources.removeFirst();
    }
  }
}
