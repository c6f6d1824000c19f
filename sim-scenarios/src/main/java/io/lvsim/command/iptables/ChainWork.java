package io.lvsim.command.iptables;

import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.netfilter.MangleTable.Counters;
import io.lvsim.netfilter.RuleTarget;
import java.util.List;

/** Carries a request out on the mangle table, with the kernel's and libiptc's refusals. */
final class ChainWork {
  private static final Counters NOTHING = new Counters(0, 0);

  private final MangleTable table;

  ChainWork(MangleTable table) {
    this.table = table;
  }

  /** The requests that print nothing of the table. */
  void carryOut(Request request) throws Complaint {
    switch (String.valueOf(request.action)) {
      case "APPEND" -> append(request);
      case "INSERT" -> insert(request);
      case "REPLACE" -> replace(request);
      case "DELETE" -> delete(request);
      case "CHECK" -> find(request, request.rules.getFirst());
      case "FLUSH" -> flush(request.chain);
      case "ZERO" -> zero(request.chain, request.number);
      case "NEW_CHAIN" -> addChain(request.chain);
      case "DELETE_CHAIN" -> removeChain(request.chain);
      case "RENAME_CHAIN" -> renameChain(request.chain, request.second);
      case "POLICY" -> setPolicy(request.chain, request.second, NOTHING);
      default -> throw new IllegalStateException("not for the table: " + request.action);
    }
  }

  private void append(Request request) throws Complaint {
    requireChain(request.chain);
    for (MangleRule rule : request.rules) {
      int at = table.rules(request.chain).size() + 1;
      put(request.chain, at, rule, request.counters);
    }
  }

  private void insert(Request request) throws Complaint {
    requireChain(request.chain);
    if (request.number > table.rules(request.chain).size() + 1) {
      throw Complaint.kernel("Index of insertion too big.");
    }
    List<MangleRule> rules = request.rules;
    for (int i = rules.size() - 1; i >= 0; i--) {
      put(request.chain, request.number, rules.get(i), request.counters);
    }
  }

  private void put(String chain, int at, MangleRule rule, Counters counters) throws Complaint {
    table.insert(chain, at, rule);
    if (table.hasLoop()) {
      table.delete(chain, at);
      throw Complaint.kernel("Too many levels of symbolic links.");
    }
    table.setCounters(chain, at, counters);
  }

  private void replace(Request request) throws Complaint {
    requireChain(request.chain);
    if (request.rules.size() > 1) {
      throw Complaint.about("Replacement rule does not specify a unique address");
    }
    if (request.number > table.rules(request.chain).size()) {
      throw Complaint.kernel("Index of replacement too big.");
    }
    MangleRule before = table.rules(request.chain).get(request.number - 1);
    table.replace(request.chain, request.number, request.rules.getFirst());
    if (table.hasLoop()) {
      table.replace(request.chain, request.number, before);
      throw Complaint.kernel("Too many levels of symbolic links.");
    }
    table.setCounters(request.chain, request.number, request.counters);
  }

  private void delete(Request request) throws Complaint {
    if (request.number == 0) {
      for (MangleRule rule : request.rules) {
        table.delete(request.chain, find(request, rule));
      }
      return;
    }
    requireChain(request.chain);
    if (request.number > table.rules(request.chain).size()) {
      throw Complaint.kernel("Index of deletion too big.");
    }
    table.delete(request.chain, request.number);
  }

  /** libiptc leaves another errno behind when an extension's target was compared. */
  private int find(Request request, MangleRule rule) throws Complaint {
    requireChain(request.chain);
    int at = table.rules(request.chain).indexOf(rule);
    if (at < 0) {
      throw rule.target() instanceof RuleTarget.Verdict
          ? Complaint.kernel("Bad rule (does a matching rule exist in that chain?).")
          : Complaint.noSuchChain();
    }
    return at + 1;
  }

  private void flush(String chain) throws Complaint {
    for (String each : chainsMeant(chain)) {
      table.flush(each);
    }
  }

  /** Sets counters to 0; of one rule where a number is given. */
  void zero(String chain, int number) throws Complaint {
    for (String each : chainsMeant(chain)) {
      int rules = table.rules(each).size();
      if (number > rules) {
        throw Complaint.kernel("Index of zero too big.");
      }
      for (int at = 1; at <= rules; at++) {
        if (number == 0 || at == number) {
          table.setCounters(each, at, NOTHING);
        }
      }
      if (number == 0 && Chain.isBuiltIn(each)) {
        table.setPolicyCounters(Chain.valueOf(each), NOTHING);
      }
    }
  }

  /** One chain, or all if none was named. */
  List<String> chainsMeant(String chain) throws Complaint {
    if (!chain.isEmpty()) {
      requireChain(chain);
      return List.of(chain);
    }
    return allChains(table);
  }

  static List<String> allChains(MangleTable table) {
    List<String> names = new java.util.ArrayList<>();
    for (Chain builtIn : Chain.values()) {
      names.add(builtIn.name());
    }
    names.addAll(table.userChains());
    return names;
  }

  void addChain(String name) throws Complaint {
    if (table.hasChain(name)) {
      throw Complaint.kernel("Chain already exists.");
    }
    table.addChain(name);
  }

  private void removeChain(String name) throws Complaint {
    List<String> meant = name.isEmpty() ? table.userChains() : List.of(name);
    for (String each : meant) {
      requireChain(each);
      if (Chain.isBuiltIn(each)) {
        throw Complaint.kernel("Invalid argument. Run `dmesg' for more information.");
      }
      if (table.references(each) > 0) {
        throw Complaint.kernel("Too many links.");
      }
      if (!table.rules(each).isEmpty()) {
        throw Complaint.kernel("Directory not empty.");
      }
      table.removeChain(each);
    }
  }

  private void renameChain(String from, String to) throws Complaint {
    if (table.hasChain(to)) {
      throw Complaint.kernel("File exists.");
    }
    if (!table.hasChain(from) || Chain.isBuiltIn(from)) {
      throw Complaint.noSuchChain();
    }
    table.renameChain(from, to);
  }

  void setPolicy(String chain, String policy, Counters counters) throws Complaint {
    if (!Chain.isBuiltIn(chain)) {
      throw Complaint.kernel("Bad built-in chain name.");
    }
    if (!policy.equals("ACCEPT") && !policy.equals("DROP")) {
      throw Complaint.kernel("Bad policy name. Run `dmesg' for more information.");
    }
    table.setPolicyDrop(Chain.valueOf(chain), policy.equals("DROP"));
    table.setPolicyCounters(Chain.valueOf(chain), counters);
  }

  private void requireChain(String chain) throws Complaint {
    if (!table.hasChain(chain)) {
      throw Complaint.noSuchChain();
    }
  }
}
