package io.lvsim.command.system;

import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.lab.Unit;
import io.lvsim.process.Process;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Variables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A oneshot unit that loads rules from a file when it starts: iptables and ipvsadm, as their
 * packages for CentOS define them. Without the file, starting does nothing (ConditionPathExists=).
 */
final class SavedRules implements Unit {
  private final Machine machine;
  private final CommandTable commands;
  private final String name;
  private final String description;
  private final String file;
  private final String restore;
  private final List<String> save;
  private final List<List<String>> clear;
  private final boolean savesAtStop;
  private boolean active;
  private boolean failed;

  private SavedRules(
      Machine machine,
      CommandTable commands,
      String name,
      String description,
      String restore,
      List<String> save,
      List<List<String>> clear,
      boolean savesAtStop) {
    this.machine = machine;
    this.commands = commands;
    this.name = name;
    this.description = description;
    this.file = "/etc/sysconfig/" + name;
    this.restore = restore;
    this.save = save;
    this.clear = clear;
    this.savesAtStop = savesAtStop;
  }

  static SavedRules ofIptables(Machine machine, CommandTable commands) {
    List<String> flush = List.of("iptables", "-t", "mangle", "-F");
    List<String> deleteChains = List.of("iptables", "-t", "mangle", "-X");
    return new SavedRules(
        machine,
        commands,
        "iptables",
        "IPv4 firewall with iptables",
        "iptables-restore",
        List.of("iptables-save"),
        List.of(flush, deleteChains),
        false);
  }

  static SavedRules ofIpvsadm(Machine machine, CommandTable commands) {
    return new SavedRules(
        machine,
        commands,
        "ipvsadm",
        "Initialise the Linux Virtual Server",
        "ipvsadm-restore",
        List.of("ipvsadm-save", "-n"),
        List.of(List.of("ipvsadm", "-C")),
        true);
  }

  /** Where the rules are kept. */
  String file() {
    return file;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public String start() {
    Process.start(machine.host().simulation(), name, this::startIn);
    return "";
  }

  @Override
  public void stop() {
    Process.start(machine.host().simulation(), name, this::stopIn);
  }

  @Override
  public boolean active() {
    return active;
  }

  @Override
  public boolean failed() {
    return failed;
  }

  /** Loads the rules; returns the exit status of the program that does it. */
  int startIn(Process process) {
    if (active) {
      return 0;
    }
    int status = machine.files().exists(file) ? load(process) : 0;
    active = status == 0;
    failed = !active;
    return status;
  }

  /** Saves the rules first where the unit does, and takes them all away. */
  int stopIn(Process process) {
    if (active && savesAtStop) {
      saveIn(process);
    }
    active = false;
    failed = false;
    for (List<String> command : clear) {
      run(command, invocation(process, command, null));
    }
    return 0;
  }

  /** Writes the rules to the file; returns the exit status. */
  int saveIn(Process process) {
    try {
      machine.files().makeDirectory("/etc/sysconfig");
      ByteSink to = invocation(process, save, null).create(file, false);
      return run(save, invocation(process, save, to));
    } catch (HostException refused) {
      return 1;
    }
  }

  private int load(Process process) {
    List<String> command = List.of(restore);
    Invocation call = invocation(process, command, null);
    try {
      return run(command, call.withInput(call.open(file)));
    } catch (HostException refused) {
      return 1;
    }
  }

  private int run(List<String> command, Invocation call) {
    Command found = commands.find(command.getFirst());
    return found == null ? 203 : found.run(call);
  }

  private Invocation invocation(Process process, List<String> command, @Nullable ByteSink out) {
    ByteSink nowhere = bytes -> {};
    List<String> arguments = new ArrayList<>(command.subList(1, command.size()));
    return new Invocation(
        command.getFirst(),
        arguments,
        machine.first(),
        process,
        new NoInput(),
        out == null ? nowhere : out,
        nowhere,
        new Variables());
  }
}
