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
    long outByteRate) {
  /** Of two directors together. */
  Stats plus(Stats other) {
    return new Stats(
        connections + other.connections,
        inPackets + other.inPackets,
        outPackets + other.outPackets,
        inBytes + other.inBytes,
        outBytes + other.outBytes,
        connectionRate + other.connectionRate,
        inPacketRate + other.inPacketRate,
        outPacketRate + other.outPacketRate,
        inByteRate + other.inByteRate,
        outByteRate + other.outByteRate);
  }
}
