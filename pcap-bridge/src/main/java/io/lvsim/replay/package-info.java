/**
 * Captures played again: onto a NIC, on an absolute schedule, or into a simulated lab's port, in
 * virtual time; with other addresses if asked.
 */
@org.jspecify.annotations.NullMarked
package io.lvsim.replay;
