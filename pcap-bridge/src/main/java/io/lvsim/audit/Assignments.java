package io.lvsim.audit;

import io.lvsim.wire.Ipv4Address;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which new connection was given to which real server, held against rules and persistence. */
final class Assignments {
  private static final int CLIENTS_MAX = 1 << 20;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int CHOICES_PER_SERVER = 10;
  private static final double SIGMAS = 4;

  private final Cluster cluster;
  private final Neighborhood neighborhood;
  private final Findings findings;
  private final HashedPicks hashed;
  private final Map<Client, Last> clients =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Client, Last> eldest) {
          return size() > CLIENTS_MAX;
        }
      };
  private final Map<AuditedService, SortedMap<Long, Choice>> choices = new LinkedHashMap<>();

  /** A client, or a network of clients, of a service with persistence. */
  private record Client(AuditedService service, int network) {}

  /** Where a client's last connection went. */
  private record Last(long server, Evidence evidence) {}

  /** How often a scheduler chose a server. */
  private record Choice(long times, Evidence first) {}

  Assignments(Cluster cluster, Neighborhood neighborhood, Findings findings) {
    this.cluster = cluster;
    this.neighborhood = neighborhood;
    this.findings = findings;
    hashed = new HashedPicks(findings);
  }

  /** A new connection went to a server. */
  void assigned(Flow flow, long mac, Evidence evidence) {
    AuditedService service = flow.service;
    if (flow.assigned || service == null) {
      return;
    }
    flow.assigned = true;
    boolean known = !neighborhood.addressesOf(mac).isEmpty();
    AuditedServer server = neighborhood.serverOf(service, mac);
    if (known && server == null) {
      findings.add(
          FindingKind.SERVER_NOT_IN_RULES,
          neighborhood.name(mac)
              + " got connections to "
              + service.label()
              + " and is not its server",
          evidence);
    }
    boolean scheduled = isScheduled(flow, service, mac, evidence);
    if (scheduled) {
      choices
          .computeIfAbsent(service, s -> new TreeMap<>())
          .merge(mac, new Choice(1, evidence), (a, b) -> new Choice(a.times() + 1, a.first()));
      tellWeight0(service, server, mac, evidence);
      if (server != null) {
        hashed.chosen(service, flow.key, server, evidence);
      }
    }
  }

  private void tellWeight0(
      AuditedService service, @Nullable AuditedServer server, long mac, Evidence evidence) {
    boolean templateMayBeOld =
        service.persistentSeconds() > 0 && !cluster.expiresQuiescentTemplates();
    if (server != null && server.weight() == 0 && !templateMayBeOld) {
      findings.add(
          FindingKind.SERVER_WEIGHT_0,
          neighborhood.name(mac) + " has weight 0 for " + service.label() + " and got connections",
          evidence);
    }
  }

  /** Whether the scheduler chose, and not the client's last connection; tells a broken promise. */
  private boolean isScheduled(Flow flow, AuditedService service, long mac, Evidence evidence) {
    if (service.persistentSeconds() == 0) {
      return true;
    }
    Client client = new Client(service, flow.key.client() & service.netmask());
    Last last = clients.put(client, new Last(mac, evidence));
    if (last == null) {
      return true;
    }
    long pause = evidence.atNanos() - last.evidence().atNanos();
    if (pause > service.persistentSeconds() * NANOS_PER_SECOND) {
      return last.server() != mac;
    }
    if (last.server() != mac && !isExcused(service, last.server())) {
      tellBroken(service, client, last, mac, evidence);
    }
    return false;
  }

  private boolean isExcused(AuditedService service, long mac) {
    AuditedServer server = neighborhood.serverOf(service, mac);
    if (server == null) {
      return !neighborhood.addressesOf(mac).isEmpty();
    }
    return server.weight() == 0 && cluster.expiresQuiescentTemplates();
  }

  private void tellBroken(
      AuditedService service, Client client, Last last, long mac, Evidence evidence) {
    findings.add(
        FindingKind.PERSISTENCE_BROKEN,
        "client "
            + Ipv4Address.format(client.network())
            + " of "
            + service.label()
            + " went from "
            + neighborhood.name(last.server())
            + " to "
            + neighborhood.name(mac)
            + " within "
            + service.persistentSeconds()
            + " s",
        last.evidence(),
        evidence);
  }

  /** The captures have ended: judges the shares. */
  void finish() {
    hashed.finish();
    choices.forEach(this::judgeShares);
  }

  private void judgeShares(AuditedService service, Map<Long, Choice> chosen) {
    long weights = weightsToJudge(service);
    long total = chosen.values().stream().mapToLong(Choice::times).sum();
    if (weights == 0 || total < (long) CHOICES_PER_SERVER * service.servers().size()) {
      return;
    }
    for (AuditedServer server : service.servers()) {
      long times = 0;
      Evidence first = null;
      for (Map.Entry<Long, Choice> each : chosen.entrySet()) {
        if (neighborhood.has(each.getKey(), server.address())) {
          times += each.getValue().times();
          first = each.getValue().first();
        }
      }
      double share = weightOf(service, server) / (double) weights;
      double deviation = Math.sqrt(total * share * (1 - share));
      if (Math.abs(times - total * share) > Math.max(2, SIGMAS * deviation)) {
        tellShare(service, server, times, total, share, first);
      }
    }
  }

  /** The sum of the weights; 0 if the shares of this service say nothing. */
  private long weightsToJudge(AuditedService service) {
    boolean byWeights = service.scheduler().equals("rr") || service.scheduler().equals("wrr");
    long sum = 0;
    for (AuditedServer server : service.servers()) {
      boolean seen = neighborhood.knows(server.address());
      if (!byWeights || server.limited() || !seen) {
        return 0;
      }
      sum += weightOf(service, server);
    }
    return sum;
  }

  /** Plain round robin only looks whether there is any weight. */
  private static long weightOf(AuditedService service, AuditedServer server) {
    return service.scheduler().equals("rr") ? Math.min(server.weight(), 1) : server.weight();
  }

  private void tellShare(
      AuditedService service,
      AuditedServer server,
      long times,
      long total,
      double share,
      @Nullable Evidence first) {
    findings.add(
        FindingKind.SHARE_OFF,
        Ipv4Address.format(server.address())
            + " was chosen "
            + times
            + " of "
            + total
            + " times for "
            + service.label()
            + "; its weight means "
            + Math.round(total * share),
        first);
  }
}
