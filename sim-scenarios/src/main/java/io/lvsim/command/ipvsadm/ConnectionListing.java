package io.lvsim.command.ipvsadm;

import io.lvsim.ipvs.ConnectionEntry;
import io.lvsim.ipvs.ServiceConfig;
import java.util.List;

/** The connections as ipvsadm -Lc lists them. */
final class ConnectionListing {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private ConnectionListing() {}

  /**
   * Every entry, under the titles.
   *
   * @param engines whether to show columns for persistence engines
   */
  static String of(List<ConnectionEntry> entries, EndpointNames names, boolean engines) {
    StringBuilder text = new StringBuilder("IPVS connection entries\n");
    text.append("pro expire state       source             virtual            destination");
    text.append(engines ? "        pe name          pe_data\n" : "\n");
    for (ConnectionEntry entry : entries) {
      text.append(line(entry, names, engines));
    }
    return text.toString();
  }

  private static String line(ConnectionEntry entry, EndpointNames names, boolean engines) {
    long seconds = entry.expiresInNanos() / NANOS_PER_SECOND;
    int protocol = entry.protocol();
    String server = names.of(entry.serverAddress(), entry.serverPort(), protocol);
    return String.format(
        "%-3s %-6s %-11s %-18s %-18s %s\n",
        protocolName(protocol),
        String.format("%02d:%02d", seconds / 60, seconds % 60),
        entry.state(),
        names.of(entry.clientAddress(), entry.clientPort(), protocol),
        names.of(entry.virtualAddress(), entry.virtualPort(), protocol),
        engines && !entry.engineData().isEmpty()
            ? String.format("%-18s %-18s %s", server, ServiceConfig.ENGINE_SIP, entry.engineData())
            : server);
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
