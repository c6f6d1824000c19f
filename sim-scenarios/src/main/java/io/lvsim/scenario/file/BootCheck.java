package io.lvsim.scenario.file;

import io.lvsim.engine.Simulation;
import io.lvsim.scenario.Position;
import io.lvsim.scenario.Scenario;
import io.lvsim.topology.LabBuilder;
import io.lvsim.topology.Topology;
import io.lvsim.topology.TopologyException;

/**
 * Boots a scenario's machines once, so that what they refuse is told with its place in the file.
 */
final class BootCheck {
  private BootCheck() {}

  static void check(Reading reading, Scenario scenario) {
    Topology topology = scenario.topology();
    if (topology == null) {
      return;
    }
    try {
      LabBuilder.check(topology, new Simulation(scenario.seed()));
    } catch (TopologyException e) {
      Position start = new Position(reading.source().file(), 1, 1);
      Position position = reading.places().getOrDefault(e.where(), start);
      reading.problems().add(position, e.getMessage() + "; expected what the machine takes");
    }
  }
}
