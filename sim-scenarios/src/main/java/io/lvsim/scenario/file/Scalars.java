package io.lvsim.scenario.file;

import io.lvsim.engine.Nanos;
import io.lvsim.scenario.Count;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Single values with a type: each reads one, or notes what is wrong and gives 0 back. */
final class Scalars {
  static final String ADDRESS = "an IPv4 address like 192.168.2.188";
  static final String PREFIX = "an address with its prefix length like 192.168.2.190/24";
  static final String MAC = "a MAC address like 02:00:00:00:01:91";
  static final String DURATION = "a duration like 500ms, 20s or 15m";
  static final String RATE = "a rate like 1gbit or 100mbit";
  static final String LOSS = "a share of frames from 0 to 1, or like 5%";
  static final String COUNT = "a number like 5, or a range like 3..5, >=3 or <=5";

  /** An address and how many of its bits are the network's. */
  record Prefix(int address, int length) {}

  /** Ten years: longer than any scenario, short enough for nanoseconds in a long. */
  private static final long MAXIMUM_DURATION_NANOS = Nanos.seconds(10L * 366 * 86_400);

  private static final Pattern DURATION_PART =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(ns|us|ms|s|m|h)");
  private static final Pattern RATE_TEXT =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(bit|kbit|mbit|gbit)");
  private static final Pattern SHARE = Pattern.compile("[0-9]{0,3}(\\.[0-9]{1,9})?|[0-9]{1,3}\\.");
  private static final Pattern COUNT_TEXT =
      Pattern.compile("([0-9]{1,15})|([0-9]{1,15})\\.\\.([0-9]{1,15})|([<>]=?) ?([0-9]{1,15})");

  private Scalars() {}

  /** A whole number within limits, both included. */
  static long number(Value value, long minimum, long maximum) {
    String expectation = "a whole number from " + minimum + " to " + maximum;
    Optional<Long> number = wholeNumber(value);
    if (number.isEmpty() || number.get() < minimum || number.get() > maximum) {
      value.expected(expectation);
      return minimum;
    }
    return number.get();
  }

  /** The number that is written without quotes. */
  private static Optional<Long> wholeNumber(Value value) {
    boolean plain = value.node() instanceof ScalarNode scalar && scalar.isPlain();
    if (!plain || !value.written().matches("-?[0-9]{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(value.written()));
  }

  static boolean truth(Value value) {
    if (!value.written().equals("true") && !value.written().equals("false")) {
      value.expected("true or false");
    }
    return value.written().equals("true");
  }

  /** One of some words; the first if it is none of them. */
  static String choice(Value value, List<String> words) {
    String word = value.isText() ? value.written() : "";
    if (words.contains(word)) {
      return word;
    }
    String hint =
        Suggestion.nearest(word, words).map(w -> "; did you mean '" + w + "'?").orElse("");
    value.expected("one of " + String.join(", ", words) + hint);
    return words.getFirst();
  }

  static int address(Value value) {
    if (value.isText() && Ipv4Address.isValid(value.written())) {
      return Ipv4Address.parse(value.written());
    }
    value.expected(ADDRESS);
    return 0;
  }

  static Prefix prefix(Value value) {
    String text = value.isText() ? value.written() : "";
    int slash = text.indexOf('/');
    if (slash > 0 && text.substring(slash + 1).matches("[0-9]|[12][0-9]|3[0-2]")) {
      String address = text.substring(0, slash);
      if (Ipv4Address.isValid(address)) {
        return new Prefix(Ipv4Address.parse(address), Integer.parseInt(text.substring(slash + 1)));
      }
    }
    value.expected(PREFIX);
    return new Prefix(0, 32);
  }

  static long mac(Value value) {
    try {
      long mac = MacAddress.parse(value.isText() ? value.written() : "");
      if (mac != 0 && !MacAddress.isMulticast(mac)) {
        return mac;
      }
      value.expected(MAC + " (of one station: not zero, and no group address)");
    } catch (IllegalArgumentException e) {
      value.expected(MAC);
    }
    return 0;
  }

  static long durationNanos(Value value) {
    String text = value.isText() ? value.written() : "";
    Matcher part = DURATION_PART.matcher(text);
    double nanos = 0;
    int at = 0;
    while (at < text.length() && part.region(at, text.length()).lookingAt()) {
      nanos += Double.parseDouble(part.group(1)) * nanosOf(part.group(2));
      at = part.end();
    }
    if (text.isEmpty() || at < text.length() || nanos > MAXIMUM_DURATION_NANOS) {
      value.expected(DURATION);
      return 0;
    }
    return Math.round(nanos);
  }

  private static double nanosOf(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us" -> Nanos.PER_MICRO;
      case "ms" -> Nanos.PER_MILLI;
      case "s" -> Nanos.PER_SECOND;
      case "m" -> 60.0 * Nanos.PER_SECOND;
      default -> 3600.0 * Nanos.PER_SECOND;
    };
  }

  /** Bits a second; 0 is never given back for a right value. */
  static long rate(Value value) {
    Matcher rate = RATE_TEXT.matcher(value.isText() ? value.written() : "");
    if (!rate.matches() || Double.parseDouble(rate.group(1)) == 0) {
      value.expected(RATE);
      return 1;
    }
    double unit =
        switch (rate.group(2)) {
          case "bit" -> 1;
          case "kbit" -> 1e3;
          case "mbit" -> 1e6;
          default -> 1e9;
        };
    return Math.max(1, Math.round(Double.parseDouble(rate.group(1)) * unit));
  }

  static double loss(Value value) {
    String text = value.isText() ? value.written() : "";
    boolean percent = text.endsWith("%");
    String number = percent ? text.substring(0, text.length() - 1) : text;
    if (!number.isEmpty() && SHARE.matcher(number).matches() && !number.equals(".")) {
      double share = Double.parseDouble(number) / (percent ? 100 : 1);
      if (share <= 1) {
        return share;
      }
    }
    value.expected(LOSS);
    return 0;
  }

  static Count count(Value value) {
    String text = value.isText() ? value.written() : "";
    Matcher count = COUNT_TEXT.matcher(text);
    if (!count.matches()) {
      value.expected(COUNT);
      return Count.exactly(0);
    }
    if (count.group(1) != null) {
      return Count.exactly(Long.parseLong(count.group(1)));
    }
    if (count.group(2) != null) {
      return new Count(Long.parseLong(count.group(2)), Long.parseLong(count.group(3)), text);
    }
    long bound = Long.parseLong(count.group(5));
    return switch (count.group(4)) {
      case ">=" -> new Count(bound, Long.MAX_VALUE, text);
      case ">" -> new Count(bound + 1, Long.MAX_VALUE, text);
      case "<=" -> new Count(0, bound, text);
      default -> new Count(0, bound - 1, text);
    };
  }
}
