package io.lvsim.lab;

import io.lvsim.engine.Simulation;
import io.lvsim.link.Cable;
import io.lvsim.link.Switch;
import io.lvsim.trace.Trace;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lab: its clock, its machines, switches and cables. */
public final class Lab {
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private final Simulation simulation;
  private final Trace trace;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, Switch> switches = new LinkedHashMap<>();
  private final Map<String, Cable> cables = new LinkedHashMap<>();

  public Lab(Simulation simulation, Trace trace) {
    this.simulation = simulation;
    this.trace = trace;
  }

  /** The clock that everything in the lab goes by. */
  public Simulation simulation() {
    return simulation;
  }

  /** Where everything in the lab tells its decisions. */
  public Trace trace() {
    return trace;
  }

  /**
   * The wall-clock instant at which virtual time 0 lies, for date and logs: fixed, so that runs are
   * reproducible.
   */
  public Instant epoch() {
    return EPOCH;
  }

  /** In the order in which the topology names them. */
  public List<Machine> machines() {
    return List.copyOf(machines.values());
  }

  /** The machine of a name, or null. */
  public @Nullable Machine machine(String name) {
    return machines.get(name);
  }

  /** Adds a machine; one of the same name is replaced and keeps its place, as after a reboot. */
  public void add(Machine machine) {
    machines.put(machine.name(), machine);
  }

  /** In the order in which the topology names them. */
  public List<Switch> switches() {
    return List.copyOf(switches.values());
  }

  /** The switch of a name, or null. */
  public @Nullable Switch switchNamed(String name) {
    return switches.get(name);
  }

  /** Adds a switch. */
  public void add(Switch lan) {
    switches.put(lan.name(), lan);
  }

  /** The cable behind a host's interface, such as rs1 eth0; null for none. */
  public @Nullable Cable cable(String machine, String interfaceName) {
    return cables.get(machine + "." + interfaceName);
  }

  /** All cables, each once. */
  public List<Cable> cables() {
    return cables.values().stream().distinct().toList();
  }

  /** Remembers the cable behind a host's interface. */
  public void add(String machine, String interfaceName, Cable cable) {
    cables.put(machine + "." + interfaceName, cable);
  }
}
