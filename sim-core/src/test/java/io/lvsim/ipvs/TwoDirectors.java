package io.lvsim.ipvs;

import io.lvsim.engine.Jiffies;
import io.lvsim.engine.Simulation;
import io.lvsim.host.HostException;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Two directors with the same clients and real servers. */
final class TwoDirectors {
  /** A message as a capture shows it. */
  record Message(long atNanos, String sender, String hex) {}

  private static final String GROUP = "224.0.0.81:8848";

  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");

  private final Simulation simulation = new Simulation(1);
  private final FakeSyncNetwork network = new FakeSyncNetwork();
  private final FakeSyncNetwork otherNetwork = network.another();
  private final FakePlatform platform = new FakePlatform(simulation);
  private final FakePlatform otherPlatform = new FakePlatform(simulation);
  private final Ipvs dir = new Ipvs(platform, network);
  private final Ipvs dir2 = new Ipvs(otherPlatform, otherNetwork);
  final List<Message> sent = new ArrayList<>();

  /** A kernel's clock of ticks begins five minutes before it turns over (INITIAL_JIFFIES). */
  private static final long BOOT_NANOS = Jiffies.toNanos((1L << 32) - 300 * Jiffies.PER_SECOND);

  /** What all packets are marked with. */
  int mark;

  TwoDirectors() {
    simulation.runUntil(BOOT_NANOS);
    network.tap = message -> note("192.168.2.190", message);
    otherNetwork.tap = message -> note("192.168.2.189", message);
  }

  /** Seconds since boot, forward only. */
  void runUntil(long nanos) {
    simulation.runUntil(BOOT_NANOS + nanos);
  }

  void services(String name, String arguments) {
    for (String command : arguments.split(";")) {
      new Ipvsadm(ipvs(name)).run(command.strip());
    }
  }

  Ipvs ipvs(String name) {
    return name.equals("dir") ? dir : dir2;
  }

  /** A datagram comes to the group from a third host. */
  void multicast(String hex) {
    network.receive(GROUP, HexFormat.of().parseHex(hex));
    otherNetwork.receive(GROUP, HexFormat.of().parseHex(hex));
  }

  /** ipvsadm --start-daemon and --stop-daemon. */
  void daemon(String name, List<String> words) throws HostException {
    SyncDaemons daemons = ipvs(name).syncDaemons();
    boolean master = words.get(1).equals("master");
    if (words.getFirst().equals("--stop-daemon")) {
      if (master) {
        daemons.stopMaster();
      } else {
        daemons.stopBackup();
      }
      return;
    }
    SyncDaemon wanted =
        new SyncDaemon(
            after(words, "--mcast-interface", "eth0"),
            Integer.parseInt(after(words, "--syncid", "0")),
            Integer.parseInt(after(words, "--sync-maxlen", "0")),
            after(words, "--mcast-group", ""),
            Integer.parseInt(after(words, "--mcast-port", "0")),
            Integer.parseInt(after(words, "--mcast-ttl", "0")));
    if (master) {
      daemons.startMaster(wanted);
    } else {
      daemons.startBackup(wanted);
    }
  }

  void sysctl(String name, String assignment) {
    String[] pair = assignment.replace("net.ipv4.vs.", "").split("=");
    IpvsSysctls sysctls = ipvs(name).sysctls();
    if (pair[0].equals("sync_threshold")) {
      String[] numbers = pair[1].strip().split("\\s+");
      sysctls.writeSyncThreshold(Stream.of(numbers).mapToLong(Long::parseLong).toArray());
    } else if (pair[0].equals("sync_qlen_max")) {
      sysctls.writeSyncQueueMaximum(Long.parseLong(pair[1]));
    } else {
      IpvsSetting setting = IpvsSetting.valueOf(pair[0].toUpperCase(Locale.ROOT));
      sysctls.write(setting, Integer.parseInt(pair[1]));
    }
  }

  /** /proc/net/ip_vs_conn_sync, sorted, without the seconds. */
  List<String> connections(String name) {
    return ipvs(name).connections().stream().map(TwoDirectors::line).sorted().toList();
  }

  private static String line(ConnectionEntry entry) {
    return String.format(
        "%s %08X %04X %08X %04X %08X %04X %s %s %d",
        Telling.protocol(entry.protocol()),
        entry.clientAddress(),
        entry.clientPort(),
        entry.virtualAddress(),
        entry.virtualPort(),
        entry.serverAddress(),
        entry.serverPort(),
        entry.state(),
        entry.isSynced() ? "SYNC" : "LOCAL",
        entry.expiresInNanos() / 1_000_000_000L);
  }

  /**
   * A packet of the client comes to a director.
   *
   * @param flags of a TCP segment, a letter each
   * @return the last octet of the real server that it goes on to, or "host"
   */
  String packet(String name, boolean isTcp, int port, int toPort, String flags) {
    FakePlatform machine = name.equals("dir") ? platform : otherPlatform;
    machine.forget();
    byte[] frame =
        isTcp
            ? Frames.tcp(CLIENT, port, DirectorLab.VIP, toPort, flags(flags))
            : Frames.udp(CLIENT, port, DirectorLab.VIP, toPort);
    boolean taken = ipvs(name).take(frame, Frames.IP_AT, false, mark);
    return taken ? Integer.toString(machine.sentTo & 0xFF) : "host";
  }

  private static int flags(String letters) {
    int flags = 0;
    for (char letter : letters.toCharArray()) {
      flags |=
          switch (letter) {
            case 'S' -> Tcp.SYN;
            case 'A' -> Tcp.ACK;
            case 'P' -> Tcp.PSH;
            case 'F' -> Tcp.FIN;
            case 'R' -> Tcp.RST;
            default -> throw new AssertionError("flag " + letter);
          };
    }
    return flags;
  }

  private void note(String sender, byte[] message) {
    sent.add(new Message(simulation.now() - BOOT_NANOS, sender, HexFormat.of().formatHex(message)));
  }

  private static String after(List<String> words, String option, String otherwise) {
    int at = words.indexOf(option);
    return at < 0 ? otherwise : words.get(at + 1);
  }
}
