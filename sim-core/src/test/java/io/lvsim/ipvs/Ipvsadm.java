package io.lvsim.ipvs;

import io.lvsim.host.HostException;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** As much of ipvsadm as recordings of the director need; columns are one space apart. */
final class Ipvsadm {
  private final Ipvs ipvs;

  Ipvsadm(Ipvs ipvs) {
    this.ipvs = ipvs;
  }

  /** Runs a command line without the word ipvsadm. */
  List<String> run(String line) {
    Arguments at = new Arguments(line.strip().split("\\s+"));
    try {
      return run(at);
    } catch (HostException e) {
      throw new AssertionError("ipvsadm " + line, e);
    }
  }

  private List<String> run(Arguments at) throws HostException {
    switch (at.words[0]) {
      case "-A" -> ipvs.addService(at.key(), at.service());
      case "-E" -> ipvs.editService(at.key(), at.service());
      case "-D" -> ipvs.deleteService(at.key());
      case "-C" -> ipvs.flush();
      case "-a" -> ipvs.addServer(at.key(), at.serverAddress(), at.serverPort(), at.server());
      case "-e" -> ipvs.editServer(at.key(), at.serverAddress(), at.serverPort(), at.server());
      case "-d" -> ipvs.deleteServer(at.key(), at.serverAddress(), at.serverPort());
      case "-Z" -> ipvs.zero(at.words.length == 1 ? null : at.key());
      case "--set" -> ipvs.setTimeouts(at.number(1), at.number(2), at.number(3));
      case "-Lnc" -> {
        return ipvs.connections().stream().map(Ipvsadm::line).toList();
      }
      case "-Ln", "-L" -> {
        return at.has("--timeout") ? timeouts() : services(at);
      }
      default -> throw new AssertionError("not known: ipvsadm " + String.join(" ", at.words));
    }
    return List.of();
  }

  private List<String> timeouts() {
    int[] seconds = ipvs.timeouts();
    return List.of("Timeout (tcp tcpfin udp): " + seconds[0] + " " + seconds[1] + " " + seconds[2]);
  }

  private List<String> services(Arguments at) {
    List<String> lines = new ArrayList<>();
    List<VirtualService> services = new ArrayList<>(ipvs.services());
    services.sort(
        Comparator.comparingInt((VirtualService s) -> s.key().mark())
            .thenComparingInt(s -> s.key().protocol())
            .thenComparingInt(s -> s.key().address())
            .thenComparingInt(s -> s.key().port()));
    for (VirtualService service : services) {
      if (at.words.length == 1 || at.has("--persistent-conn") || service.key().equals(at.key())) {
        lines.add(line(service));
        service.servers().stream()
            .sorted(Comparator.comparingInt(RealServer::address))
            .forEach(server -> lines.add(line(server, at.has("--persistent-conn"))));
      }
    }
    return lines;
  }

  private static String line(VirtualService service) {
    ServiceConfig config = service.config();
    ServiceKey key = service.key();
    String name =
        key.mark() != 0
            ? "FWM " + key.mark()
            : protocol(key.protocol()) + " " + Ipv4Address.format(key.address()) + ":" + key.port();
    String persistent =
        config.persistentSeconds() == 0 ? "" : " persistent " + config.persistentSeconds();
    String mask = config.netmask() == -1 ? "" : " mask " + Ipv4Address.format(config.netmask());
    String onePacket = config.onePacket() ? " ops" : "";
    return name + " " + config.scheduler() + persistent + mask + onePacket;
  }

  private static String line(RealServer server, boolean persistent) {
    String name = "-> " + Ipv4Address.format(server.address()) + ":" + server.port();
    String counts = server.activeConnections() + " " + server.inactiveConnections();
    return persistent
        ? name + " " + server.weight() + " " + server.persistentConnections() + " " + counts
        : name + " " + server.method().listed() + " " + server.weight() + " " + counts;
  }

  private static String line(ConnectionEntry entry) {
    long seconds = entry.expiresInNanos() / 1_000_000_000L;
    return String.format(
        "%s %02d:%02d %s %s:%d %s:%d %s:%d",
        protocol(entry.protocol()),
        seconds / 60,
        seconds % 60,
        entry.state(),
        Ipv4Address.format(entry.clientAddress()),
        entry.clientPort(),
        Ipv4Address.format(entry.virtualAddress()),
        entry.virtualPort(),
        Ipv4Address.format(entry.serverAddress()),
        entry.serverPort());
  }

  private static String protocol(int protocol) {
    return switch (protocol) {
      case Ipv4.PROTOCOL_TCP -> "TCP";
      case Ipv4.PROTOCOL_UDP -> "UDP";
      case Ipv4.PROTOCOL_SCTP -> "SCTP";
      default -> "IP";
    };
  }

  /** The words of one command line. */
  private static final class Arguments {
    final String[] words;

    Arguments(String[] words) {
      this.words = words;
    }

    boolean has(String option) {
      return List.of(words).contains(option);
    }

    String after(String option, String otherwise) {
      int at = List.of(words).indexOf(option);
      return at < 0 || at + 1 == words.length ? otherwise : words[at + 1];
    }

    int number(int at) {
      return Integer.parseInt(words[at]);
    }

    ServiceKey key() {
      String mark = after("-f", "");
      if (!mark.isEmpty()) {
        return ServiceKey.ofMark(Integer.parseInt(mark));
      }
      if (has("--sctp-service")) {
        return key(Ipv4.PROTOCOL_SCTP, after("--sctp-service", ""));
      }
      return has("-u")
          ? key(Ipv4.PROTOCOL_UDP, after("-u", ""))
          : key(Ipv4.PROTOCOL_TCP, after("-t", ""));
    }

    private static ServiceKey key(int protocol, String end) {
      return ServiceKey.of(protocol, address(end), port(end, 0));
    }

    ServiceConfig service() {
      String persistent = has("-p") ? after("-p", "360") : "0";
      int flags = 0;
      for (String flag : after("-b", "").split(",")) {
        flags |= flag.endsWith("-port") ? 0x10 : flag.endsWith("-fallback") ? 0x8 : 0;
      }
      return new ServiceConfig(
          after("-s", "wlc"),
          flags,
          Integer.parseInt(persistent),
          Ipv4Address.parse(after("-M", "255.255.255.255")),
          has("-o"),
          after("--pe", ""));
    }

    ServerConfig server() {
      return new ServerConfig(
          has("-m") ? ForwardingMethod.MASQ : ForwardingMethod.ROUTE,
          Integer.parseInt(after("-w", "1")),
          Integer.parseInt(after("-x", "0")),
          Integer.parseInt(after("-y", "0")));
    }

    int serverAddress() {
      return address(after("-r", ""));
    }

    int serverPort() {
      return port(after("-r", ""), key().port());
    }

    private static int address(String end) {
      return Ipv4Address.parse(end.split(":")[0]);
    }

    private static int port(String end, int otherwise) {
      int colon = end.indexOf(':');
      return colon < 0 ? otherwise : Integer.parseInt(end.substring(colon + 1));
    }
  }
}
