package io.lvsim.shell.expand;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what a word expands to, and splits it into fields at the characters of IFS. */
final class FieldCollector {
  /** Longer results are refused, as a script could double a variable for ever. */
  private static final int MAXIMUM_LENGTH = 16 << 20;

  private final List<Field> fields = new ArrayList<>();
  private final @Nullable String separators;
  private @Nullable Field current;
  private int length;

  /** Whether a field has just been ended by blanks: a separator that follows belongs to them. */
  private boolean endedByBlanks;

  /**
   * @param separators the value of IFS; null when nothing is to be split
   */
  FieldCollector(@Nullable String separators) {
    this.separators = separators;
  }

  boolean splits() {
    return separators != null;
  }

  /** Adds text that is not split. */
  void add(String text, boolean quoted) {
    field(text.length()).append(text, quoted);
    endedByBlanks = false;
  }

  /** Adds the result of an unquoted expansion. */
  void addExpanded(String text) {
    String ifs = separators;
    if (ifs == null) {
      add(text, false);
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (ifs.indexOf(c) < 0) {
        field(1).append(c, false);
        endedByBlanks = false;
      } else if (c == ' ' || c == '\t' || c == '\n') {
        endAtBlank();
      } else {
        endAtSeparator();
      }
    }
  }

  /** Ends the field, as between the parameters of {@code "$@"}. */
  void end() {
    if (current != null) {
      fields.add(current);
      current = null;
    }
  }

  List<Field> finish() {
    end();
    return fields;
  }

  /** All as one field, for words that are not split. */
  Field single() {
    return field(0);
  }

  private void endAtBlank() {
    if (current != null) {
      end();
      endedByBlanks = true;
    }
  }

  private void endAtSeparator() {
    if (current != null) {
      end();
    } else if (!endedByBlanks) {
      fields.add(new Field());
    }
    endedByBlanks = false;
  }

  private Field field(int more) {
    length += more;
    if (length > MAXIMUM_LENGTH) {
      throw new ExpansionError("xrealloc: cannot allocate " + length + " bytes", true);
    }
    Field field = current;
    if (field == null) {
      field = new Field();
      current = field;
    }
    return field;
  }
}
