package io.lvsim.command.curl;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ipv4Address;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads curl's command line: long and short options, short ones also bundled (-sSo FILE). */
final class CurlOptionReader {
  private static final int MOST_PORT = 65535;

  /** Long names and the letters that they stand for; letters above 127 have no short form. */
  private static final Map<String, Character> LONG =
      Map.ofEntries(
          Map.entry("silent", 's'),
          Map.entry("show-error", 'S'),
          Map.entry("fail", 'f'),
          Map.entry("head", 'I'),
          Map.entry("include", 'i'),
          Map.entry("verbose", 'v'),
          Map.entry("location", 'L'),
          Map.entry("globoff", 'g'),
          Map.entry("insecure", 'k'),
          Map.entry("ipv4", '4'),
          Map.entry("http1.0", '0'),
          Map.entry("http1.1", '\u0080'),
          Map.entry("remote-name", 'O'),
          Map.entry("version", 'V'),
          Map.entry("no-buffer", 'N'),
          Map.entry("output", 'o'),
          Map.entry("max-time", 'm'),
          Map.entry("header", 'H'),
          Map.entry("user-agent", 'A'),
          Map.entry("request", 'X'),
          Map.entry("data", 'd'),
          Map.entry("write-out", 'w'),
          Map.entry("connect-timeout", '\u0081'),
          Map.entry("interface", '\u0082'),
          Map.entry("local-port", '\u0083'),
          Map.entry("resolve", '\u0084'),
          Map.entry("retry", '\u0085'),
          Map.entry("retry-delay", '\u0086'),
          Map.entry("retry-connrefused", '\u0087'),
          Map.entry("url", '\u0088'),
          Map.entry("noproxy", '\u0089'));

  private static final String WITH_VALUE =
      "omHAXdw\u0081\u0082\u0083\u0084\u0085\u0086\u0088\u0089";
  private static final String WITHOUT_VALUE = "sSfIivLgk40\u0080OVN\u0087";

  private final CurlOptions options = new CurlOptions();
  private final CurlTexts texts;

  private CurlOptionReader(CurlTexts texts) {
    this.texts = texts;
  }

  /**
   * @throws CurlFailure with the words of curl
   */
  static CurlOptions read(List<String> arguments, CurlTexts texts) throws CurlFailure {
    CurlOptionReader reader = new CurlOptionReader(texts);
    reader.readAll(arguments);
    return reader.options;
  }

  private void readAll(List<String> arguments) throws CurlFailure {
    boolean optionsEnded = false;
    for (int at = 0; at < arguments.size(); at++) {
      String word = arguments.get(at);
      if (optionsEnded || !word.startsWith("-") || word.equals("-")) {
        options.urls.add(word);
      } else if (word.equals("--")) {
        optionsEnded = true;
      } else {
        String next = at + 1 < arguments.size() ? arguments.get(at + 1) : null;
        at += word.startsWith("--") ? readLong(word, next) : readShort(word, next);
      }
    }
    if (options.urls.isEmpty() && !options.showVersion) {
      throw new CurlFailure(
          CurlFailure.USAGE, arguments.isEmpty() ? texts.noUrlAtAll() : "no URL specified!");
    }
  }

  /** Returns how many further arguments it used. */
  private int readLong(String word, @Nullable String next) throws CurlFailure {
    Character letter = LONG.get(word.substring(2));
    if (letter == null) {
      throw new CurlFailure(CurlFailure.USAGE, "option " + word + ": is unknown");
    }
    return apply(word, letter, next);
  }

  private int readShort(String word, @Nullable String next) throws CurlFailure {
    for (int at = 1; at < word.length(); at++) {
      char letter = word.charAt(at);
      if (WITH_VALUE.indexOf(letter) >= 0 && at + 1 < word.length()) {
        set(letter, word, word.substring(at + 1));
        return 0;
      }
      if (letter > 127 || WITH_VALUE.indexOf(letter) < 0 && WITHOUT_VALUE.indexOf(letter) < 0) {
        throw new CurlFailure(CurlFailure.USAGE, "option " + word + ": is unknown");
      }
      if (apply(word, letter, next) == 1) {
        return 1;
      }
    }
    return 0;
  }

  private int apply(String word, char letter, @Nullable String next) throws CurlFailure {
    if (WITHOUT_VALUE.indexOf(letter) >= 0) {
      switchOn(letter);
      return 0;
    }
    if (next == null) {
      throw new CurlFailure(CurlFailure.USAGE, "option " + word + ": requires parameter");
    }
    set(letter, word, next);
    return 1;
  }

  private void switchOn(char letter) {
    switch (letter) {
      case 's' -> options.silent = true;
      case 'S' -> options.showError = true;
      case 'f' -> options.failOnError = true;
      case 'I' -> options.head = true;
      case 'i' -> options.include = true;
      case 'v' -> options.verbose = true;
      case 'L' -> options.follow = true;
      case 'g' -> options.globOff = true;
      case '0' -> options.http10 = true;
      case 'O' -> options.outputs.add("");
      case 'V' -> options.showVersion = true;
      case '\u0087' -> options.retryRefused = true;
      default -> {
        // -k, -4, -N, --http1.1 change nothing here
      }
    }
  }

  private void set(char letter, String word, String value) throws CurlFailure {
    switch (letter) {
      case 'o' -> options.outputs.add(value);
      case 'm' -> options.maxTimeNanos = seconds(word, value);
      case '\u0081' -> options.connectTimeoutNanos = seconds(word, value);
      case 'H' -> options.headers.add(value);
      case 'A' -> options.userAgent = value;
      case 'X' -> options.method = value;
      case 'd' -> options.data = options.data == null ? value : options.data + "&" + value;
      case 'w' -> options.writeOut = value;
      case '\u0082' -> options.localInterface = value;
      case '\u0083' -> localPorts(word, value);
      case '\u0084' -> resolve(value);
      case '\u0085' -> options.retries = (int) Math.min(1000, number(word, value));
      case '\u0086' -> options.retryDelayNanos = Nanos.seconds(number(word, value));
      case '\u0088' -> options.urls.add(value);
      default -> {
        // --noproxy: there are no proxies
      }
    }
  }

  private static long number(String word, String value) throws CurlFailure {
    if (!value.matches("[0-9]{1,9}")) {
      throw notANumber(word);
    }
    return Long.parseLong(value);
  }

  private static long seconds(String word, String value) throws CurlFailure {
    if (!value.matches("[0-9]{1,9}(\\.[0-9]{0,9})?")) {
      throw notANumber(word);
    }
    return Math.round(Double.parseDouble(value) * Nanos.PER_SECOND);
  }

  private static CurlFailure notANumber(String word) {
    return new CurlFailure(
        CurlFailure.USAGE, "option " + word + ": expected a proper numerical parameter");
  }

  /** A port, or a range: --local-port 20001 or 20001-20100. */
  private void localPorts(String word, String value) throws CurlFailure {
    if (!value.matches("[0-9]{1,5}( *- *[0-9]{1,5})?")) {
      throw badlyUsed(word);
    }
    String[] ends = value.split(" *- *", -1);
    int first = Integer.parseInt(ends[0]);
    int last = Integer.parseInt(ends[ends.length - 1]);
    if (first < 1 || last > MOST_PORT || last < first) {
      throw badlyUsed(word);
    }
    options.firstLocalPort = first;
    options.localPorts = last - first + 1;
  }

  private static CurlFailure badlyUsed(String word) {
    return new CurlFailure(CurlFailure.USAGE, "option " + word + ": is badly used here");
  }

  /** HOST:PORT:ADDRESS; what is no such thing is said when the transfer begins. */
  private void resolve(String value) {
    String[] parts = value.split(":", 3);
    if (parts.length == 3 && parts[1].matches("[0-9]{1,5}") && Ipv4Address.isValid(parts[2])) {
      options.resolved.put(parts[0] + ":" + parts[1], parts[2]);
    } else {
      options.resolved.put("", value);
    }
  }
}
