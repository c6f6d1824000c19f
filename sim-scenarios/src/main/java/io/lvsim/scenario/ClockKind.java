package io.lvsim.scenario;

/** How time passes in a run. */
public enum ClockKind {
  /** As fast as the machine can. */
  VIRTUAL,
  /** Paced to the wall clock; the results are the same. */
  REAL
}
