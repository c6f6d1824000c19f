package io.lvsim.conformance;

import io.lvsim.command.AllCommands;
import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.NeighborEntry;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.process.Process;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Variables;
import io.lvsim.trace.Decision;
import io.lvsim.trace.Trace;
import io.lvsim.trace.TraceListener;
import io.lvsim.transport.PathMtuDiscovery;
import io.lvsim.transport.UdpSocket;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One machine r between two wires, lan behind eth0 (192.168.2.1/24) and far behind eth1
 * (10.9.9.1/24): what is put on the wires, and what is heard there and on r's lo.
 */
final class ProbedHost implements TraceListener {
  private static final Map<String, String> MACS =
      Map.of("eth0", "02:00:00:00:00:01", "eth1", "02:00:00:01:00:01");

  /** Something that was heard or seen. */
  record Event(long atMillis, String where, String text) {}

  private static final ByteSource SILENCE =
      new ByteSource() {
        @Override
        public byte[] read() {
          return new byte[0];
        }

        @Override
        public @Nullable String readLine() {
          return null;
        }

        @Override
        public byte[] readAll() {
          return new byte[0];
        }
      };

  private final Simulation simulation = new Simulation(1);
  private final Trace trace = new Trace(simulation);
  private final Lab lab = new Lab(simulation, trace);
  private final Machine machine;
  private final Map<String, Port> wires = new TreeMap<>();
  private final Map<String, UdpSocket> sockets = new TreeMap<>();
  private final CommandTable table = AllCommands.table();
  private final long start;
  private long due;
  final List<Event> heard = new ArrayList<>();
  final List<String> decisions = new ArrayList<>();

  ProbedHost() throws HostException {
    trace.add(this);
    machine = new Machine(lab, new Host(simulation, trace, "r"), OperatingSystem.DEBIAN_12);
    lab.add(machine);
    plug("eth0", "lan", "192.168.2.1");
    plug("eth1", "far", "10.9.9.1");
    host().lo().addTap((outgoing, frame) -> hear("lo", frame));
    simulation.runFor(Nanos.PER_SECOND);
    heard.clear();
    start = simulation.now();
  }

  private Host host() {
    return machine.host();
  }

  private void plug(String name, String wire, String address) throws HostException {
    Port near = new Port("r", name, trace);
    Port end = new Port("w", wire, trace);
    Cable cable = new Cable(simulation, trace, near, end);
    end.onReceive(frame -> hear(wire, frame));
    wires.put(wire, end);
    Interface added =
        host().addInterface(name, MacAddress.parse(MACS.getOrDefault(name, "")), near);
    lab.add("r", name, cable);
    int local = Ipv4Address.parse(address);
    added.addAddress(local, 24, local | 0xFF, InterfaceAddress.SCOPE_GLOBAL, name);
  }

  private void hear(String wire, byte[] frame) {
    heard.add(new Event(millis(), wire, FrameText.of(frame)));
  }

  private long millis() {
    return (simulation.now() - start) / Nanos.PER_MILLI;
  }

  /** Time passes, counted from the section's start. */
  void pass(long millis) {
    due += millis;
    simulation.runFor(Math.max(0, start + Nanos.millis(due) - simulation.now()));
  }

  private void settle() {
    simulation.runFor(2 * Nanos.PER_MILLI);
  }

  void send(String wire, byte[] frame) {
    Port port = wires.get(wire);
    if (port == null) {
      throw new IllegalArgumentException(wire);
    }
    port.send(frame.length < Ethernet.MINIMUM ? java.util.Arrays.copyOf(frame, 60) : frame);
    settle();
  }

  /** Writes settings; the errors. */
  List<String> set(String assignments) {
    List<String> errors = new ArrayList<>();
    for (String assignment : assignments.split(" ")) {
      String[] pair = assignment.split("=", 2);
      try {
        host().sysctl().write("net.ipv4." + pair[0], pair[1].replace('_', ' '));
      } catch (HostException e) {
        errors.add(e.errno().name());
      }
    }
    settle();
    return errors;
  }

  /** Runs a command; its output's lines, and its status if that is not 0. */
  List<String> run(String line) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    List<String> words = List.of(line.split(" "));
    Command command = table.find(words.getFirst());
    if (command == null) {
      throw new IllegalArgumentException(line);
    }
    Process process =
        Process.start(
            simulation,
            words.getFirst(),
            self ->
                command.run(
                    new Invocation(
                        words.getFirst(),
                        words.subList(1, words.size()),
                        machine.first(),
                        self,
                        SILENCE,
                        output::writeBytes,
                        output::writeBytes,
                        new Variables())));
    while (!process.ended()) {
      if (!simulation.step(Long.MAX_VALUE)) {
        throw new IllegalStateException("it waits for ever: " + line);
      }
    }
    settle();
    List<String> lines =
        new ArrayList<>(
            output
                .toString(StandardCharsets.UTF_8)
                .lines()
                .map(String::stripTrailing)
                .filter(each -> !each.isEmpty())
                .toList());
    if (process.exitStatus() != 0) {
      lines.add("[exit " + process.exitStatus() + "]");
    }
    return lines;
  }

  /** A program of r sends datagrams: DESTINATION PORT BYTES and options. */
  List<String> datagrams(String request) throws HostException {
    List<String> words = List.of(request.split(" +"));
    String source = option(words, "src", "");
    int port = Integer.parseInt(option(words, "sport", "5000"));
    String key = source + ":" + port;
    UdpSocket socket = sockets.get(key);
    if (socket == null) {
      int address = source.isEmpty() ? 0 : Ipv4Address.parse(source);
      socket = machine.udp().open(address, port, ProbedHost::ignore);
      sockets.put(key, socket);
    }
    List<String> errors = new ArrayList<>();
    int times = Integer.parseInt(option(words, "times", "1"));
    for (int i = 0; i < times; i++) {
      Errno error = datagram(socket, words);
      if (error != null) {
        errors.add(error.name());
      }
    }
    settle();
    return errors;
  }

  private @Nullable Errno datagram(UdpSocket socket, List<String> words) {
    int to = Ipv4Address.parse(words.get(0));
    int length = Integer.parseInt(words.get(2));
    if (words.contains("df")) {
      socket.discover(PathMtuDiscovery.DO);
    } else if (words.contains("nodf")) {
      socket.discover(PathMtuDiscovery.DONT);
    }
    if (words.contains("confirm")) {
      host().neighbors().confirm(to, eth0());
    }
    return socket.send(0, to, Integer.parseInt(words.get(1)), new byte[length], 0, length);
  }

  private Interface eth0() {
    Interface eth0 = host().interfaceNamed("eth0");
    if (eth0 == null) {
      throw new AssertionError("r has no eth0");
    }
    return eth0;
  }

  /** A program of r listens for datagrams. */
  void listen(int port) throws HostException {
    machine
        .udp()
        .open(
            0,
            port,
            (socket, from, fromPort, to, bytes, at, length) ->
                heard.add(
                    new Event(
                        millis(),
                        "got",
                        "%s > %s port %d len %d"
                            .formatted(
                                Ipv4Address.format(from), Ipv4Address.format(to), port, length))));
  }

  private static void ignore(
      UdpSocket socket, int from, int fromPort, int to, byte[] bytes, int at, int length) {}

  private static String option(List<String> words, String name, String without) {
    for (String word : words) {
      if (word.startsWith(name + "=")) {
        return word.substring(name.length() + 1);
      }
    }
    return without;
  }

  /** The neighbour table. */
  List<String> neighbors(boolean withTimes) {
    List<String> lines = new ArrayList<>();
    for (NeighborEntry entry : host().neighbors().entries()) {
      if (entry.state() == NeighborEntry.State.NOARP) {
        continue;
      }
      String line =
          "%s %s %s %s probes %d"
              .formatted(
                  Ipv4Address.format(entry.address()),
                  entry.on().name(),
                  entry.state(),
                  entry.state().isValid() ? MacAddress.format(entry.mac()) : "-",
                  entry.probes());
      lines.add(withTimes ? line + times(entry) : line);
    }
    lines.sort(
        java.util.Comparator.comparing(
            line -> Ipv4Address.parse(line.substring(0, line.indexOf(' '))),
            Integer::compareUnsigned));
    return lines;
  }

  private static String times(NeighborEntry entry) {
    return " used %.1f/%.1f/%.1f"
        .formatted(
            entry.usedNanosAgo() / 1e9,
            entry.confirmedNanosAgo() / 1e9,
            entry.updatedNanosAgo() / 1e9);
  }

  /** Looks at the neighbour table every 50 ms, and notes what is new. */
  void watch(long millis) {
    List<String> last = List.of();
    long end = due + millis;
    boolean first = true;
    while (true) {
      List<String> now = neighbors(false);
      for (String line : now) {
        if (!last.contains(line)) {
          heard.add(new Event(first ? due : millis(), "=", line));
        }
      }
      for (String line : last) {
        String key = String.join(" ", List.of(line.split(" ")).subList(0, 2));
        if (now.stream().noneMatch(each -> each.startsWith(key + " "))) {
          heard.add(new Event(millis(), "=", key + " gone"));
        }
      }
      last = now;
      first = false;
      if (due >= end) {
        return;
      }
      pass(50);
    }
  }

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    decisions.add(millis() + " " + node + ": " + decision.reason());
  }
}
