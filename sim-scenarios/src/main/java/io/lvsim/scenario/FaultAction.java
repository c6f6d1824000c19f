package io.lvsim.scenario;

/** One thing that breaks or is mended. */
public sealed interface FaultAction {
  /** A cable is pulled or plugged in again, by the interface behind it. */
  record LinkState(String host, String interfaceName, boolean up) implements FaultAction {}

  /** A cable loses each frame with a probability from 0 to 1. */
  record LinkLoss(String host, String interfaceName, double loss) implements FaultAction {}

  /** A cable takes so long each way. */
  record LinkDelay(String host, String interfaceName, long nanos) implements FaultAction {}

  /** A cable takes so many bits a second; 0 for no limit. */
  record LinkRate(String host, String interfaceName, long bitsPerSecond) implements FaultAction {}

  /** A cable is again as the topology says. */
  record LinkClear(String host, String interfaceName) implements FaultAction {}

  /** A machine loses its power, or boots again. */
  record HostPower(String host, boolean on) implements FaultAction {}

  /** Every cable is again as the topology says, and every machine is on. */
  record Clear() implements FaultAction {}
}
