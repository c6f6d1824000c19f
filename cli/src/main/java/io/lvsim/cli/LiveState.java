package io.lvsim.cli;

import io.lvsim.ipvs.ListedTables;
import io.lvsim.live.LiveCounters;
import java.util.List;

/**
 * What a live director, or one of its workers, has counted at one instant.
 *
 * @param uptimeNanos how long it has run
 * @param link whether its interface is there and has a carrier
 * @param received by each worker, in their order
 */
record LiveState(
    long uptimeNanos,
    boolean link,
    LiveCounters counters,
    ListedTables tables,
    List<Long> received) {
  /** That of one worker. */
  static LiveState of(LiveWorker worker) {
    LiveCounters counters = worker.wire().counters();
    return new LiveState(
        worker.uptimeNanos(),
        worker.wire().carrier(),
        counters,
        ListedTables.of(worker.director().machine().ipvs(), false),
        List.of(counters.received()));
  }

  /** All workers together; the clock and the link are those of the first. */
  static LiveState sum(List<LiveState> workers) {
    LiveState first = workers.getFirst();
    return new LiveState(
        first.uptimeNanos,
        first.link,
        workers.stream().map(LiveState::counters).reduce(LiveCounters::plus).orElseThrow(),
        workers.stream().map(LiveState::tables).reduce(ListedTables::plus).orElseThrow(),
        workers.stream().map(LiveState::counters).map(LiveCounters::received).toList());
  }
}
