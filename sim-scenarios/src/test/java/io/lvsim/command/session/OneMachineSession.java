package io.lvsim.command.session;

import io.lvsim.command.AllCommands;
import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.process.Process;
import io.lvsim.shell.Shell;
import io.lvsim.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A session typed on one machine whose only interface is lo: lines {@code [lab]$ COMMAND}, each
 * followed by what it printed and {@code [exit N]} if its status was not 0. Lines that begin with
 * ## are remarks.
 */
final class OneMachineSession {
  private final Simulation simulation = new Simulation(1);
  private final Machine machine;
  private final Shell shell;

  OneMachineSession() {
    Lab lab = new Lab(simulation, new Trace(simulation));
    Host host = new Host(simulation, lab.trace(), "lab");
    machine = new Machine(lab, host, OperatingSystem.DEBIAN_12);
    lab.add(machine);
    shell = new Shell(machine, AllCommands.table());
    run("mkdir -p /tmp/w; cd /tmp/w");
  }

  Machine machine() {
    return machine;
  }

  static String recorded(String name) {
    try (InputStream file = OneMachineSession.class.getResourceAsStream(name + ".txt")) {
      if (file == null) {
        throw new IllegalArgumentException("no recording " + name);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.replaceAll("(?m)^## .*\n", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types the commands of a recording and gives back the same text with this machine's answers. */
  String replay(String recording) {
    StringBuilder text = new StringBuilder();
    for (String line : commands(recording)) {
      text.append("[lab]$ ").append(line).append('\n').append(run(line));
    }
    return text.toString();
  }

  private static List<String> commands(String recording) {
    List<String> commands = new ArrayList<>();
    for (String line : recording.split("\n")) {
      if (line.startsWith("[lab]$ ")) {
        commands.add(line.substring(7));
      }
    }
    return commands;
  }

  /** What a line prints, with its exit status if that is not 0. */
  String run(String line) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Process process = shell.start(line, output::writeBytes, output::writeBytes);
    while (!process.ended()) {
      if (!simulation.step(Long.MAX_VALUE)) {
        throw new IllegalStateException("it waits for ever: " + line);
      }
    }
    simulation.runFor(Nanos.PER_MILLI);
    String text = output.toString(StandardCharsets.UTF_8);
    return process.exitStatus() == 0 ? text : text + "[exit " + process.exitStatus() + "]\n";
  }
}
