package io.lvsim.lab;

import io.lvsim.engine.Simulation;
import io.lvsim.link.Cable;
import io.lvsim.link.Switch;
import io.lvsim.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lab: its clock, its machines, switches and cables. */
public final class Lab {
  public Lab(Simulation simulation, Trace trace) {
    throw new IllegalStateException("being built");
  }

  public Simulation simulation() {
    throw new IllegalStateException("being built");
  }

  public Trace trace() {
    throw new IllegalStateException("being built");
  }

  /**
   * The wall-clock instant at which virtual time 0 lies, for date and logs: fixed, so that runs are
   * reproducible.
   */
  public java.time.Instant epoch() {
    throw new IllegalStateException("being built");
  }

  /** In the order in which the topology names them. */
  public List<Machine> machines() {
    throw new IllegalStateException("being built");
  }

  public @Nullable Machine machine(String name) {
    throw new IllegalStateException("being built");
  }

  public void add(Machine machine) {
    throw new IllegalStateException("being built");
  }

  public List<Switch> switches() {
    throw new IllegalStateException("being built");
  }

  public @Nullable Switch switchNamed(String name) {
    throw new IllegalStateException("being built");
  }

  public void add(Switch lan) {
    throw new IllegalStateException("being built");
  }

  /** The cable behind a host's interface, such as rs1 eth0. */
  public @Nullable Cable cable(String machine, String interfaceName) {
    throw new IllegalStateException("being built");
  }

  public void add(String machine, String interfaceName, Cable cable) {
    throw new IllegalStateException("being built");
  }
}
