package io.lvsim.transport;

import io.lvsim.engine.Random;
import io.lvsim.engine.Simulation;

/**
 * The numbers that a host chooses so that strangers cannot guess them (RFC 6528; Linux:
 * net/core/secure_seq.c): they follow from the addresses and a secret, which follows from the seed.
 */
final class SequenceSecrets {
  private final Simulation simulation;
  private final Random random;
  private final long sequenceSecret;
  private final long timestampSecret;
  private final long portSecret;

  SequenceSecrets(Simulation simulation, String host) {
    this.simulation = simulation;
    random = simulation.random(host + " tcp numbers");
    sequenceSecret = random.nextLong();
    timestampSecret = random.nextLong();
    portSecret = random.nextLong();
  }

  /** An initial sequence number: a hash, and a clock of 64 ns ticks. */
  int initialSequence(int local, int localPort, int remote, int remotePort) {
    long hash = hash(sequenceSecret, local, remote, (long) localPort << 16 | remotePort);
    return (int) hash + (int) (simulation.now() >> 6);
  }

  /** What is added to the clock in timestamps; the same for all connections of two hosts. */
  int timestampOffset(int local, int remote) {
    return (int) hash(timestampSecret, local, remote, 0);
  }

  /** Where the search for an ephemeral port begins. */
  long portOffset(int local, int remote, int remotePort) {
    return hash(portSecret, local, remote, remotePort);
  }

  /** The first IPv4 identification of a connection. */
  int identification() {
    return random.nextInt() & 0xFFFF;
  }

  private static long hash(long secret, int a, int b, long c) {
    long mixed = mix(secret ^ ((long) a << 32 | b & 0xFFFF_FFFFL));
    return mix(mixed + c);
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
