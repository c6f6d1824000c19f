package io.lvsim.kernel;

import io.lvsim.scenario.run.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads /proc/net/ip_vs and /proc/net/ip_vs_conn (ip_vs_info_seq_show in ip_vs_ctl.c,
 * ip_vs_conn_seq_show in ip_vs_conn.c). Addresses and ports are in hexadecimal digits.
 */
final class DirectorFiles {
  private DirectorFiles() {}

  static List<Observed.Service> services(String text) {
    List<Observed.Service> services = new ArrayList<>();
    List<Observed.Server> servers = new ArrayList<>();
    for (String line : text.lines().skip(3).toList()) {
      String[] words = line.strip().split("\\s+");
      if (words[0].equals("->")) {
        String[] end = words[1].split(":");
        servers.add(
            new Observed.Server(address(end[0]), number(end[1]), Integer.parseInt(words[3])));
      } else {
        servers = new ArrayList<>();
        services.add(new Observed.Service(name(words), servers));
      }
    }
    return services;
  }

  private static String name(String[] words) {
    if (words[0].equals("FWM")) {
      return "mark " + number(words[1]);
    }
    String[] end = words[1].split(":");
    return words[0].toLowerCase(Locale.ROOT)
        + " "
        + io.lvsim.wire.Ipv4Address.format(address(end[0]))
        + ":"
        + number(end[1]);
  }

  static List<Observed.Connection> connections(String text) {
    List<Observed.Connection> connections = new ArrayList<>();
    for (String line : text.lines().skip(1).toList()) {
      String[] words = line.strip().split("\\s+");
      boolean template = words[2].equals("0000");
      connections.add(new Observed.Connection(words[7], template, address(words[5])));
    }
    return connections;
  }

  private static int address(String digits) {
    return Integer.parseUnsignedInt(digits, 16);
  }

  private static int number(String digits) {
    return Integer.parseUnsignedInt(digits, 16);
  }
}
