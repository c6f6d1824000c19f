package io.lvsim.command.net.tcpdump;

import java.util.ArrayList;
import java.util.List;

/** tcpdump's command line: bundled short options, then a filter. */
final class TcpdumpOptions {
  private static final String WITHOUT_VALUE = "neqvtlUpASX#";
  private static final String WITH_VALUE = "icwsr";
  private static final String USAGE =
      """
      tcpdump version 4.99.3
      libpcap version 1.10.3 (with TPACKET_V3)
      Usage: tcpdump [-AbdDefhHIJKlLnNOpqStuUvxX#] [ -B size ] [ -c count ] [--count]
      \t\t[ -C file_size ] [ -E algo:secret ] [ -F file ] [ -G seconds ]
      \t\t[ -i interface ] [ --immediate-mode ] [ -j tstamptype ]
      \t\t[ -M secret ] [ --number ] [ --print ] [ -Q in|out|inout ]
      \t\t[ -r file ] [ -s snaplen ] [ -T type ] [ --version ]
      \t\t[ -V file ] [ -w file ] [ -W filecount ] [ -y datalinktype ]
      \t\t[ --time-stamp-precision precision ] [ --micro ] [ --nano ]
      \t\t[ -z postrotate-command ] [ -Z user ] [ expression ]\
      """;

  String interfaceName = "";
  String file = "";
  long count;
  boolean numeric;
  boolean linkLayer;
  boolean verbose;
  int hideTime;
  FrameFilter filter = frame -> true;

  /**
   * @throws TcpdumpFailure with tcpdump's words
   */
  static TcpdumpOptions read(List<String> arguments) throws TcpdumpFailure {
    TcpdumpOptions options = new TcpdumpOptions();
    List<String> expression = new ArrayList<>();
    for (int at = 0; at < arguments.size(); at++) {
      String word = arguments.get(at);
      if (!expression.isEmpty() || !word.startsWith("-") || word.length() == 1) {
        expression.add(word);
      } else if (word.startsWith("--")) {
        options.longOption(word);
      } else {
        at += options.bundle(word, at + 1 < arguments.size() ? arguments.get(at + 1) : "");
      }
    }
    if (!expression.isEmpty()) {
      options.filter = FilterReader.read(String.join(" ", expression));
    }
    return options;
  }

  private void longOption(String word) throws TcpdumpFailure {
    if (!List.of("--immediate-mode", "--number", "--print", "--micro").contains(word)) {
      throw new TcpdumpFailure(1, "tcpdump: unrecognized option '" + word + "'\n" + USAGE);
    }
  }

  /** Returns how many further words were used. */
  private int bundle(String word, String next) throws TcpdumpFailure {
    for (int i = 1; i < word.length(); i++) {
      char letter = word.charAt(i);
      if (WITH_VALUE.indexOf(letter) >= 0) {
        boolean attached = i + 1 < word.length();
        if (!attached && next.isEmpty()) {
          throw new TcpdumpFailure(
              1, "tcpdump: option requires an argument -- '" + letter + "'\n" + USAGE);
        }
        set(letter, attached ? word.substring(i + 1) : next);
        return attached ? 0 : 1;
      }
      if (WITHOUT_VALUE.indexOf(letter) < 0) {
        throw new TcpdumpFailure(1, "tcpdump: invalid option -- '" + letter + "'\n" + USAGE);
      }
      switchOn(letter);
    }
    return 0;
  }

  private void switchOn(char letter) {
    switch (letter) {
      case 'n' -> numeric = true;
      case 'e' -> linkLayer = true;
      case 'v' -> verbose = true;
      case 't' -> hideTime++;
      default -> {
        // buffering and the like change nothing here
      }
    }
  }

  private void set(char letter, String value) throws TcpdumpFailure {
    switch (letter) {
      case 'i' -> interfaceName = value;
      case 'w' -> file = value;
      case 'c' -> {
        if (!value.matches("[1-9][0-9]{0,8}")) {
          throw new TcpdumpFailure(1, "tcpdump: invalid packet count " + value);
        }
        count = Long.parseLong(value);
      }
      case 'r' ->
          throw new TcpdumpFailure(1, "tcpdump: reading a file (-r) is not modelled in this lab");
      default -> {
        // -s: frames are always whole here
      }
    }
  }
}
