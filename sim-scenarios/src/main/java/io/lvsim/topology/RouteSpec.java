package io.lvsim.topology;

import org.jspecify.annotations.Nullable;

/**
 * A route of the main table.
 *
 * @param via next hop; 0 when on-link
 * @param device the interface; null lets the gateway choose
 * @param source preferred source; 0 for none
 */
public record RouteSpec(
    int prefix, int prefixLength, int via, @Nullable String device, int source, int metric) {}
