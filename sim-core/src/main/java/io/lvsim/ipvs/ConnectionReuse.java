package io.lvsim.ipvs;

import io.lvsim.wire.Ipv4;

/** Decides whether a packet may go on in the connection that is known under its ends. */
final class ConnectionReuse {
  /** The packet was dropped. */
  static final int DROPPED = -2;

  private static final int MODE_TUNNEL_AND_DIRECT = 2;

  private final Connections connections;
  private final ConnectionTable table;
  private final IpvsSysctls sysctls;
  private final Telling telling;

  ConnectionReuse(Connections connections, IpvsSysctls sysctls, Telling telling) {
    this.connections = connections;
    this.table = connections.table();
    this.sysctls = sysctls;
    this.telling = telling;
  }

  /**
   * Looks at a packet's connection as ip_vs_in_hook does.
   *
   * @return the same row; {@link Connections#NONE} if a server is to be chosen anew; {@link
   *     #DROPPED}
   */
  int check(int row, Packet packet) {
    if (row == Connections.NONE) {
      return row;
    }
    if (packet.isNewConnection() && startsAnew(row)) {
      connections.expireNow(row);
      return Connections.NONE;
    }
    if (!table.server(row).isRemoved()) {
      connections.telling().hit(row);
      return row;
    }
    return withoutServer(row, packet);
  }

  private boolean startsAnew(int row) {
    if (sysctls.isOn(IpvsSetting.EXPIRE_NODEST_CONN) && table.server(row).weight() == 0) {
      connections.telling().replaced(row, "its server has weight 0 and expire_nodest_conn = 1");
      return true;
    }
    int mode = sysctls.get(IpvsSetting.CONN_REUSE_MODE);
    if (mode != 0 && isNewConnectionExpected(row, mode)) {
      connections.telling().replaced(row, "its state lets conn_reuse_mode begin a new connection");
      return true;
    }
    return false;
  }

  /** is_new_conn_expected: never if a template controls the connection. */
  private boolean isNewConnectionExpected(int row, int mode) {
    if (table.template(row) != ConnectionTable.NONE) {
      return false;
    }
    int state = table.state(row);
    return switch (table.binding(row).protocol) {
      case Ipv4.PROTOCOL_TCP ->
          state == TcpStates.TIME_WAIT
              || state == TcpStates.CLOSE
              || (mode & MODE_TUNNEL_AND_DIRECT) != 0
                  && state == TcpStates.FIN_WAIT
                  && table.isWithoutOutput(row);
      case Ipv4.PROTOCOL_SCTP -> state == SctpStates.CLOSED;
      default -> false;
    };
  }

  private int withoutServer(int row, Packet packet) {
    if (!sysctls.isOn(IpvsSetting.EXPIRE_NODEST_CONN)) {
      if (telling.on()) {
        String server = Telling.server(table.server(row));
        telling.dropped(
            packet,
            "the real server "
                + server
                + " was removed and expire_nodest_conn = 0; the entry's"
                + " timer runs on");
      }
      return DROPPED;
    }
    connections.telling().replaced(row, "its server was removed and expire_nodest_conn = 1");
    connections.expireNow(row);
    return Connections.NONE;
  }
}
