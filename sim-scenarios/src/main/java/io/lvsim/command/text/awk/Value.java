package io.lvsim.command.text.awk;

import org.jspecify.annotations.Nullable;

/**
 * A value: a number, a text, or a text from input that counts as a number when it looks like one.
 *
 * @param text null for a number
 * @param fromInput whether the text may count as a number
 */
record Value(double number, @Nullable String text, boolean fromInput) {
  /** What a variable is before anything is assigned to it. */
  static final Value UNSET = new Value(0, "", true);

  static Value of(double number) {
    return new Value(number, null, false);
  }

  static Value of(String text) {
    return new Value(0, text, false);
  }

  static Value of(boolean truth) {
    return of(truth ? 1 : 0);
  }

  static Value input(String text) {
    return new Value(0, text, true);
  }

  double toNumber() {
    return text == null ? number : AwkNumbers.leading(text);
  }

  /** As text, with a number written by a format such as CONVFMT. */
  String toText(String format) {
    return text == null ? AwkNumbers.text(number, format) : text;
  }

  boolean isNumeric() {
    return text == null || fromInput && (this == UNSET || AwkNumbers.looksNumeric(text));
  }

  boolean isTrue() {
    if (text == null || fromInput && AwkNumbers.looksNumeric(text)) {
      return toNumber() != 0;
    }
    return !text.isEmpty();
  }
}
