/** Virtual time: the clock, the event queue, timers and seeded randomness. Looks at nothing. */
@org.jspecify.annotations.NullMarked
package io.lvsim.engine;
