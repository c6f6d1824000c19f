package io.lvsim.ipvs;

/**
 * Counters and rates as ipvsadm shows them: brought up to date every 2 s by the estimator, less the
 * base that ipvsadm -Z stored.
 */
public record Stats(
    long connections,
    long inPackets,
    long outPackets,
    long inBytes,
    long outBytes,
    long connectionRate,
    long inPacketRate,
    long outPacketRate,
    long inByteRate,
    long outByteRate) {}
