package io.lvsim.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The choices of rr and wrr, one by one. They are made when the SYNs come, not when they leave: a
 * SYN may wait for an ARP answer. So both must be seen in one file.
 */
final class PickAudit {
  private static final long PATIENCE_NANOS = 3_000_000_000L;
  private static final int TURNS_MAX = 1000;

  private final Neighborhood neighborhood;
  private final Findings findings;
  private final Map<Chooser, Choices> choices = new LinkedHashMap<>();

  /** A director at work for a service, as one file shows it. */
  private record Chooser(AuditedService service, long director, String file) {}

  /** What came, in the order in which it came, and the turns that it has to fit. */
  private record Choices(Deque<Pick> waiting, Turns turns) {}

  PickAudit(Neighborhood neighborhood, Findings findings) {
    this.neighborhood = neighborhood;
    this.findings = findings;
  }

  /** A SYN comes to a director. */
  void came(Flow flow, Sighting sighting) {
    AuditedService service = flow.service;
    SeenFrame frame = sighting.frame();
    long director = sighting.packet().to();
    boolean again =
        flow.picks.stream().anyMatch(p -> p.director == director && p.file.equals(frame.file()));
    if (service == null || again || !Judgeable.takesTurns(service)) {
      return;
    }
    Choices of = choicesOf(new Chooser(service, director, frame.file()));
    if (of == null) {
      return;
    }
    Pick pick = new Pick(frame.file(), director, frame.atNanos(), flow.beganWithSyn);
    flow.picks.add(pick);
    of.waiting().add(pick);
    settle(service, of, frame.atNanos() - PATIENCE_NANOS);
  }

  private @Nullable Choices choicesOf(Chooser chooser) {
    Choices known = choices.get(chooser);
    if (known == null && choices.size() < TURNS_MAX) {
      known = new Choices(new ArrayDeque<>(), new Turns(chooser.service()));
      choices.put(chooser, known);
    }
    return known;
  }

  /** The SYN goes on to a server. */
  void went(Flow flow, Sighting sighting, Evidence evidence) {
    for (Pick pick : flow.picks) {
      if (pick.server == Flow.NOBODY && pick.file.equals(sighting.frame().file())) {
        pick.server = sighting.packet().to();
        pick.evidence = evidence;
        return;
      }
    }
  }

  private void settle(AuditedService service, Choices of, long before) {
    while (!of.waiting().isEmpty()) {
      Pick first = of.waiting().getFirst();
      if (first.server == Flow.NOBODY && first.atNanos > before) {
        return;
      }
      judge(service, of.turns(), of.waiting().removeFirst());
    }
  }

  private void judge(AuditedService service, Turns turns, Pick pick) {
    Evidence evidence = pick.evidence;
    if (evidence == null || !pick.sure) {
      turns.maybeChosen();
      return;
    }
    AuditedServer server = neighborhood.serverOf(service, pick.server);
    if (server == null) {
      turns.lost();
    } else {
      turns.chosen(server.address(), evidence);
    }
  }

  /** The captures have ended. */
  void finish() {
    choices.forEach((chooser, of) -> {
      settle(chooser.service(), of, Long.MAX_VALUE);
      of.turns().finish(findings);
    });
  }
}
