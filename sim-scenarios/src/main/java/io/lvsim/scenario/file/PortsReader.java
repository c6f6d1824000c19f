package io.lvsim.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads ports: single ones, lists, and ranges such as "8001-8040". */
final class PortsReader {
  private static final int MAXIMUM = 65_535;
  private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{0,4})-([1-9][0-9]{0,4})");
  private static final String EXPECTED = "a port from 1 to 65535, or a range like \"8001-8040\"";

  private final List<Integer> ports = new ArrayList<>();

  private PortsReader() {}

  static int port(Value value) {
    return (int) Scalars.number(value, 1, MAXIMUM);
  }

  /** Ports, each once. */
  static List<Integer> list(Value value) {
    PortsReader reader = new PortsReader();
    for (Value element : value.list("a list of ports like [80, 443]")) {
      reader.add(element, port(element));
    }
    return List.copyOf(reader.ports);
  }

  /** Ports and ranges, each port once. */
  static List<Integer> ranges(Value value) {
    PortsReader reader = new PortsReader();
    for (Value element : value.list("a list of ports like [80, \"8001-8040\"]")) {
      reader.addRange(element);
    }
    return List.copyOf(reader.ports);
  }

  private void addRange(Value element) {
    Matcher range = RANGE.matcher(element.isText() ? element.written() : "");
    if (!range.matches()) {
      if (element.isText() && !element.written().matches("-?[0-9]{1,18}")) {
        element.expected(EXPECTED);
      } else {
        add(element, port(element));
      }
      return;
    }
    int first = Integer.parseInt(range.group(1));
    int last = Integer.parseInt(range.group(2));
    if (first > last || last > MAXIMUM) {
      element.expected(EXPECTED);
      return;
    }
    for (int port = first; port <= last; port++) {
      add(element, port);
    }
  }

  private void add(Value element, int port) {
    if (ports.contains(port)) {
      element.wrong("duplicate port " + port + "; expected it once");
    } else {
      ports.add(port);
    }
  }
}
