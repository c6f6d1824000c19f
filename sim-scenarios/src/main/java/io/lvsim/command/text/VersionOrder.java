package io.lvsim.command.text;

import java.util.Comparator;

/** The order of version numbers (sort -V): digits in a row count as one number. */
final class VersionOrder implements Comparator<String> {
  static final VersionOrder INSTANCE = new VersionOrder();

  private VersionOrder() {}

  @Override
  public int compare(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() || j < right.length()) {
      while (i < left.length() && !isDigit(left, i) || j < right.length() && !isDigit(right, j)) {
        int order = Integer.compare(rank(left, i), rank(right, j));
        if (order != 0) {
          return order;
        }
        i++;
        j++;
      }
      int leftEnd = digitsEnd(left, i);
      int rightEnd = digitsEnd(right, j);
      String leftNumber =
          left.substring(Math.min(i, left.length()), leftEnd).replaceFirst("^0+", "");
      String rightNumber =
          right.substring(Math.min(j, right.length()), rightEnd).replaceFirst("^0+", "");
      int order = Integer.compare(leftNumber.length(), rightNumber.length());
      order = order != 0 ? order : leftNumber.compareTo(rightNumber);
      if (order != 0) {
        return order;
      }
      i = leftEnd;
      j = rightEnd;
    }
    return 0;
  }

  /** A tilde comes before the end, the end before letters, letters before all else. */
  private static int rank(String text, int at) {
    if (at >= text.length() || isDigit(text, at)) {
      return 0;
    }
    char c = text.charAt(at);
    return c == '~' ? -1 : Character.isLetter(c) ? c : c + 0x10000;
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static int digitsEnd(String text, int from) {
    int end = Math.min(from, text.length());
    while (isDigit(text, end)) {
      end++;
    }
    return end;
  }
}
