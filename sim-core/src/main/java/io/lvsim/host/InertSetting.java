package io.lvsim.host;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/**
 * A setting that changes nothing in the simulator: what it takes, and how it reads then.
 *
 * @param key with dots, such as net.ipv4.tcp_ecn
 * @param initial as it reads at first
 * @param minimum of numbers
 * @param maximum of numbers
 * @param choices of words
 */
record InertSetting(
    String key,
    Kind kind,
    String initial,
    BigInteger minimum,
    BigInteger maximum,
    List<String> choices) {
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final BigInteger NO_GROUP = BigInteger.valueOf(0xFFFF_FFFFL);
  private static final String KEY_FORM =
      "[0-9a-f]{8}(-[0-9a-f]{8}){3}(,[0-9a-f]{8}(-[0-9a-f]{8}){3})?";

  /** How a value is written. */
  enum Kind {
    NUMBER,
    NUMBERS,
    CHOICE,
    CHOICES,
    PORTS,
    GROUPS,
    KEY,
    READONLY
  }

  /** A line of the table: key, kind, initial value and what is taken. */
  static InertSetting parse(String line) {
    List<String> words = List.of(line.split(" "));
    Kind kind = Kind.valueOf(words.get(1).toUpperCase(Locale.ROOT));
    List<String> rest = words.subList(2, words.size());
    boolean number = kind == Kind.NUMBER;
    return new InertSetting(
        words.get(0),
        kind,
        initial(kind, rest),
        number ? new BigInteger(rest.get(1)) : BigInteger.ZERO,
        number ? new BigInteger(rest.get(2)) : LARGEST,
        kind == Kind.CHOICE ? rest.subList(1, rest.size()) : rest);
  }

  private static String initial(Kind kind, List<String> rest) {
    return switch (kind) {
      case NUMBER, CHOICE, KEY -> rest.get(0);
      case NUMBERS, GROUPS -> String.join("\t", rest);
      case CHOICES, READONLY, PORTS -> String.join(" ", rest);
    };
  }

  /**
   * What it reads as when a text has been written to it.
   *
   * @param now as it reads before
   * @throws HostException EINVAL, ENOENT (no such choice), EACCES
   */
  String take(String text, String now) throws HostException {
    return switch (kind) {
      case NUMBER -> number(text).toString();
      case NUMBERS -> numbers(text, now);
      case GROUPS -> groups(text, now);
      case CHOICE -> choice(text.strip());
      case CHOICES -> choicesOf(text);
      case PORTS -> PortSet.normalized(text);
      case KEY -> keyOf(text.strip());
      case READONLY -> throw new HostException(Errno.EACCES);
    };
  }

  private BigInteger number(String text) throws HostException {
    BigInteger value = SysctlNumber.decodeBig(text.strip().split("\\s+", 2)[0]);
    if (value.compareTo(minimum) < 0 || value.compareTo(maximum) > 0) {
      throw new HostException(Errno.EINVAL);
    }
    return value;
  }

  /** Fewer numbers leave the rest alone. */
  private String numbers(String text, String now) throws HostException {
    String[] values = now.split("\t");
    String[] words = text.strip().split("\\s+");
    for (int i = 0; i < Math.min(words.length, values.length); i++) {
      values[i] = number(words[i]).toString();
    }
    return String.join("\t", values);
  }

  /** ipv4_ping_group_range: a range that runs down is "nobody", which reads 1 0. */
  private String groups(String text, String now) throws HostException {
    String[] range = numbers(text, now).split("\t");
    BigInteger low = new BigInteger(range[0]);
    BigInteger high = new BigInteger(range[1]);
    if (low.compareTo(NO_GROUP) >= 0 || high.compareTo(NO_GROUP) >= 0) {
      throw new HostException(Errno.EINVAL);
    }
    return high.compareTo(low) < 0 ? "1\t0" : low + "\t" + high;
  }

  private String choice(String word) throws HostException {
    if (!choices.contains(word)) {
      throw new HostException(Errno.ENOENT);
    }
    return word;
  }

  private String choicesOf(String text) throws HostException {
    String stripped = text.strip();
    for (String word : stripped.split("\\s+")) {
      if (!word.isEmpty()) {
        choice(word);
      }
    }
    return stripped;
  }

  private static String keyOf(String text) throws HostException {
    if (!text.matches(KEY_FORM)) {
      throw new HostException(Errno.EINVAL);
    }
    return text;
  }
}
