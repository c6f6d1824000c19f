package io.lvsim.cli;

import io.lvsim.trace.Decision;
import io.lvsim.trace.IpvsDecision;
import io.lvsim.trace.TraceListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a lab decides while a capture is replayed: real servers chosen, and frames lost. */
final class ReplayDecisions implements TraceListener {
  /** Of how many choices one is told: those of the first conversations, which are shown. */
  private static final int CHOICES_MAX = 8_192;

  private final Map<String, List<Chosen>> servers = new LinkedHashMap<>();
  private final Map<String, Loss> losses = new LinkedHashMap<>();

  private int choices;

  /** The real server that a flow went to from an instant on. */
  private record Chosen(long atNanos, String server) {}

  /**
   * Frames that went no further.
   *
   * @param reason of the first
   */
  record Loss(String node, String code, int count, String reason) {}

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    switch (decision) {
      case IpvsDecision.ConnectionMade made -> chosen(made.flow(), nowNanos, made.server());
      case IpvsDecision.Forwarded forwarded ->
          chosen(forwarded.flow(), nowNanos, forwarded.server());
      default -> {}
    }
    if (isLoss(decision.code())) {
      losses.merge(
          node + " " + decision.code(),
          new Loss(node, decision.code(), 1, decision.reason()),
          (one, more) -> new Loss(node, decision.code(), one.count() + 1, one.reason()));
    }
  }

  private void chosen(String flow, long nowNanos, String server) {
    if (choices == CHOICES_MAX) {
      return;
    }
    List<Chosen> all = servers.computeIfAbsent(flow, f -> new ArrayList<>());
    if (all.isEmpty() || !all.getLast().server().equals(server)) {
      choices++;
      all.add(new Chosen(nowNanos, server));
    }
  }

  private static boolean isLoss(String code) {
    return switch (code) {
      case "link-lost",
          "switch-dropped",
          "arp-dropped",
          "ipv4-dropped",
          "neighbor-dropped",
          "neighbor-failed",
          "netfilter-dropped",
          "ipvs-dropped",
          "ipvs-no-destination",
          "ipvs-refused",
          "transport-dropped",
          "transport-refused",
          "transport-rejected" ->
          true;
      default -> false;
    };
  }

  /** Where a flow went last before an instant; null if no director knows it. */
  @Nullable String server(String flow, long untilNanos) {
    String server = null;
    for (Chosen chosen : servers.getOrDefault(flow, List.of())) {
      server = chosen.atNanos() < untilNanos ? chosen.server() : server;
    }
    return server;
  }

  /** What was lost, by node and kind, in the order in which it began. */
  List<Loss> losses() {
    return List.copyOf(losses.values());
  }
}
