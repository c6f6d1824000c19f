package io.lvsim.daemon.ldirectord;

import io.lvsim.lab.Machine;
import io.lvsim.lab.Unit;
import io.lvsim.shell.CommandTable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * ldirectord 1.186-ha on a machine: the unit, which runs the configuration /etc/ha.d/ldirectord.cf,
 * and every other configuration that has been started by hand.
 */
public final class Ldirectord implements Unit {
  static final String UNIT = "ldirectord";

  private final Machine machine;
  private final CommandTable commands;
  private final Map<String, RunningDirector> running = new TreeMap<>();
  private boolean failed;

  /**
   * @param commands ipvsadm, and whatever checks and events run
   */
  public Ldirectord(Machine machine, CommandTable commands) {
    this.machine = machine;
    this.commands = commands;
  }

  @Override
  public String name() {
    return UNIT;
  }

  @Override
  public String description() {
    return "Monitor and administer real servers in a LVS cluster of load balanced virtual servers";
  }

  @Override
  public String start() {
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int status = launcher(complaints).launch(List.of("start"));
    failed = status != 0;
    return failed ? complaints.toString(StandardCharsets.ISO_8859_1).stripTrailing() : "";
  }

  @Override
  public void stop() {
    failed = false;
    launcher(new ByteArrayOutputStream()).launch(List.of("stop"));
  }

  @Override
  public boolean reload() {
    launcher(new ByteArrayOutputStream()).launch(List.of("reload"));
    return true;
  }

  @Override
  public boolean active() {
    return find(UNIT) != null;
  }

  @Override
  public boolean failed() {
    return failed;
  }

  private Launcher launcher(ByteArrayOutputStream complaints) {
    return new Launcher(this, null, bytes -> {}, complaints::writeBytes);
  }

  Machine machine() {
    return machine;
  }

  CommandTable commands() {
    return commands;
  }

  /** The daemon of a configuration, or null when it does not run or has been told to end. */
  @Nullable RunningDirector find(String configName) {
    RunningDirector director = running.get(configName);
    return director == null || director.isEnding() ? null : director;
  }

  /** The daemon of a configuration that may still be on its way out; null for none. */
  @Nullable RunningDirector ending(String configName) {
    RunningDirector director = running.get(configName);
    return director == null || director.ended() ? null : director;
  }

  void add(String configName, RunningDirector director) {
    running.put(configName, director);
  }
}
