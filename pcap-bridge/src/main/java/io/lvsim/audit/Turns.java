package io.lvsim.audit;

import io.lvsim.ipvs.scheduler.Candidate;
import io.lvsim.ipvs.scheduler.Request;
import io.lvsim.ipvs.scheduler.Scheduler;
import io.lvsim.ipvs.scheduler.Schedulers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether the choices of one director for one service are those of rr or wrr, in whatever order it
 * has the servers and wherever its turn was when the capture began. Choices that may be missing in
 * the capture, and tables that lack servers for a time, explain a great deal; what remains is
 * counted. Seldom broken it is only noted: a frame may be lost, the table may have been changed.
 */
final class Turns {
  private static final int CYCLE_MAX = 4096;
  private static final int LEAD_MAX = 20;
  private static final int FEW_SERVERS = 4;
  private static final int MISFITS_TO_WARN = 3;
  private static final int PICKS_PER_MISFIT = 20;

  private final AuditedService service;
  private final List<Turn> possible = new ArrayList<>();
  private long picks;

  Turns(AuditedService service) {
    this.service = service;
    for (List<AuditedServer> order : RulesPool.orders(service.servers())) {
      int[] all = cycle(order);
      if (all.length > 0) {
        possible.add(new Turn(all, cyclesOfSome(order)));
      }
    }
  }

  /** Of all servers but one, or of few servers those of every part of them. */
  private List<int[]> cyclesOfSome(List<AuditedServer> order) {
    List<int[]> cycles = new ArrayList<>();
    int size = order.size();
    for (int chosen = 1; chosen < (1 << size) - 1; chosen++) {
      int set = chosen;
      boolean butOne = Integer.bitCount(set) == size - 1;
      if (size <= FEW_SERVERS || butOne) {
        List<AuditedServer> some =
            IntStream.range(0, size).filter(i -> (set >> i & 1) != 0).mapToObj(order::get).toList();
        int[] cycle = cycle(some);
        if (cycle.length > 0) {
          cycles.add(cycle);
        }
      }
    }
    return cycles;
  }

  /** What the scheduler of the simulator picks until all begins again; empty if that is too far. */
  private int[] cycle(List<AuditedServer> order) {
    Scheduler scheduler =
        Schedulers.create(service.scheduler(), new RulesPool(order, service.schedulerFlags()));
    int length = cycleLength(order);
    if (scheduler == null || length == 0 || length > CYCLE_MAX) {
      return new int[0];
    }
    int[] cycle = new int[length];
    for (int i = 0; i < length; i++) {
      Candidate picked = scheduler.schedule(new AnyRequest());
      cycle[i] = picked == null ? 0 : picked.address();
    }
    return cycle;
  }

  private int cycleLength(List<AuditedServer> servers) {
    if (service.scheduler().equals("rr")) {
      return (int) servers.stream().filter(s -> s.weight() > 0).count();
    }
    int divisor = 0;
    long sum = 0;
    for (AuditedServer server : servers) {
      divisor = greatestCommonDivisor(server.weight(), divisor);
      sum += server.weight();
    }
    return divisor == 0 ? 0 : (int) Math.min(sum / divisor, CYCLE_MAX + 1L);
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** Round robin looks at no packet. */
  private record AnyRequest() implements Request {
    @Override
    public int sourceAddress() {
      return 0;
    }

    @Override
    public int sourcePort() {
      return 0;
    }

    @Override
    public int destinationAddress() {
      return 0;
    }
  }

  /** A new connection went to a server of the rules. */
  void chosen(int address, Evidence evidence) {
    picks++;
    possible.forEach(turn -> turn.chosen(address, evidence));
    long least = possible.stream().mapToLong(Turn::breaks).min().orElse(0);
    possible.removeIf(turn -> turn.breaks() > least + LEAD_MAX);
  }

  /** A new connection came that may have been given to some server. */
  void maybeChosen() {
    possible.forEach(Turn::maybeChosen);
  }

  /** A new connection went to a machine that is in no rule. */
  void lost() {
    possible.forEach(Turn::lost);
  }

  /** The captures have ended. */
  void finish(Findings findings) {
    Turn best = possible.stream().min(Comparator.comparingLong(Turn::breaks)).orElse(null);
    if (best == null || best.breaks() == 0) {
      return;
    }
    findings.add(
        FindingKind.PICK_OUT_OF_TURN,
        severity(best.breaks(), picks),
        best.breaks()
            + " of "
            + picks
            + " new connections to "
            + service.label()
            + " went to a server whose turn it was not by "
            + service.scheduler()
            + " and the weights, in whatever order the servers were added",
        best.breaks(),
        best.evidence().toArray(Evidence[]::new));
  }

  /** What is seldom may be a frame that the capture lacks, or a table that was changed. */
  static Severity severity(long misfits, long picks) {
    boolean often = misfits >= MISFITS_TO_WARN && misfits * PICKS_PER_MISFIT >= picks;
    return often ? Severity.WARNING : Severity.NOTE;
  }
}
