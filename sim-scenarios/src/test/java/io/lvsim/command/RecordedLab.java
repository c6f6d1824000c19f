package io.lvsim.command;

import io.lvsim.app.HttpResponse;
import io.lvsim.app.HttpServer;
import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.process.Process;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Variables;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The LAN on which the recordings were made: dir 192.168.2.190 with the VIP on eth0, rs1 .191 and
 * rs2 .192 with the VIP on lo and web servers, c1 .10.
 */
public final class RecordedLab {
  private static final int VIP = Ipv4Address.parse("192.168.2.188");

  private final Simulation simulation = new Simulation(1);
  private final Lab lab = new Lab(simulation, new Trace(simulation));
  private final Switch lan = new Switch(simulation, lab.trace(), "sw");
  private final OperatingSystem os;

  public RecordedLab() throws HostException {
    this(OperatingSystem.DEBIAN_12);
  }

  public RecordedLab(OperatingSystem os) throws HostException {
    this.os = os;
    lab.add(lan);
    Machine dir = plug("dir", 190);
    dir.host().sysctl().write("net.ipv4.ip_forward", "1");
    address(dir, "eth0", VIP, 32, 0);
    realServer("rs1", 191);
    realServer("rs2", 192);
    plug("c1", 10);
  }

  public Machine machine(String name) {
    Machine found = lab.machine(name);
    if (found == null) {
      throw new IllegalArgumentException(name);
    }
    return found;
  }

  public Lab lab() {
    return lab;
  }

  private void realServer(String name, int octet) throws HostException {
    Machine machine = plug(name, octet);
    machine.host().sysctl().write("net.ipv4.conf.all.arp_ignore", "1");
    machine.host().sysctl().write("net.ipv4.conf.all.arp_announce", "2");
    address(machine, "lo", VIP, 32, 0);
    byte[] body = ("share" + octet + "\n").getBytes(StandardCharsets.UTF_8);
    HttpServer server = new HttpServer(machine.tcp(), request -> HttpResponse.ok(body));
    server.listen(0, 80);
    server.listen(0, 443);
  }

  private Machine plug(String name, int octet) throws HostException {
    Host host = new Host(simulation, lab.trace(), name);
    Machine machine = new Machine(lab, host, os);
    lab.add(machine);
    Port port = new Port(name, "eth0", lab.trace());
    String digits = String.format(java.util.Locale.ROOT, "%04d", octet);
    long mac =
        MacAddress.parse("02:00:00:00:" + digits.substring(0, 2) + ":" + digits.substring(2));
    host.addInterface("eth0", mac, port);
    lab.add(name, "eth0", new Cable(simulation, lab.trace(), port, lan.addPort(name)));
    int local = Ipv4Address.parse("192.168.2." + octet);
    address(machine, "eth0", local, 24, local | 0xFF);
    return machine;
  }

  private static void address(Machine machine, String device, int local, int length, int broadcast)
      throws HostException {
    Interface on = machine.host().interfaceNamed(device);
    if (on != null) {
      on.addAddress(local, length, broadcast, InterfaceAddress.SCOPE_GLOBAL, device);
    }
  }

  /** Puts a file on a machine. */
  public void write(String machine, String path, String content) {
    try {
      machine(machine).files().write(path, content.getBytes(StandardCharsets.UTF_8));
    } catch (HostException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  /** What a command printed, both streams as on a terminal, and how it ended. */
  public record Ran(String output, int status) {}

  /** Runs one command to its end, a millisecond after the one before. */
  public Ran run(CommandTable table, String machine, List<String> words, String input) {
    simulation.runFor(Nanos.PER_MILLI);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteSink sink = output::writeBytes;
    Process process = start(table, machine, words, new TextSource(input), sink);
    while (!process.ended()) {
      if (!simulation.step(Long.MAX_VALUE)) {
        throw new IllegalStateException("the command waits for ever: " + words);
      }
    }
    return new Ran(output.toString(StandardCharsets.UTF_8), process.exitStatus());
  }

  /** Starts a command; the caller runs the simulation. */
  public Process start(
      CommandTable table, String machine, List<String> words, ByteSource in, ByteSink sink) {
    String name = words.getFirst();
    Command command = table.find(name);
    if (command == null) {
      throw new IllegalArgumentException("no command " + name);
    }
    Machine on = machine(machine);
    List<String> arguments = words.subList(1, words.size());
    return Process.start(
        simulation,
        name,
        self ->
            command.run(
                new Invocation(
                    name, arguments, on.first(), self, in, sink, sink, new Variables())));
  }

  /** Lets some seconds pass. */
  public void sleep(double seconds) {
    simulation.runFor((long) (seconds * Nanos.PER_SECOND));
  }

  /** Standard input from a text. */
  private static final class TextSource implements ByteSource {
    private byte[] left;

    TextSource(String text) {
      left = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] read() {
      return readAll();
    }

    @Override
    public @Nullable String readLine() {
      if (left.length == 0) {
        return null;
      }
      String text = new String(left, StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      String line = end < 0 ? text : text.substring(0, end);
      left = (end < 0 ? "" : text.substring(end + 1)).getBytes(StandardCharsets.UTF_8);
      return line;
    }

    @Override
    public byte[] readAll() {
      byte[] all = left;
      left = new byte[0];
      return all;
    }
  }
}
