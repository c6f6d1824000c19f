/** Two runs of a scenario side by side, the simulator's and a real kernel's, and what differs. */
@org.jspecify.annotations.NullMarked
package io.lvsim.compare;
