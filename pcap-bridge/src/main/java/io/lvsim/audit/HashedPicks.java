package io.lvsim.audit;

import io.lvsim.ipvs.scheduler.Candidate;
import io.lvsim.ipvs.scheduler.Request;
import io.lvsim.ipvs.scheduler.Scheduler;
import io.lvsim.ipvs.scheduler.Schedulers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether choices are those of schedulers that look at packet and weights alone (sh, dh, mh, fo):
 * asks the simulator's, for every order in which the director may have the servers.
 */
final class HashedPicks {
  private static final int EVIDENCE_MAX = 6;
  private static final int LEAD_MAX = 20;

  private final Findings findings;
  private final Map<AuditedService, Judged> services = new LinkedHashMap<>();

  /** One order of the servers, and what does not fit to it. */
  private static final class Order {
    private final Scheduler scheduler;
    private final List<Evidence> evidence = new ArrayList<>();
    private long misfits;

    Order(Scheduler scheduler) {
      this.scheduler = scheduler;
    }
  }

  /** A service's choices. */
  private static final class Judged {
    private final List<Order> orders = new ArrayList<>();
    private long picks;
  }

  /** The packet that wanted a server. */
  private record Asked(int sourceAddress, int sourcePort, int destinationAddress)
      implements Request {}

  HashedPicks(Findings findings) {
    this.findings = findings;
  }

  /** A new connection went to a server of the rules. */
  void chosen(AuditedService service, FlowKey key, AuditedServer server, Evidence evidence) {
    if (!Judgeable.looksAtPacketsOnly(service)) {
      return;
    }
    Judged judged = services.computeIfAbsent(service, HashedPicks::judged);
    judged.picks++;
    Asked asked = new Asked(key.client(), key.clientPort(), key.address());
    for (Order order : judged.orders) {
      Candidate picked = order.scheduler.schedule(asked);
      if (picked == null || picked.address() != server.address()) {
        order.misfits++;
        if (order.evidence.size() < EVIDENCE_MAX) {
          order.evidence.add(evidence);
        }
      }
    }
    long least = judged.orders.stream().mapToLong(o -> o.misfits).min().orElse(0);
    judged.orders.removeIf(order -> order.misfits > least + LEAD_MAX);
  }

  private static Judged judged(AuditedService service) {
    Judged judged = new Judged();
    for (List<AuditedServer> order : RulesPool.orders(service.servers())) {
      Scheduler scheduler =
          Schedulers.create(service.scheduler(), new RulesPool(order, service.schedulerFlags()));
      if (scheduler != null) {
        judged.orders.add(new Order(scheduler));
      }
    }
    return judged;
  }

  /** The captures have ended. */
  void finish() {
    services.forEach((service, judged) -> {
      Order best =
          judged.orders.stream().min(Comparator.comparingLong(o -> o.misfits)).orElse(null);
      if (best != null && best.misfits > 0) {
        tell(service, judged.picks, best);
      }
    });
  }

  private void tell(AuditedService service, long picks, Order best) {
    findings.add(
        FindingKind.PICK_NOT_BY_HASH,
        Turns.severity(best.misfits, picks),
        best.misfits
            + " of "
            + picks
            + " new connections to "
            + service.label()
            + " went to a server that "
            + service.scheduler()
            + " does not choose for such a packet, in whatever order the servers were added",
        best.misfits,
        best.evidence.toArray(Evidence[]::new));
  }
}
