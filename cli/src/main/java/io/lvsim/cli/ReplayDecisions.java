package io.lvsim.cli;

import io.lvsim.trace.Decision;
import io.lvsim.trace.IpvsDecision;
import io.lvsim.trace.TraceListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a lab decides while a capture is replayed: real servers chosen, and frames lost. */
final class ReplayDecisions implements TraceListener {
  private final Map<String, Chosen> servers = new LinkedHashMap<>();
  private final Map<String, Loss> losses = new LinkedHashMap<>();

  /** A real server that a connection went to, and which machine sent it there. */
  record Chosen(long atNanos, String director, String server) {}

  /**
   * Frames that went no further.
   *
   * @param reason of the first
   */
  record Loss(String node, String code, int count, String reason) {}

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    if (decision instanceof IpvsDecision.ConnectionMade made) {
      servers.put(made.flow(), new Chosen(nowNanos, node, made.server()));
    } else if (decision instanceof IpvsDecision.Forwarded forwarded) {
      servers.putIfAbsent(forwarded.flow(), new Chosen(nowNanos, node, forwarded.server()));
    }
    if (isLoss(decision.code())) {
      losses.merge(
          node + " " + decision.code(),
          new Loss(node, decision.code(), 1, decision.reason()),
          (one, more) -> new Loss(node, decision.code(), one.count() + 1, one.reason()));
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

  /** Where a flow's connection went; null if no director knows it. */
  @Nullable Chosen server(String flow) {
    return servers.get(flow);
  }

  /** What was lost, by node and kind, in the order in which it began. */
  List<Loss> losses() {
    return List.copyOf(losses.values());
  }
}
