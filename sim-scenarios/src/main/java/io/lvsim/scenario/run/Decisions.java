package io.lvsim.scenario.run;

import io.lvsim.scenario.Check;
import io.lvsim.scenario.Step;
import io.lvsim.trace.ArpDecision;
import io.lvsim.trace.DaemonDecision;
import io.lvsim.trace.Decision;
import io.lvsim.trace.Ipv4Decision;
import io.lvsim.trace.IpvsDecision;
import io.lvsim.trace.LinkDecision;
import io.lvsim.trace.NeighborDecision;
import io.lvsim.trace.NetfilterDecision;
import io.lvsim.trace.SwitchDecision;
import io.lvsim.trace.TraceListener;
import io.lvsim.trace.TransportDecision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the latest decisions of a run, and picks those that lie behind a step that failed. */
final class Decisions implements TraceListener {
  private static final int KEPT = 50_000;
  private static final int SHOWN = 100;

  private final ArrayDeque<ToldDecision> latest = new ArrayDeque<>();

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    if (latest.size() == KEPT) {
      latest.removeFirst();
    }
    latest.addLast(new ToldDecision(nowNanos, node, decision));
  }

  /** The decisions behind a step that began at an instant: the latest ones that bear on it. */
  List<ToldDecision> behind(Step step, long startedAtNanos) {
    List<ToldDecision> all = new ArrayList<>();
    Set<String> routine = new LinkedHashSet<>();
    for (ToldDecision told : latest) {
      if (bearsOn(step, startedAtNanos, told) && isNews(told, routine)) {
        all.add(told);
      }
    }
    return List.copyOf(all.subList(Math.max(0, all.size() - SHOWN), all.size()));
  }

  /** That a machine takes its own packets, and by which route it sends, is said once. */
  private static boolean isNews(ToldDecision told, Set<String> routine) {
    return switch (told.decision()) {
      case Ipv4Decision.Local local -> routine.add(told.node() + local.reason());
      case Ipv4Decision.Sent sent -> routine.add(told.node() + sent.reason());
      default -> true;
    };
  }

  private static boolean bearsOn(Step step, long startedAtNanos, ToldDecision told) {
    return switch (step) {
      case Step.Verify verify -> verify.checks().stream().anyMatch(check -> bearsOn(check, told));
      default -> told.atNanos() >= startedAtNanos && !(told.decision() instanceof SwitchDecision);
    };
  }

  private static boolean bearsOn(Check check, ToldDecision told) {
    Decision decision = told.decision();
    return switch (check) {
      case Check.Neighbor neighbor ->
          decision instanceof ArpDecision
              || decision instanceof NeighborDecision && told.node().equals(neighbor.on());
      case Check.ArpAnswered answered -> decision instanceof ArpDecision;
      case Check.Bypassed bypassed ->
          decision instanceof ArpDecision || decision instanceof NeighborDecision;
      case Check.Served served ->
          decision instanceof IpvsDecision
              || decision instanceof TransportDecision
              || decision instanceof NetfilterDecision
              || decision instanceof LinkDecision;
      case Check.Connections connections ->
          decision instanceof IpvsDecision && told.node().equals(connections.on());
      case Check.Servers servers ->
          decision instanceof DaemonDecision && told.node().equals(servers.on());
      case Check.SwitchTable table -> decision instanceof SwitchDecision;
      case Check.FileText file ->
          decision instanceof DaemonDecision && told.node().equals(file.on());
      case Check.SysctlValue sysctl -> false;
    };
  }
}
