package io.lvsim.topology;

/**
 * How the cable behind an interface behaves.
 *
 * @param delayNanos each way
 * @param rateBitsPerSecond 0 for no limit
 * @param loss from 0 to 1
 * @param queueFrames each way, at least 1
 */
public record LinkSpec(
    String host,
    String interfaceName,
    long delayNanos,
    long rateBitsPerSecond,
    double loss,
    int queueFrames) {}
