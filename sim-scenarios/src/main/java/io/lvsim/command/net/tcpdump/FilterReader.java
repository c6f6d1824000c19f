package io.lvsim.command.net.tcpdump;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Igmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a filter (pcap-filter(7)): arp, ip, icmp, tcp, udp; host, net, port, ether host, each with
 * src or dst; broadcast; with and, or, not and parentheses. {@code and} and {@code or} bind alike,
 * from the left, as in libpcap.
 */
final class FilterReader {
  private static final int DEEPEST = 100;
  private static final int MOST_PORT = 65535;

  private final List<String> words;
  private int at;
  private int depth;

  private FilterReader(List<String> words) {
    this.words = words;
  }

  /**
   * @throws TcpdumpFailure if the text is no filter
   */
  static FrameFilter read(String text) throws TcpdumpFailure {
    String spaced =
        text.replace("(", " ( ")
            .replace(")", " ) ")
            .replace("!", " not ")
            .replace("&&", " and ")
            .replace("||", " or ")
            .trim();
    FilterReader reader = new FilterReader(new ArrayList<>(List.of(spaced.split("\\s+"))));
    FrameFilter filter = reader.expression();
    if (reader.at < reader.words.size()) {
      throw syntaxError();
    }
    return filter;
  }

  private FrameFilter expression() throws TcpdumpFailure {
    FrameFilter filter = term();
    while (is("and") || is("or")) {
      boolean both = words.get(at++).equals("and");
      FrameFilter other = term();
      filter = both ? filter.and(other) : filter.or(other);
    }
    return filter;
  }

  private FrameFilter term() throws TcpdumpFailure {
    if (++depth > DEEPEST) {
      throw syntaxError();
    }
    try {
      if (take("not")) {
        FrameFilter filter = term();
        return frame -> !filter.matches(frame);
      }
      if (take("(")) {
        FrameFilter filter = expression();
        if (!take(")")) {
          throw syntaxError();
        }
        return filter;
      }
      return primitive();
    } finally {
      depth--;
    }
  }

  private FrameFilter primitive() throws TcpdumpFailure {
    String word = next();
    return switch (word) {
      case "arp" -> frame -> Ethernet.type(frame) == Ethernet.TYPE_ARP;
      case "ip" -> withMore(FrameFields::isIpv4);
      case "icmp" -> frame -> FrameFields.protocol(frame) == Ipv4.PROTOCOL_ICMP;
      case "igmp" -> frame -> FrameFields.protocol(frame) == Igmp.PROTOCOL;
      case "tcp" -> withMore(frame -> FrameFields.protocol(frame) == Ipv4.PROTOCOL_TCP);
      case "udp" -> withMore(frame -> FrameFields.protocol(frame) == Ipv4.PROTOCOL_UDP);
      case "broadcast" -> frame -> Ethernet.destination(frame) == MacAddress.BROADCAST;
      case "ether" -> ether();
      case "src", "dst" -> directed(word.equals("src"), word.equals("dst"));
      case "host", "net", "port" -> named(word, true, true);
      default -> address(word, true, true);
    };
  }

  /** "tcp port 80" and "ip host X" need no "and". */
  private FrameFilter withMore(FrameFilter filter) throws TcpdumpFailure {
    boolean more = is("port") || is("host") || is("net") || is("src") || is("dst");
    return more ? filter.and(primitive()) : filter;
  }

  private FrameFilter directed(boolean source, boolean destination) throws TcpdumpFailure {
    String word = next();
    return switch (word) {
      case "host", "net", "port" -> named(word, source, destination);
      default -> address(word, source, destination);
    };
  }

  private FrameFilter named(String what, boolean source, boolean destination)
      throws TcpdumpFailure {
    String value = next();
    if (!what.equals("port")) {
      return address(value, source, destination);
    }
    if (!value.matches("[0-9]{1,9}")) {
      throw new TcpdumpFailure(1, "tcpdump: unknown port '" + value + "'");
    }
    int port = Integer.parseInt(value);
    if (port > MOST_PORT) {
      throw new TcpdumpFailure(1, "tcpdump: illegal port number " + port + " > " + MOST_PORT);
    }
    return frame ->
        source && FrameFields.sourcePort(frame) == port
            || destination && FrameFields.destinationPort(frame) == port;
  }

  private static FrameFilter address(String value, boolean source, boolean destination)
      throws TcpdumpFailure {
    String[] parts = value.split("/", 2);
    boolean sane = parts.length == 1 || parts[1].matches("[0-9]|[12][0-9]|3[0-2]");
    if (!sane || !Ipv4Address.isValid(parts[0])) {
      throw syntaxError();
    }
    int address = Ipv4Address.parse(parts[0]);
    int length = parts.length == 1 ? 32 : Integer.parseInt(parts[1]);
    return frame ->
        FrameFields.hasAddresses(frame)
            && (source && Ipv4Address.inPrefix(FrameFields.source(frame), address, length)
                || destination
                    && Ipv4Address.inPrefix(FrameFields.destination(frame), address, length));
  }

  private FrameFilter ether() throws TcpdumpFailure {
    boolean source = !is("dst");
    boolean destination = !is("src");
    if (is("src") || is("dst")) {
      at++;
    }
    take("host");
    long mac = mac(next());
    return frame ->
        source && Ethernet.source(frame) == mac
            || destination && Ethernet.destination(frame) == mac;
  }

  private static long mac(String text) throws TcpdumpFailure {
    try {
      return MacAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw syntaxError();
    }
  }

  private boolean is(String word) {
    return at < words.size() && words.get(at).equals(word);
  }

  private boolean take(String word) {
    boolean there = is(word);
    at += there ? 1 : 0;
    return there;
  }

  private String next() throws TcpdumpFailure {
    if (at >= words.size() || words.get(at).isEmpty()) {
      throw syntaxError();
    }
    return words.get(at++);
  }

  private static TcpdumpFailure syntaxError() {
    return new TcpdumpFailure(1, "tcpdump: can't parse filter expression: syntax error");
  }
}
