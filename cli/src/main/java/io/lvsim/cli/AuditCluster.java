package io.lvsim.cli;

import io.lvsim.audit.AuditedServer;
import io.lvsim.audit.AuditedService;
import io.lvsim.audit.Cluster;
import io.lvsim.audit.PacketMarks;
import io.lvsim.command.iptables.RestoreRun;
import io.lvsim.command.ipvsadm.SavedRules;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.ipvs.ForwardingMethod;
import io.lvsim.ipvs.RealServer;
import io.lvsim.ipvs.VirtualService;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that captures are held against: a machine of the simulator reads the rules, the
 * sysctl file and the firewall's rules as the real director would.
 */
final class AuditCluster {
  private static final String DIRECTOR = "director";
  private static final String QUIESCENT = "net.ipv4.vs.expire_quiescent_template";

  private static final Pattern NAMED_LINE = Pattern.compile("\\bline:? (\\d+)");

  private final Machine machine = machine();
  private final TreeSet<Integer> addresses = new TreeSet<>();
  private final TreeSet<Long> directorMacs = new TreeSet<>();
  private final TreeSet<Integer> directorAddresses = new TreeSet<>();
  private final TreeMap<Integer, Long> neighbors = new TreeMap<>();
  private @Nullable PacketMarks marks;
  private boolean expiresQuiescent;
  private Path rulesFile = Path.of("");
  private String rulesText = "";

  private static Machine machine() {
    Simulation simulation = new Simulation(1);
    Trace trace = new Trace(simulation);
    Host host = new Host(simulation, trace, DIRECTOR);
    return new Machine(new Lab(simulation, trace), host, OperatingSystem.DEBIAN_12);
  }

  /** Reads what {@code ipvsadm -Sn} printed. */
  void readRules(Path file) throws IOException, BadInput {
    rulesFile = file;
    rulesText = text(file);
    try {
      SavedRules.restore(rulesText, machine.first());
    } catch (SavedRules.Refused refused) {
      throw new BadInput(file + ":" + refused.line() + ": " + refused.getMessage());
    }
    if (machine.ipvs().services().isEmpty()) {
      throw new BadInput(file + ": there is no service in it; ipvsadm -Sn prints what is expected");
    }
  }

  /** Reads lines {@code key = value}, as sysctl -a prints them and sysctl.conf has them. */
  void readSysctl(Path file) throws IOException, BadInput {
    int number = 0;
    for (String line : text(file).lines().toList()) {
      number++;
      String bare = line.strip();
      if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
        continue;
      }
      int equals = bare.indexOf('=');
      if (equals < 1) {
        throw new BadInput(file + ":" + number + ": expected key = value, got '" + bare + "'");
      }
      String key = bare.substring(0, equals).strip().replace('/', '.');
      if (key.equals(QUIESCENT)) {
        expiresQuiescent = !bare.substring(equals + 1).strip().equals("0");
      }
    }
  }

  /**
   * Reads the mangle table of what iptables-save printed.
   *
   * @param device by which packets come in, for rules with -i
   */
  void readMarks(Path file, String device) throws IOException, BadInput {
    RestoreRun run = RestoreRun.ofService(machine.first());
    if (run.run(mangleOf(text(file))) != 0) {
      throw new BadInput(placed(file, run.complaints().strip()));
    }
    MangleTable table = machine.host().mangle();
    marks =
        (frame, ipAt) -> {
          long mark = table.run(DIRECTOR, MangleTable.Chain.PREROUTING, frame, ipAt, device, "", 0);
          return mark == MangleTable.DROPPED ? 0 : (int) mark;
        };
  }

  /** What iptables-restore says, with the line that it names in front. */
  private static String placed(Path file, String complaints) {
    Matcher named = NAMED_LINE.matcher(complaints);
    String line = named.find() ? ":" + named.group(1) : "";
    return file + line + ": " + complaints.lines().findFirst().orElse("no line is accepted");
  }

  /** The other tables give no marks; their lines stay as empty ones, so that numbers are right. */
  private static String mangleOf(String text) {
    StringBuilder kept = new StringBuilder();
    boolean inMangle = false;
    for (String line : text.lines().toList()) {
      inMangle |= line.strip().equals("*mangle");
      kept.append(inMangle ? line.strip() : "").append('\n');
      inMangle &= !line.strip().equals("COMMIT");
    }
    return kept.toString();
  }

  void addAddress(String address) throws BadInput {
    addresses.add(address("--vip", address));
  }

  /** A MAC address or one of the director's own IPv4 addresses. */
  void addDirector(String text) throws BadInput {
    if (text.contains(":")) {
      directorMacs.add(mac("--director", text));
    } else {
      directorAddresses.add(address("--director", text));
    }
  }

  /** ADDRESS=MAC. */
  void addNeighbor(String text) throws BadInput {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new BadInput("--neighbor: '" + text + "' is not ADDRESS=MAC");
    }
    neighbors.put(
        address("--neighbor", text.substring(0, equals)),
        mac("--neighbor", text.substring(equals + 1)));
  }

  private static int address(String option, String text) throws BadInput {
    try {
      return Ipv4Address.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadInput(option + ": " + e.getMessage());
    }
  }

  private static long mac(String option, String text) throws BadInput {
    try {
      return MacAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadInput(option + ": " + e.getMessage());
    }
  }

  /** All of it, as the audit needs it. */
  Cluster cluster() throws BadInput {
    List<AuditedService> services = new ArrayList<>();
    for (VirtualService service : machine.ipvs().services()) {
      services.add(audited(service));
      if (service.key().mark() != 0 && marks == null && addresses.isEmpty()) {
        throw new BadInput(
            "service FWM "
                + Integer.toUnsignedString(service.key().mark())
                + ": say with --marks FILE (of iptables-save) or --vip ADDRESS what has this mark");
      }
    }
    return new Cluster(
        services, addresses, directorMacs, directorAddresses, neighbors, marks, expiresQuiescent);
  }

  private AuditedService audited(VirtualService service) throws BadInput {
    List<AuditedServer> servers = new ArrayList<>();
    for (RealServer server : service.servers()) {
      if (server.method() == ForwardingMethod.MASQ || server.method() == ForwardingMethod.TUNNEL) {
        String address = Ipv4Address.format(server.address());
        throw new BadInput(
            whereInRules(address)
                + address
                + " is reached by "
                + server.method().listed()
                + "; only direct routing (-g) can be audited");
      }
      boolean limited = server.upperThreshold() > 0 || server.lowerThreshold() > 0;
      servers.add(new AuditedServer(server.address(), server.port(), server.weight(), limited));
    }
    var key = service.key();
    var config = service.config();
    return new AuditedService(
        key.protocol(),
        key.address(),
        key.port(),
        key.mark(),
        config.scheduler(),
        config.schedulerFlags(),
        config.persistentSeconds(),
        config.netmask(),
        servers);
  }

  /** The first line that names an address as a real server's. */
  private String whereInRules(String address) {
    int number = 0;
    for (String line : rulesText.lines().toList()) {
      number++;
      if (line.contains(address) && line.strip().startsWith("-a")) {
        return rulesFile + ":" + number + ": ";
      }
    }
    return rulesFile + ": ";
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
