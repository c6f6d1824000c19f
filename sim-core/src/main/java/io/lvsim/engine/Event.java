package io.lvsim.engine;

import org.jspecify.annotations.Nullable;

/**
 * Something that happens at one instant of virtual time. Implementations are long-lived objects (a
 * cable's direction, a timer), so that scheduling one allocates nothing.
 */
@FunctionalInterface
public interface Event {
  /**
   * Called once, when the clock has reached the event's time.
   *
   * @param payload what was handed to {@link Simulation#schedule}, or null
   * @param number what was handed to {@link Simulation#schedule}
   */
  void fire(@Nullable Object payload, long number);
}
