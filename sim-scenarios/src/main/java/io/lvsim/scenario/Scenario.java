package io.lvsim.scenario;

import io.lvsim.lab.OperatingSystem;
import io.lvsim.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lab transcript that can be run: which machines there are, what is typed on them, and what must
 * come back. Or a collection of such scenarios, its sections, each of which runs in a lab of its
 * own.
 *
 * @param file where it was read from, as the user named it
 * @param name one line
 * @param description free text, may be empty
 * @param seed what every random choice of the run follows from
 * @param kernel whose defaults and rules hold, such as 6.1
 * @param topology the machines; null for a collection
 * @param steps what happens, one after the other; empty for a collection
 * @param exercise the lesson made of it; null for none
 * @param sections the scenarios of a collection; else empty
 */
public record Scenario(
    String file,
    String name,
    String description,
    long seed,
    String kernel,
    ClockKind clock,
    @Nullable Topology topology,
    List<Step> steps,
    @Nullable Exercise exercise,
    List<Scenario> sections) {
  /** Whether it only lists other scenarios. */
  public boolean isCollection() {
    return !sections.isEmpty();
  }

  /**
   * All that happens in a run. An exercise is tested by its own solution: start, the steps, and
   * then the goal must hold.
   */
  public List<Step> stepsOfRun() {
    if (exercise == null) {
      return steps;
    }
    List<Step> all = new ArrayList<>(exercise.start());
    all.addAll(steps);
    if (!exercise.goal().isEmpty()) {
      all.add(new Step.Verify(exercise.goal().getFirst().position(), "", exercise.goal()));
    }
    return all;
  }

  /** The same scenario with the programs of one distribution on every machine. */
  public Scenario withSystem(OperatingSystem os) {
    Topology machines = topology == null ? null : topology.withSystem(os);
    return new Scenario(
        file, name, description, seed, kernel, clock, machines, steps, exercise, sections);
  }
}
