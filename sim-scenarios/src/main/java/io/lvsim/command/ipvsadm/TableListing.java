package io.lvsim.command.ipvsadm;

import io.lvsim.ipvs.ForwardingMethod;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.ipvs.ListedServer;
import io.lvsim.ipvs.ListedService;
import io.lvsim.ipvs.ServiceConfig;
import io.lvsim.ipvs.ServiceKey;
import io.lvsim.wire.Ipv4Address;
import java.util.List;
import java.util.Set;

/** The table as ipvsadm -L lists it and ipvsadm -S saves it. */
final class TableListing {
  private static final int LONGEST_SERVICE = 33;
  private static final int LONGEST_SERVER = 28;

  private final EndpointNames names;
  private final Columns columns;
  private final boolean exact;
  private final boolean sorted;

  /**
   * @param given the modifiers that choose columns and order
   */
  TableListing(EndpointNames names, Set<Modifier> given) {
    this.names = names;
    columns = columns(given);
    exact = given.contains(Modifier.EXACT);
    sorted = !given.contains(Modifier.NOSORT);
  }

  private static Columns columns(Set<Modifier> given) {
    if (given.contains(Modifier.STATS)) {
      return Columns.STATS;
    } else if (given.contains(Modifier.RATE)) {
      return Columns.RATE;
    } else if (given.contains(Modifier.THRESHOLDS)) {
      return Columns.THRESHOLDS;
    } else if (given.contains(Modifier.PERSISTENT_CONN)) {
      return Columns.PERSISTENT_CONNECTIONS;
    }
    return given.contains(Modifier.TUN_INFO) ? Columns.TUNNELS : Columns.PLAIN;
  }

  /** Every service, under the version and the titles. */
  String all(Ipvs ipvs) {
    StringBuilder text = new StringBuilder();
    text.append("IP Virtual Server version 1.2.1 (size=").append(ipvs.tableSize()).append(")\n");
    text.append(columns.title());
    for (ListedService service : services(ipvs)) {
      append(text, service);
    }
    return text.toString();
  }

  /** One service, under the titles. */
  String one(ListedService service) {
    StringBuilder text = new StringBuilder(columns.title());
    append(text, service);
    return text.toString();
  }

  /** Every service as lines that ipvsadm -R reads; thresholds are not saved. */
  String rules(Ipvs ipvs) {
    StringBuilder text = new StringBuilder();
    for (ListedService service : services(ipvs)) {
      appendRules(text, service);
    }
    return text.toString();
  }

  private List<ListedService> services(Ipvs ipvs) {
    List<ListedService> services = ipvs.listed(false).services();
    return sorted ? TableOrder.ofServices(services) : services;
  }

  private List<ListedServer> servers(ListedService service) {
    return sorted ? TableOrder.ofServers(service.servers()) : service.servers();
  }

  private void append(StringBuilder text, ListedService service) {
    String name = listed(service.key());
    text.append(columns.service(name, service.config(), service.stats(), exact)).append('\n');
    for (ListedServer server : servers(service)) {
      String serverName = cut(name(service, server), LONGEST_SERVER);
      text.append(columns.server(serverName, server, exact)).append('\n');
    }
  }

  private String listed(ServiceKey key) {
    if (key.mark() != 0) {
      return "FWM  " + key.mark();
    }
    String protocol = String.format("%-4s ", protocolName(key.protocol()));
    return cut(protocol + names.of(key.address(), key.port(), key.protocol()), LONGEST_SERVICE);
  }

  private static String protocolName(int protocol) {
    return switch (protocol) {
      case 6 -> "TCP";
      case 17 -> "UDP";
      case 132 -> "SCTP";
      default -> "?";
    };
  }

  private void appendRules(StringBuilder text, ListedService service) {
    String name = saved(service.key());
    text.append("-A ").append(name).append(options(service.config())).append('\n');
    for (ListedServer server : servers(service)) {
      text.append("-a ").append(name);
      text.append(" -r ").append(name(service, server));
      text.append(methodSwitch(server.method()));
      text.append(" -w ").append(server.weight());
      text.append(server.method() == ForwardingMethod.TUNNEL ? " --tun-type ipip\n" : "\n");
    }
  }

  private String saved(ServiceKey key) {
    if (key.mark() != 0) {
      return "-f " + key.mark();
    }
    String option =
        switch (key.protocol()) {
          case 6 -> "-t ";
          case 17 -> "-u ";
          default -> "--sctp-service ";
        };
    return option + names.of(key.address(), key.port(), key.protocol());
  }

  private static String options(ServiceConfig config) {
    StringBuilder text = new StringBuilder(" -s " + config.scheduler());
    if (config.persistentSeconds() != 0) {
      text.append(" -p ").append(config.persistentSeconds());
      if (config.netmask() != -1) {
        text.append(" -M ").append(Ipv4Address.format(config.netmask()));
      }
    }
    if (!config.persistenceEngine().isEmpty()) {
      text.append(" --pe ").append(config.persistenceEngine());
    }
    if (config.onePacket()) {
      text.append(" -o");
    }
    if (SchedulerFlags.any(config.schedulerFlags())) {
      text.append(" -b ");
      text.append(SchedulerFlags.format(config.scheduler(), config.schedulerFlags()));
    }
    return text.toString();
  }

  private static String methodSwitch(ForwardingMethod method) {
    return switch (method) {
      case MASQ -> " -m";
      case TUNNEL -> " -i";
      default -> " -g";
    };
  }

  /** Ports of a mark's real servers have no protocol, and so no names. */
  private String name(ListedService service, ListedServer server) {
    return names.of(server.address(), server.port(), service.key().protocol());
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) : text;
  }
}
