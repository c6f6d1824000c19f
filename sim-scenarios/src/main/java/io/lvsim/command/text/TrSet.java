package io.lvsim.command.text;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A set of bytes as tr writes it: ranges, classes, escapes, {@code [x*3]}. */
final class TrSet {
  private final byte[] written;
  private final boolean second;
  private final List<Integer> bytes = new ArrayList<>();
  private final List<String> caseClasses = new ArrayList<>();
  private int position;

  /** Where a byte is to be repeated as often as needed; -1 for nowhere. */
  private int fillAt = -1;

  private boolean otherClass;

  private TrSet(String text, boolean second) {
    this.written = Tr.bytesOf(text);
    this.second = second;
  }

  /**
   * Reads a set.
   *
   * @throws IllegalArgumentException in tr's words
   */
  static TrSet parse(String text, boolean second) {
    TrSet set = new TrSet(text, second);
    while (set.position < set.written.length) {
      set.element();
    }
    return set;
  }

  int[] bytes() {
    return bytes.stream().mapToInt(Integer::intValue).toArray();
  }

  int[] complement() {
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      if (!bytes.contains(i)) {
        others.add(i);
      }
    }
    return others.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The bytes, with {@code [x*]} repeated to a length. */
  int[] fill(int length) {
    List<Integer> filled = new ArrayList<>(bytes);
    while (fillAt >= 0 && filled.size() <= length) {
      filled.add(fillAt, bytes.get(fillAt));
    }
    return filled.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Says if classes stand where they cannot. */
  void checkAgainst(TrSet first, boolean complement) {
    if (otherClass) {
      throw new IllegalArgumentException(
          "when translating, the only character classes that may appear in\n"
              + "string2 are 'upper' and 'lower'");
    }
    if (!caseClasses.isEmpty() && (complement || first.caseClasses.size() < caseClasses.size())) {
      throw new IllegalArgumentException("misaligned [:upper:] and/or [:lower:] construct");
    }
  }

  private void element() {
    if (written[position] == '[' && (characterClass() || repeat())) {
      return;
    }
    int from = character();
    if (position + 1 < written.length && written[position] == '-') {
      position++;
      int to = character();
      if (to < from) {
        throw new IllegalArgumentException(
            "range-endpoints of '"
                + (char) from
                + "-"
                + (char) to
                + "' are in reverse collating sequence order");
      }
      for (int value = from; value <= to; value++) {
        bytes.add(value);
      }
    } else {
      bytes.add(from);
    }
  }

  private boolean characterClass() {
    String rest = Inputs.text(java.util.Arrays.copyOfRange(written, position, written.length));
    int end = rest.indexOf(":]");
    if (!rest.startsWith("[:") || end < 0) {
      return false;
    }
    String name = rest.substring(2, end);
    position += end + 2;
    if (name.equals("upper") || name.equals("lower")) {
      caseClasses.add(name);
    } else {
      otherClass |= second;
    }
    for (int value = 0; value < 256; value++) {
      if (isIn(name, value)) {
        bytes.add(value);
      }
    }
    return true;
  }

  private static boolean isIn(String name, int value) {
    return switch (name) {
      case "alpha" -> isIn("upper", value) || isIn("lower", value);
      case "upper" -> value >= 'A' && value <= 'Z';
      case "lower" -> value >= 'a' && value <= 'z';
      case "digit" -> value >= '0' && value <= '9';
      case "alnum" -> isIn("alpha", value) || isIn("digit", value);
      case "space" -> value == ' ' || value >= '\t' && value <= '\r';
      case "blank" -> value == ' ' || value == '\t';
      case "print" -> value >= ' ' && value < 127;
      case "graph" -> value > ' ' && value < 127;
      case "cntrl" -> value < ' ' || value == 127;
      case "punct" -> isIn("graph", value) && !isIn("alnum", value);
      case "xdigit" ->
          isIn("digit", value) || value >= 'a' && value <= 'f' || value >= 'A' && value <= 'F';
      default -> throw new IllegalArgumentException("invalid character class ‘" + name + "’");
    };
  }

  /** Takes {@code [x*3]} or {@code [x*]}. */
  private boolean repeat() {
    int start = position++;
    if (second && position < written.length) {
      int value = character();
      String rest = Inputs.text(java.util.Arrays.copyOfRange(written, position, written.length));
      if (rest.matches("(?s)\\*\\d{0,4}\\].*")) {
        String digits = rest.substring(1, rest.indexOf(']'));
        position += rest.indexOf(']') + 1;
        int count =
            digits.isEmpty() ? 0 : Integer.parseInt(digits, digits.startsWith("0") ? 8 : 10);
        if (count == 0) {
          fillAt = bytes.size();
          bytes.add(value);
        }
        for (int i = 0; i < count; i++) {
          bytes.add(value);
        }
        return true;
      }
    }
    position = start;
    return false;
  }

  private int character() {
    int value = written[position++] & 0xff;
    if (value != '\\' || position == written.length) {
      return value;
    }
    int kind = written[position++] & 0xff;
    return switch (kind) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      default -> kind >= '0' && kind <= '7' ? octal() : kind;
    };
  }

  private int octal() {
    ByteArrayOutputStream digits = new ByteArrayOutputStream();
    position--;
    while (position < written.length
        && digits.size() < 3
        && written[position] >= '0'
        && written[position] <= '7') {
      digits.write(written[position++]);
    }
    return Integer.parseInt(digits.toString(java.nio.charset.StandardCharsets.US_ASCII), 8) & 0xff;
  }
}
