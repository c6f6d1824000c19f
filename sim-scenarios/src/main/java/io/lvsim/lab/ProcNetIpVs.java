package io.lvsim.lab;

import io.lvsim.ipvs.ConnectionEntry;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.ipvs.RealServer;
import io.lvsim.ipvs.ServiceConfig;
import io.lvsim.ipvs.ServiceKey;
import io.lvsim.ipvs.Stats;
import io.lvsim.ipvs.VirtualService;

/** IPVS under /proc/net, as ip_vs_ctl.c and ip_vs_conn.c of Linux 6.1 print it. */
final class ProcNetIpVs {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private ProcNetIpVs() {}

  /**
   * /proc/net/ip_vs: services and real servers in the kernel's order, numbers in hexadecimal.
   *
   * @param ticksPerSecond the kernel's HZ, in which a persistence timeout is shown
   */
  static String table(Ipvs ipvs, int ticksPerSecond) {
    StringBuilder text = new StringBuilder("IP Virtual Server version 1.2.1 (size=");
    text.append(ipvs.tableSize()).append(")\nProt LocalAddress:Port Scheduler Flags\n");
    text.append("  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n");
    for (VirtualService service : ipvs.services()) {
      text.append(service(service.key(), service.config(), ticksPerSecond));
      for (RealServer server : service.servers()) {
        text.append(server(server));
      }
    }
    return text.toString();
  }

  private static String service(ServiceKey key, ServiceConfig config, int ticksPerSecond) {
    String oneEach = config.onePacket() ? "ops " : "";
    String start =
        key.mark() != 0
            ? String.format("FWM  %08X %s %s", key.mark(), config.scheduler(), oneEach)
            : String.format(
                "%s  %08X:%04X %s %s ",
                protocolName(key.protocol()),
                key.address(),
                key.port(),
                config.scheduler(),
                oneEach);
    if (config.persistentSeconds() == 0) {
      return start + "\n";
    }
    long ticks = (long) config.persistentSeconds() * ticksPerSecond;
    return String.format("%spersistent %d %08X\n", start, ticks, config.netmask());
  }

  private static String server(RealServer server) {
    return String.format(
        "  -> %08X:%04X      %-7s %-6d %-10d %-10d\n",
        server.address(),
        server.port(),
        server.method().listed(),
        server.weight(),
        server.activeConnections(),
        server.inactiveConnections());
  }

  /** /proc/net/ip_vs_conn: connections and templates, with the seconds they have left. */
  static String connections(Ipvs ipvs) {
    StringBuilder text = new StringBuilder("Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt");
    text.append(" State       Expires PEName PEData\n");
    for (ConnectionEntry entry : ipvs.connections()) {
      text.append(connection(entry));
    }
    return text.toString();
  }

  static String connection(ConnectionEntry entry) {
    String engine = entry.engineData().isEmpty() ? "" : " sip " + entry.engineData();
    return ends(entry) + String.format(" %-11s %7d%s\n", entry.state(), seconds(entry), engine);
  }

  /** /proc/net/ip_vs_conn_sync: the same with who told of each, a packet or another director. */
  static String origins(Ipvs ipvs) {
    StringBuilder text = new StringBuilder("Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt");
    text.append(" State       Origin Expires\n");
    for (ConnectionEntry entry : ipvs.connections()) {
      String origin = entry.isSynced() ? "SYNC" : "LOCAL";
      text.append(ends(entry));
      text.append(String.format(" %-11s %-6s %7d\n", entry.state(), origin, seconds(entry)));
    }
    return text.toString();
  }

  private static String ends(ConnectionEntry entry) {
    return String.format(
        "%-3s %08X %04X %08X %04X %08X %04X",
        protocolName(entry.protocol()),
        entry.clientAddress(),
        entry.clientPort(),
        entry.virtualAddress(),
        entry.virtualPort(),
        entry.serverAddress(),
        entry.serverPort());
  }

  private static long seconds(ConnectionEntry entry) {
    return entry.expiresInNanos() / NANOS_PER_SECOND;
  }

  /** /proc/net/ip_vs_stats: totals and rates in hexadecimal. */
  static String statistics(Stats total) {
    return "   Total Incoming Outgoing         Incoming         Outgoing\n"
        + "   Conns  Packets  Packets            Bytes            Bytes\n"
        + counters(
            total.connections(),
            total.inPackets(),
            total.outPackets(),
            total.inBytes(),
            total.outBytes())
        + "\n Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s\n"
        + counters(
            total.connectionRate(),
            total.inPacketRate(),
            total.outPacketRate(),
            total.inByteRate(),
            total.outByteRate());
  }

  private static String counters(long connections, long in, long out, long inBytes, long outBytes) {
    return String.format("%8X %8X %8X %16X %16X\n", connections, in, out, inBytes, outBytes);
  }

  private static String protocolName(int protocol) {
    return switch (protocol) {
      case 6 -> "TCP";
      case 17 -> "UDP";
      case 132 -> "SCTP";
      default -> "IP";
    };
  }
}
