package io.lvsim.scenario.run;

import io.lvsim.trace.Decision;

/** A decision with its time and the name of the machine or switch that made it. */
public record ToldDecision(long atNanos, String node, Decision decision) {}
