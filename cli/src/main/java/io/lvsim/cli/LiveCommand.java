package io.lvsim.cli;

import io.lvsim.engine.Nanos;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.ipvs.VirtualService;
import io.lvsim.live.MachineInterface;
import io.lvsim.live.NicFilter;
import io.lvsim.live.WorkerChoice;
import io.lvsim.nic.NicBackend;
import io.lvsim.nic.NicException;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the simulator's director on a network interface of this machine. */
@Command(
    name = "live",
    description =
        "Runs the simulator's director, unchanged, on a network interface of this machine: frames"
            + " for the VIP are forwarded to real servers, on the real clock, until Ctrl-C. The VIP"
            + " must not be an address of this machine's own kernel.",
    footer = {
      "  lvsim live --iface eth0 --rules ipvsadm.rules",
      "  lvsim live --iface eth0 --rules ipvsadm.rules --dry-run    only check",
      "  lvsim live --iface eth0 --rules fwm.rules --marks iptables.rules --vip 192.168.2.188",
      "  lvsim live --iface eth0 --ldirectord ldirectord.cf --dip 192.168.2.189/24",
      "  lvsim ctl -Ln                                              while it runs"
    })
final class LiveCommand extends Subcommand {
  /** A second, as the status line and the metrics go. */
  static final long TICK_NANOS = Nanos.PER_SECOND;

  /** A row, its place in the index, and as much again while the columns grow. */
  private static final int BYTES_PER_ENTRY = 128;

  private static final String LDIRECTORD_CF = "/etc/ha.d/ldirectord.cf";

  @Option(
      names = "--iface",
      paramLabel = "NAME",
      required = true,
      description = "The network interface, such as eth0: up, with an IPv4 address.")
  private String iface = "";

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "The services and real servers, as ipvsadm-save -n writes them.")
  private @Nullable Path rules;

  @Option(
      names = "--sysctl",
      paramLabel = "FILE",
      description = "The director's kernel parameters, as in sysctl.conf.")
  private @Nullable Path sysctl;

  @Option(
      names = "--marks",
      paramLabel = "FILE",
      description = "Rules that set firewall marks, as iptables-save writes them.")
  private @Nullable Path marks;

  @Option(
      names = "--ldirectord",
      paramLabel = "FILE",
      description =
          "Run ldirectord with this configuration: real servers are checked by connections of the"
              + " director's own, for which it needs --dip.")
  private @Nullable Path ldirectord;

  @Option(
      names = "--vip",
      paramLabel = "ADDRESS",
      description =
          "A virtual address; may be given several times. By default those of the rules'"
              + " services.")
  private List<String> vips = new ArrayList<>();

  @Option(
      names = "--dip",
      paramLabel = "ADDRESS/LEN",
      defaultValue = "",
      description =
          "The director's own address, by default the interface's first. With one that this"
              + " machine's kernel has not, the director can also speak: check real servers.")
  private String dip = "";

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description =
          "How frames are received and sent: af-packet, libpcap, pcap4j; by default the"
              + " first that works.")
  private @Nullable String backend;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many threads, each with a director of its own, share the clients out among"
              + " themselves, up to 16; only with af-packet.")
  private int workers = 1;

  @Option(
      names = "--latency",
      paramLabel = "WHICH",
      defaultValue = "low",
      description =
          "low hands each frame over as it comes; batch lets frames wait for others, up to a"
              + " millisecond, which costs less.")
  private String latency = "";

  @Option(names = "--dry-run", description = "Check, tell what would be done, and open nothing.")
  private boolean dryRun;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "Stop after a while, such as 10s or 5m; by default at SIGINT or SIGTERM.")
  private @Nullable String time;

  @Option(
      names = "--garp-at-stop",
      paramLabel = "MAC",
      description =
          "At the end tell everybody, by gratuitous ARP, that the VIPs are at this MAC from now"
              + " on: the one of the director that takes over.")
  private @Nullable String successor;

  @Option(
      names = "--control",
      paramLabel = "PATH",
      description =
          "The socket that lvsim ctl asks, open to its owner only; by default lvsim.sock in"
              + " XDG_RUNTIME_DIR, or in /run.")
  private @Nullable Path control;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description = "Append what was counted to a file, a line of JSON each second.")
  private @Nullable Path metrics;

  @Option(
      names = "--repair-checksums",
      description =
          "Compute TCP and UDP checksums that the sender's kernel left to its NIC: frames of a"
              + " veth of this machine.")
  private boolean repairsChecksums;

  @Option(
      names = "--prometheus",
      paramLabel = "ADDRESS:PORT",
      description =
          "Let Prometheus ask for metrics there, by HTTP at /metrics; a port alone is one of"
              + " localhost.")
  private @Nullable String prometheus;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description =
          "How many connections and templates there may be, by default what half of the heap"
              + " holds; new ones beyond are dropped.")
  private @Nullable Integer maxConnections;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Trace from the start: captures (director.NAME.0001.pcapng ...) with the decisions as"
              + " packet comments, and decisions.0001.jsonl. lvsim ctl trace does so while it"
              + " runs.")
  private @Nullable Path output;

  @Mixin private TraceOptions traceOptions = new TraceOptions();

  @Override
  public Integer call() throws Exception {
    checkWorkers();
    MachineInterface nic = LiveChecks.interfaceNamed(iface);
    MachineInterface.Address own = LiveChecks.dip(nic, dip);
    List<LiveDirector> directors = directors(nic, own);
    LiveDirector director = directors.getFirst();
    TreeSet<Integer> virtual = virtualAddresses(director);
    TreeSet<Integer> answered = answeredFor(nic, own, virtual);
    if (ldirectord != null && !answered.contains(own.address())) {
      throw new BadInput(
          "--ldirectord: its checks need an address that this machine's kernel does not have: say"
              + " --dip ADDRESS/LEN");
    }
    LiveChecks.refuseOwn(answered);
    for (LiveDirector each : directors) {
      for (int address : virtual) {
        each.addVip(address);
      }
    }
    LiveChecks.warnings(nic).forEach(warning -> err().println("warning: " + warning));
    LivePlan plan =
        new LivePlan(
            nic,
            backend(),
            answered.stream().mapToInt(Integer::intValue).toArray(),
            virtual.stream().mapToInt(Integer::intValue).toArray(),
            duration(),
            successorMac(),
            ldirectord != null,
            control == null ? ControlSocket.defaultPath() : control,
            metrics,
            checkedPrometheus(),
            output,
            traceOptions.limits(),
            repairsChecksums,
            isImmediate(),
            new WorkerChoice(workers, clientMask(director), own.address()));
    if (dryRun) {
      tellPlan(director, plan);
      return ExitCode.PASSED;
    }
    return run(directors, plan);
  }

  private int run(List<LiveDirector> directors, LivePlan plan) throws IOException, BadInput {
    try {
      return new LiveRun(directors, plan, surroundings()).toTheEnd();
    } catch (NicException e) {
      throw new BadInput("--iface " + iface + ": " + e.getMessage());
    }
  }

  private void checkWorkers() throws BadInput {
    if (workers < 1 || workers > WorkerChoice.MOST_WORKERS) {
      throw new BadInput(
          "--workers %d: expected a number from 1 to %d"
              .formatted(workers, WorkerChoice.MOST_WORKERS));
    }
    NicBackend chosen = backend();
    if (workers > 1 && chosen != null && chosen != NicBackend.AF_PACKET) {
      throw new BadInput(
          "--workers %d: only the backend af-packet shares frames out, and %s does not"
              .formatted(workers, chosen.optionName()));
    }
    if (entriesLimit() < workers) {
      throw new BadInput(
          "--max-connections %d: expected at least one for each of %d workers"
              .formatted(entriesLimit(), workers));
    }
  }

  /** One for each worker, all alike; the connections that there may be are shared out. */
  private List<LiveDirector> directors(MachineInterface nic, MachineInterface.Address own)
      throws IOException, BadInput {
    List<LiveDirector> directors = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      LiveDirector director = new LiveDirector(nic, own, System.nanoTime());
      int share = entriesLimit() / workers + (i < entriesLimit() % workers ? 1 : 0);
      director.machine().ipvs().limitEntries(share);
      loadFiles(director);
      directors.add(director);
    }
    return directors;
  }

  /** What of a client's address every service's persistence tells clients apart by. */
  private int clientMask(LiveDirector director) throws IOException {
    int mask = checkedServices().netmask();
    for (VirtualService service : director.machine().ipvs().services()) {
      if (service.config().persistentSeconds() > 0) {
        mask &= service.config().netmask();
      }
    }
    return mask;
  }

  private void loadFiles(LiveDirector director) throws IOException, BadInput {
    load(director, "sysctl -q -p /dev/stdin", sysctl);
    load(director, "iptables-restore", marks);
    load(director, "ipvsadm -R", rules);
    if (ldirectord != null) {
      director.writeFile(LDIRECTORD_CF, Files.readString(ldirectord));
    }
  }

  private static void load(LiveDirector director, String command, @Nullable Path file)
      throws IOException, BadInput {
    if (file != null) {
      director.load(command, Files.readString(file), file.toString());
    }
  }

  private TreeSet<Integer> virtualAddresses(LiveDirector director) throws IOException, BadInput {
    if (vips.isEmpty()) {
      TreeSet<Integer> served = director.serviceAddresses();
      served.addAll(checkedServices().addresses());
      if (served.isEmpty()) {
        throw new BadInput(
            rules == null
                ? "nothing says which addresses are virtual: name --rules, or --vip"
                : rules + ": no service has an address; say which with --vip");
      }
      return served;
    }
    TreeSet<Integer> asked = new TreeSet<>(Integer::compareUnsigned);
    for (String vip : vips) {
      if (!Ipv4Address.isValid(vip)) {
        throw new BadInput("--vip " + vip + ": expected an IPv4 address");
      }
      asked.add(Ipv4Address.parse(vip));
    }
    return asked;
  }

  private CheckedServices checkedServices() throws IOException {
    return CheckedServices.of(ldirectord == null ? "" : Files.readString(ldirectord));
  }

  /** The director's own address too, where this machine's kernel does not have it. */
  private TreeSet<Integer> answeredFor(
      MachineInterface nic, MachineInterface.Address own, TreeSet<Integer> virtual)
      throws BadInput {
    TreeSet<Integer> answered = new TreeSet<>(virtual);
    boolean kernels = nic.addresses().stream().anyMatch(a -> a.address() == own.address());
    if (!kernels) {
      answered.add(own.address());
    }
    if (virtual.contains(own.address())) {
      throw new BadInput(Ipv4Address.format(own.address()) + " cannot be both DIP and VIP");
    }
    return answered;
  }

  private @Nullable NicBackend backend() throws BadInput {
    if (backend == null) {
      return null;
    }
    for (NicBackend known : NicBackend.inOrder()) {
      if (known.optionName().equals(backend.toLowerCase(Locale.ROOT))) {
        return known;
      }
    }
    List<String> names = NicBackend.inOrder().stream().map(NicBackend::optionName).toList();
    throw new BadInput(
        "--backend " + backend + ": there is no such one; there are: " + String.join(", ", names));
  }

  private boolean isImmediate() throws BadInput {
    return switch (latency) {
      case "low" -> true;
      case "batch" -> false;
      default -> throw new BadInput("--latency " + latency + ": expected low or batch");
    };
  }

  private int entriesLimit() throws BadInput {
    if (maxConnections == null) {
      long byHeap = Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_ENTRY;
      return (int) Math.min(byHeap, Ipvs.MOST_ENTRIES);
    }
    if (maxConnections < 1 || maxConnections > Ipvs.MOST_ENTRIES) {
      throw new BadInput(
          "--max-connections %d: expected a number from 1 to %d"
              .formatted(maxConnections, Ipvs.MOST_ENTRIES));
    }
    return maxConnections;
  }

  private @Nullable String checkedPrometheus() throws BadInput {
    if (prometheus != null) {
      MetricsServer.address(prometheus);
    }
    return prometheus;
  }

  private long duration() throws BadInput {
    return time == null ? Long.MAX_VALUE : TimeSpan.duration("--for", time);
  }

  private long successorMac() throws BadInput {
    if (successor == null) {
      return 0;
    }
    if (!Pattern.matches("([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}", successor)) {
      throw new BadInput("--garp-at-stop " + successor + ": expected a MAC: 02:00:00:00:01:90");
    }
    return MacAddress.parse(successor.toLowerCase(Locale.ROOT));
  }

  private void tellPlan(LiveDirector director, LivePlan plan) throws BadInput {
    out().println("would run on " + plan.about());
    out().println("would receive: " + NicFilter.of(plan.nic().mac(), plan.answered()));
    if (workers > 1) {
      out()
          .println(
              "would share clients out among %d workers, by the bits of their addresses in %s"
                  .formatted(workers, Ipv4Address.format(plan.choice().mask())));
    }
    out().println("would be asked at: " + plan.control());
    out().print(director.ask("ipvsadm -Ln"));
    for (int server : director.serverAddresses()) {
      if (director.machine().host().routes().lookup(server) == null) {
        out().println("no way leads to the real server " + Ipv4Address.format(server));
      }
    }
  }
}
