package io.lvsim.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cycle in which servers may be chosen, followed from an unknown start: which positions of it
 * explain what was seen so far. Where none does, the turn is broken: the table may have been
 * changed, and what follows may also be the cycle of some of the servers.
 */
final class Turn {
  private static final int EVIDENCE_MAX = 6;

  private final List<Cycle> cycles = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private long breaks;
  private @Nullable Evidence last;

  /** The addresses in the order in which they are chosen, and where in it the next one may be. */
  private static final class Cycle {
    private final int[] addresses;
    private BitSet next;

    Cycle(int[] addresses) {
      this.addresses = addresses;
      next = new BitSet(addresses.length);
    }

    void anywhere() {
      next.set(0, addresses.length);
    }

    /** Goes one on from where the address is. */
    void take(int address) {
      BitSet after = new BitSet(addresses.length);
      next.stream()
          .filter(at -> addresses[at] == address)
          .forEach(at -> after.set((at + 1) % addresses.length));
      next = after;
    }

    /** Goes one on, or not. */
    void perhaps() {
      BitSet after = (BitSet) next.clone();
      next.stream().forEach(at -> after.set((at + 1) % addresses.length));
      next = after;
    }
  }

  /**
   * @param all the cycle of all servers
   * @param some those of some of the servers
   */
  Turn(int[] all, List<int[]> some) {
    cycles.add(new Cycle(all.clone()));
    some.forEach(cycle -> cycles.add(new Cycle(cycle.clone())));
    cycles.getFirst().anywhere();
  }

  /** A server was chosen. */
  void chosen(int address, Evidence seen) {
    take(address);
    if (isNowhere()) {
      broken(seen);
      lost();
      take(address);
    }
    if (isNowhere()) {
      lost();
    }
    last = seen;
  }

  private void take(int address) {
    cycles.forEach(cycle -> cycle.take(address));
  }

  private boolean isNowhere() {
    return cycles.stream().allMatch(cycle -> cycle.next.isEmpty());
  }

  /** A server may have been chosen: any, since nothing was forwarded that tells which. */
  void maybeChosen() {
    cycles.forEach(Cycle::perhaps);
  }

  /** Nothing is known any more. */
  void lost() {
    cycles.forEach(Cycle::anywhere);
  }

  private void broken(Evidence seen) {
    breaks++;
    if (evidence.size() < EVIDENCE_MAX) {
      if (last != null && !evidence.contains(last)) {
        evidence.add(last);
      }
      evidence.add(seen);
    }
  }

  /** How often no position explained what was seen. */
  long breaks() {
    return breaks;
  }

  /** The choices that broke it, each behind the one before. */
  List<Evidence> evidence() {
    return evidence;
  }
}
