package io.lvsim.command.iptables;

import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.netfilter.MangleTable.Counters;
import java.util.ArrayList;
import java.util.List;

/** The mangle table as it was, to go back to when a restore fails before its COMMIT. */
final class TableSnapshot {
  private record Saved(String chain, List<MangleRule> rules, List<Counters> counters) {}

  private record Policy(Chain chain, boolean drop, Counters counters) {}

  private final MangleTable table;
  private final List<Saved> chains = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();

  TableSnapshot(MangleTable table) {
    this.table = table;
    for (String chain : ChainWork.allChains(table)) {
      List<MangleRule> rules = table.rules(chain);
      List<Counters> counters = new ArrayList<>();
      for (int at = 1; at <= rules.size(); at++) {
        counters.add(table.counters(chain, at));
      }
      chains.add(new Saved(chain, rules, counters));
    }
    for (Chain chain : Chain.values()) {
      policies.add(new Policy(chain, table.policyDrop(chain), table.policyCounters(chain)));
    }
  }

  /** Empties the table, as a restore does that is not told otherwise. */
  static void clear(MangleTable table) {
    ChainWork.allChains(table).forEach(table::flush);
    table.userChains().forEach(table::removeChain);
  }

  void bringBack() {
    clear(table);
    for (Saved saved : chains) {
      if (!table.hasChain(saved.chain())) {
        table.addChain(saved.chain());
      }
      for (int i = 0; i < saved.rules().size(); i++) {
        table.append(saved.chain(), saved.rules().get(i));
        table.setCounters(saved.chain(), i + 1, saved.counters().get(i));
      }
    }
    for (Policy policy : policies) {
      table.setPolicyDrop(policy.chain(), policy.drop());
      table.setPolicyCounters(policy.chain(), policy.counters());
    }
  }
}
