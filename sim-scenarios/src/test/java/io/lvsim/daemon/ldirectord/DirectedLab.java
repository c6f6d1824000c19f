package io.lvsim.daemon.ldirectord;

import io.lvsim.command.AllCommands;
import io.lvsim.engine.Simulation;
import io.lvsim.host.HostException;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.lab.Unit;
import io.lvsim.process.Process;
import io.lvsim.scenario.file.NoFiles;
import io.lvsim.scenario.file.ScenarioReader;
import io.lvsim.shell.Shell;
import io.lvsim.topology.LabBuilder;
import io.lvsim.trace.DaemonDecision;
import io.lvsim.trace.Decision;
import io.lvsim.trace.TraceListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tutorial's LAN with a director that ldirectord is to drive. */
final class DirectedLab {
  static final String CONFIG = "/etc/ha.d/ldirectord.cf";

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final String SCENARIO =
      """
      name: a lab for ldirectord
      topology: { preset: dr-lan, arp: suppressed }
      steps: []
      """;

  private final Simulation simulation = new Simulation(1);
  private final Lab lab;
  private final List<String> decisions = new ArrayList<>();

  DirectedLab() throws Exception {
    byte[] content = SCENARIO.getBytes(StandardCharsets.UTF_8);
    lab =
        LabBuilder.build(
            ScenarioReader.read("lab.lvs.yaml", content, NoFiles.HERE).topology(), simulation);
    lab.trace().add(new Listener());
    for (String name : List.of("rs1", "rs2")) {
      write(name, "/var/www/html/index.html", "share19" + name.charAt(2) + "\n");
    }
    machine("director").files().makeDirectory("/etc/ha.d");
  }

  Machine machine(String name) {
    return lab.machine(name);
  }

  Lab lab() {
    return lab;
  }

  void write(String machine, String path, String text) throws HostException {
    machine(machine).files().write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  String read(String path) throws HostException {
    return new String(machine("director").files().read(path), StandardCharsets.UTF_8);
  }

  void configure(String text) throws HostException {
    write("director", CONFIG, text);
  }

  Unit unit(String machine, String name) {
    return machine(machine).unit(name);
  }

  void stopWeb(String machine) {
    unit(machine, "httpd").stop();
  }

  void startWeb(String machine) {
    unit(machine, "httpd").start();
  }

  void pass(double seconds) {
    simulation.runFor((long) (seconds * NANOS_PER_SECOND));
  }

  /** Types something on the director, and waits until it is done; at most a minute. */
  String type(String line) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Shell shell = new Shell(machine("director"), AllCommands.table());
    Process process = shell.start(line, output::writeBytes, output::writeBytes);
    for (int i = 0; i < 60_000 && !process.ended(); i++) {
      simulation.runFor(NANOS_PER_SECOND / 1000);
    }
    String text = output.toString(StandardCharsets.UTF_8);
    return process.exitStatus() == 0 ? text : text + "[exit " + process.exitStatus() + "]\n";
  }

  /** The director's table without its titles. */
  String table() {
    StringBuilder table = new StringBuilder();
    type("ipvsadm -Ln")
        .lines()
        .skip(3)
        .forEach(line -> table.append(line.stripTrailing()).append('\n'));
    return table.toString();
  }

  /** What ldirectord has logged since this was asked last, without times and process ids. */
  String log() throws HostException {
    String path = "/var/log/ldirectord.log";
    String text = machine("director").files().exists(path) ? read(path) : "";
    write("director", path, "");
    return text.replaceAll("(?m)^\\[[^]]*] ", "");
  }

  /** The decisions of daemons since this was asked last. */
  List<String> decisions() {
    List<String> told = List.copyOf(decisions);
    decisions.clear();
    return told;
  }

  private final class Listener implements TraceListener {
    @Override
    public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
      if (decision instanceof DaemonDecision && node.equals("director")) {
        decisions.add(decision.reason());
      }
    }
  }
}
