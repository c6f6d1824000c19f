package io.lvsim.cli;

import io.lvsim.live.MachineInterface;
import io.lvsim.live.WorkerChoice;
import io.lvsim.nic.NicBackend;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lvsim live is to do.
 *
 * @param backend null for the first that works
 * @param answered addresses that the director has and this machine's kernel has not
 * @param virtual those of them that are VIPs
 * @param durationNanos after which it stops by itself
 * @param successorMac announced at the end; 0 for none
 * @param checksServers whether ldirectord runs
 * @param output where to trace from the start
 * @param choice how many workers there are, and which gets a frame
 */
record LivePlan(
    MachineInterface nic,
    @Nullable NicBackend backend,
    int[] answered,
    int[] virtual,
    long durationNanos,
    long successorMac,
    boolean checksServers,
    Path control,
    @Nullable Path metrics,
    @Nullable String prometheus,
    @Nullable Path output,
    TraceOptions.Limits traceLimits,
    boolean repairsChecksums,
    boolean immediate,
    WorkerChoice choice) {
  /** The interface and the addresses in one line. */
  String about() {
    List<String> texts = Arrays.stream(virtual).mapToObj(Ipv4Address::format).toList();
    return nic.name() + " (" + MacAddress.format(nic.mac()) + ") for " + String.join(", ", texts);
  }
}
