package io.lvsim.ipvs;

/** How a real server is used: thresholds 0 are off. */
public record ServerConfig(
    ForwardingMethod method, int weight, int upperThreshold, int lowerThreshold) {}
