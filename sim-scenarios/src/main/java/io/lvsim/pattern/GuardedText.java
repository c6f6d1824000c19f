package io.lvsim.pattern;

/** A text that refuses to be looked at without end, so that no pattern can hang the program. */
final class GuardedText implements CharSequence {
  /** How many characters one match may look at. */
  private static final int MAXIMUM_LOOKS = 20_000_000;

  private final CharSequence text;
  private int looks;

  GuardedText(CharSequence text) {
    this.text = text;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++looks > MAXIMUM_LOOKS) {
      throw new PatternException("Regular expression too big");
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
