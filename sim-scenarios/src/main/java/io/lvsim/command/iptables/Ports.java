package io.lvsim.command.iptables;

import io.lvsim.command.net.Inet;
import io.lvsim.lab.NameService;
import io.lvsim.netfilter.PortRange;
import java.util.OptionalInt;

/** Ports by number or by name, as on a command line. */
final class Ports {
  private static final int MAXIMUM = 65_535;

  private final NameService names;

  Ports(NameService names) {
    this.names = names;
  }

  /** One port, or first:last of which either may be left out (parse_tcp_ports). */
  PortRange range(String text, int protocol) throws Complaint {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return PortRange.of(port(text, protocol));
    }
    String first = text.substring(0, colon);
    String last = text.substring(colon + 1);
    int from = first.isEmpty() ? 0 : port(first, protocol);
    int to = last.isEmpty() ? MAXIMUM : port(last, protocol);
    if (from > to) {
      throw Complaint.about("invalid portrange (min > max)");
    }
    return new PortRange(from, to);
  }

  int port(String text, int protocol) throws Complaint {
    Long number = Inet.number(text);
    if (number != null && number <= MAXIMUM) {
      return number.intValue();
    }
    OptionalInt named = names.port(text, protocol);
    if (named.isEmpty()) {
      throw Complaint.about("invalid port/service `" + text + "' specified");
    }
    return named.getAsInt();
  }
}
