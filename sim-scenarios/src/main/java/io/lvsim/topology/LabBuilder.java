package io.lvsim.topology;

import io.lvsim.engine.Simulation;
import io.lvsim.lab.Lab;

/** Builds the lab that a topology describes. */
public final class LabBuilder {
  private LabBuilder() {}

  /**
   * Builds it: every machine is up and its services run, and no time has passed.
   *
   * @throws TopologyException if a machine refuses something
   */
  public static Lab build(Topology topology, Simulation simulation) throws TopologyException {
    throw new IllegalStateException("being built");
  }
}
