package io.lvsim.scenario.run;

import io.lvsim.lab.Lab;

/**
 * The world outside a lab: real wires behind some of its ports. A lab with an outside runs on the
 * real clock, whatever its scenario says.
 */
public interface Outside {
  /** The lab stands: the moment to plug the wires in. */
  void plugInto(Lab lab);

  /**
   * Sends what waits to be sent, and waits for what comes.
   *
   * @param nanos how long at most
   * @return whether something has come, for {@link #deliver}
   */
  boolean exchange(long nanos);

  /** Hands what has come to the lab, at its present instant. */
  void deliver();

  /** Whether the run is to be given up. */
  boolean isInterrupted();
}
