package io.lvsim.command.ipvsadm;

import io.lvsim.ipvs.ListedServer;
import io.lvsim.ipvs.ServiceConfig;
import io.lvsim.ipvs.Stats;
import io.lvsim.wire.Ipv4Address;

/** What ipvsadm -L shows of services and real servers: one constant for each set of columns. */
enum Columns {
  STATS {
    @Override
    String title() {
      return counterTitle("Conns", "InPkts", "OutPkts", "InBytes", "OutBytes");
    }

    @Override
    String service(String name, ServiceConfig config, Stats stats, boolean exact) {
      return pad(name) + counters(stats, exact);
    }

    @Override
    String server(String name, ListedServer server, boolean exact) {
      return String.format("  -> %-28s%s", name, counters(server.stats(), exact));
    }

    private String counters(Stats stats, boolean exact) {
      return large(stats.connections(), exact)
          + large(stats.inPackets(), exact)
          + large(stats.outPackets(), exact)
          + large(stats.inBytes(), exact)
          + large(stats.outBytes(), exact);
    }
  },

  RATE {
    @Override
    String title() {
      return counterTitle("CPS", "InPPS", "OutPPS", "InBPS", "OutBPS");
    }

    @Override
    String service(String name, ServiceConfig config, Stats stats, boolean exact) {
      return pad(name)
          + large(stats.connectionRate(), exact)
          + large(stats.inPacketRate(), exact)
          + large(stats.outPacketRate(), exact)
          + large(stats.inByteRate(), exact)
          + large(stats.outByteRate(), exact);
    }

    @Override
    String server(String name, ListedServer server, boolean exact) {
      Stats stats = server.stats();
      return String.format(
          "  -> %-28s %8d %8d %8d%s%s",
          name,
          stats.connectionRate(),
          stats.inPacketRate(),
          stats.outPacketRate(),
          large(stats.inByteRate(), exact),
          large(stats.outByteRate(), exact));
    }
  },

  THRESHOLDS {
    @Override
    String title() {
      return pad("Prot LocalAddress:Port")
          + " Uthreshold Lthreshold ActiveConn InActConn \n  -> RemoteAddress:Port\n";
    }

    @Override
    String server(String name, ListedServer server, boolean exact) {
      return String.format(
          "  -> %-28s %-10d %-10d %-10d %-10d",
          name,
          server.upperThreshold(),
          server.lowerThreshold(),
          server.activeConnections(),
          server.inactiveConnections());
    }
  },

  PERSISTENT_CONNECTIONS {
    @Override
    String title() {
      return pad("Prot LocalAddress:Port")
          + " Weight    PersistConn ActiveConn InActConn \n  -> RemoteAddress:Port\n";
    }

    @Override
    String server(String name, ListedServer server, boolean exact) {
      return String.format(
          "  -> %-28s %-9d %-11d %-10d %-10d",
          name,
          server.weight(),
          server.persistentConnections(),
          server.activeConnections(),
          server.inactiveConnections());
    }
  },

  TUNNELS {
    @Override
    String title() {
      return "Prot LocalAddress:Port Scheduler Flags\n"
          + "  -> RemoteAddress:Port           Forward TunnelInfo    Weight ActiveConn InActConn\n";
    }

    @Override
    String server(String name, ListedServer server, boolean exact) {
      return String.format(
          "  -> %-28s %-7s %-13s %-6d %-10d %-10d",
          name,
          server.method().listed(),
          server.method() == io.lvsim.ipvs.ForwardingMethod.TUNNEL ? "ipip" : "n/a",
          server.weight(),
          server.activeConnections(),
          server.inactiveConnections());
    }
  },

  PLAIN {
    @Override
    String title() {
      return "Prot LocalAddress:Port Scheduler Flags\n"
          + "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n";
    }

    @Override
    String server(String name, ListedServer server, boolean exact) {
      return String.format(
          "  -> %-28s %-7s %-6d %-10d %-10d",
          name,
          server.method().listed(),
          server.weight(),
          server.activeConnections(),
          server.inactiveConnections());
    }
  };

  /** The lines above the services. */
  abstract String title();

  /** A real server's line. */
  abstract String server(String name, ListedServer server, boolean exact);

  /** A service's line; most columns say how it works. */
  String service(String name, ServiceConfig config, Stats stats, boolean exact) {
    StringBuilder line = new StringBuilder(name + " " + config.scheduler());
    if (SchedulerFlags.any(config.schedulerFlags())) {
      line.append(" (")
          .append(SchedulerFlags.format(config.scheduler(), config.schedulerFlags()))
          .append(")");
    }
    if (config.persistentSeconds() != 0) {
      line.append(" persistent ").append(config.persistentSeconds());
      if (config.netmask() != -1) {
        line.append(" mask ").append(Ipv4Address.format(config.netmask()));
      }
      if (!config.persistenceEngine().isEmpty()) {
        line.append(" pe ").append(config.persistenceEngine());
      }
    }
    return config.onePacket() ? line.append(" ops").toString() : line.toString();
  }

  private static String pad(String name) {
    return String.format("%-33s", name);
  }

  private static String counterTitle(Object... names) {
    return pad("Prot LocalAddress:Port")
        + String.format(" %8s %8s %8s %8s %8s\n  -> RemoteAddress:Port\n", names);
  }

  /** A counter in 9 columns, in thousands, millions ... when it is long; or as long as it is. */
  static String large(long value, boolean exact) {
    if (exact) {
      return String.format("%" + Math.max(9, Long.toString(value).length() + 1) + "d", value);
    }
    if (value < 100_000_000L) {
      return String.format("%9d", value);
    }
    if (value < 1_000_000_000L) {
      return String.format("%8dK", value / 1000);
    }
    if (value < 100_000_000_000L) {
      return String.format("%8dM", value / 1_000_000);
    }
    return value < 100_000_000_000_000L
        ? String.format("%8dG", value / 1_000_000_000L)
        : String.format("%8dT", value / 1_000_000_000_000L);
  }
}
