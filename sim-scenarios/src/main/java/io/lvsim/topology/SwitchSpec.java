package io.lvsim.topology;

/**
 * A learning switch.
 *
 * @param agingNanos how long an entry lives after its last frame
 */
public record SwitchSpec(String name, long agingNanos) {}
