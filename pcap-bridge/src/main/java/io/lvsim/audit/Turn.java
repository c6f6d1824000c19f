package io.lvsim.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cycle in which servers may be chosen, followed from an unknown start: which positions of it
 * explain what was seen so far. Where none does the turn is broken, and begins anew.
 */
final class Turn {
  private static final int EVIDENCE_MAX = 6;

  private final int[] cycle;
  private final List<Evidence> evidence = new ArrayList<>();
  private BitSet next;
  private long breaks;
  private @Nullable Evidence last;

  /**
   * @param cycle addresses in the order in which they are chosen, again and again
   */
  Turn(int[] cycle) {
    this.cycle = cycle.clone();
    next = everywhere();
  }

  private BitSet everywhere() {
    BitSet all = new BitSet(cycle.length);
    all.set(0, cycle.length);
    return all;
  }

  /** A server was chosen. */
  void chosen(int address, Evidence seen) {
    BitSet after = after(next, address);
    if (after.isEmpty()) {
      broken(seen);
      after = after(everywhere(), address);
    }
    next = after.isEmpty() ? everywhere() : after;
    last = seen;
  }

  /** A server may have been chosen: any, since nothing was forwarded that tells which. */
  void maybeChosen() {
    BitSet after = (BitSet) next.clone();
    next.stream().forEach(at -> after.set((at + 1) % cycle.length));
    next = after;
  }

  /** Nothing is known any more. */
  void lost() {
    next = everywhere();
  }

  private BitSet after(BitSet from, int address) {
    BitSet after = new BitSet(cycle.length);
    from.stream()
        .filter(at -> cycle[at] == address)
        .forEach(at -> after.set((at + 1) % cycle.length));
    return after;
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
