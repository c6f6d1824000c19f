package io.lvsim.daemon.ldirectord;

import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code host[->lasthost][:port] gate|masq|ipip [weight] ["request", "receive"] [l:N] [u:N]}
 * behind real=. As ldirectord does, it searches the line for each part and cuts it off there.
 */
final class RealReader {
  private static final String HOST =
      "([0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+|[A-Za-z0-9.-]+|\\[[0-9A-fa-f:]+])";
  private static final Pattern LINE =
      Pattern.compile(HOST + "(->" + HOST + ")?(:([A-Za-z0-9_-]+))?\\s+(.*)");
  private static final Pattern FORWARD = Pattern.compile("([A-Za-z0-9_]+)(.*)");
  private static final Pattern WEIGHT = Pattern.compile("\\s+([0-9]+)(.*)");
  private static final Pattern CHECK = Pattern.compile("\\s+\"(.*)\"[, ]\\s*\"(.*)\"(.*)");
  private static final Pattern LOWER = Pattern.compile("\\s+l:([0-9]+)(.*)");
  private static final Pattern UPPER = Pattern.compile("\\s+u:([0-9]+)(.*)");
  private static final int MOST_IN_RANGE = 65536;

  private final int line;
  private final ConfigSurroundings surroundings;
  private String rest = "";

  RealReader(int line, ConfigSurroundings surroundings) {
    this.line = line;
    this.surroundings = surroundings;
  }

  static boolean isForward(String word) {
    return word.equals("gate") || word.equals("masq") || word.equals("ipip");
  }

  /** Reads one line: as many real servers as the range has addresses. */
  List<RealConfig> read(String text) throws ConfigException {
    Matcher matcher = LINE.matcher(text);
    if (!matcher.find()) {
      throw error("invalid address for real server (wrong format)");
    }
    String first = matcher.group(1);
    String last = matcher.group(3);
    String firstAddress = address(first, "(could not resolve host)");
    int port = port(matcher.group(5));
    String lastAddress =
        last == null ? firstAddress : address(last, "(could not resolve end host)");
    List<RealConfig> reals = new ArrayList<>();
    for (String address : range(firstAddress, lastAddress)) {
      rest = matcher.group(6);
      reals.add(readRest(address, port));
    }
    return reals;
  }

  private String address(String host, String why) throws ConfigException {
    String address = surroundings.address(host);
    if (address == null) {
      throw error("invalid address (" + host + ") for real server " + why);
    }
    return address;
  }

  private int port(@Nullable String text) throws ConfigException {
    if (text == null) {
      return 0;
    }
    OptionalInt port = surroundings.portOrNumber(text, "");
    if (port.isEmpty()) {
      throw error("invalid port (" + text + ") for real server (could not resolve port)");
    }
    return port.getAsInt();
  }

  private List<String> range(String first, String last) throws ConfigException {
    long from = Integer.toUnsignedLong(Ipv4Address.parse(first));
    long to = Integer.toUnsignedLong(Ipv4Address.parse(last));
    if (from > to) {
      throw error(
          "Invalid Range: "
              + first
              + "-"
              + last
              + ": First value must be greater than or equal to the second value");
    }
    if (to - from >= MOST_IN_RANGE) {
      throw error("Invalid Range: " + first + "-" + last + ": more than " + MOST_IN_RANGE);
    }
    List<String> addresses = new ArrayList<>();
    for (long address = from; address <= to; address++) {
      addresses.add(Ipv4Address.format((int) address));
    }
    return addresses;
  }

  private RealConfig readRest(String address, int port) throws ConfigException {
    Matcher method = FORWARD.matcher(rest);
    if (!method.find() || !isForward(method.group(1))) {
      throw error("forward method must be gate, masq or ipip");
    }
    String forward = method.group(1);
    rest = method.group(2);
    String weight = cut(WEIGHT);
    Matcher check = CHECK.matcher(rest);
    String request = null;
    String receive = null;
    if (check.find()) {
      request = check.group(1).startsWith("/") ? check.group(1) : "/" + check.group(1);
      receive = check.group(2);
      rest = check.group(3);
    }
    String lower = cut(LOWER);
    String upper = cut(UPPER);
    if (!rest.isBlank()) {
      throw error("Invalid real server line, around \"" + rest + "\"");
    }
    return new RealConfig(
        address,
        port,
        forward,
        weight == null ? "1" : weight,
        request,
        receive,
        lower == null ? "0" : lower,
        upper == null ? "0" : upper);
  }

  /** Finds a number, and leaves what is behind it; null if there is none. */
  private @Nullable String cut(Pattern pattern) {
    Matcher matcher = pattern.matcher(rest);
    if (!matcher.find()) {
      return null;
    }
    rest = matcher.group(2);
    return matcher.group(1);
  }

  private ConfigException error(String message) {
    return new ConfigException(line, message);
  }
}
