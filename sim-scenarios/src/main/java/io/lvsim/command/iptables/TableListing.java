package io.lvsim.command.iptables;

import io.lvsim.lab.NameService;
import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.netfilter.MangleTable.Counters;
import java.util.List;
import java.util.Locale;

/** iptables -L and -S. */
final class TableListing {
  private static final long SHOWN_WHOLE = 99_999;
  private static final long LARGEST_SHORT = 9_999;

  private final MangleTable table;
  private final NameService names;
  private final Request request;

  TableListing(MangleTable table, NameService names, Request request) {
    this.table = table;
    this.names = names;
    this.request = request;
  }

  /** -L: the chains as tables. */
  String list(List<String> chains) {
    StringBuilder text = new StringBuilder();
    if (request.number > 0) {
      appendRule(text, chains.getFirst(), request.number);
      return text.toString();
    }
    for (String chain : chains) {
      text.append(text.isEmpty() ? "" : "\n");
      text.append(heading(chain)).append('\n').append(columns()).append('\n');
      for (int at = 1; at <= table.rules(chain).size(); at++) {
        appendRule(text, chain, at);
      }
    }
    return text.toString();
  }

  private void appendRule(StringBuilder text, String chain, int at) {
    List<MangleRule> rules = table.rules(chain);
    if (at > rules.size()) {
      return;
    }
    if (request.lineNumbers) {
      text.append(String.format(Locale.ROOT, "%-4d ", at));
    }
    if (request.verbose) {
      Counters counters = table.counters(chain, at);
      text.append(number(counters.packets())).append(number(counters.bytes()));
    }
    RuleLine line = new RuleLine(names, request.numeric);
    text.append(line.inTable(rules.get(at - 1), request.verbose)).append('\n');
  }

  private String heading(String chain) {
    if (!Chain.isBuiltIn(chain)) {
      return "Chain " + chain + " (" + table.references(chain) + " references)";
    }
    Chain builtIn = Chain.valueOf(chain);
    return heading(chain, table.policyDrop(builtIn), table.policyCounters(builtIn));
  }

  /** The heading of a built-in chain. */
  String heading(String chain, boolean policyDrop, Counters counters) {
    String seen =
        request.verbose
            ? " "
                + number(counters.packets()).strip()
                + " packets, "
                + number(counters.bytes()).strip()
                + " bytes"
            : "";
    return "Chain " + chain + " (policy " + (policyDrop ? "DROP" : "ACCEPT") + seen + ")";
  }

  /** The line above the rules. */
  String columns() {
    String numbers = request.lineNumbers ? "num  " : "";
    String counters =
        !request.verbose ? "" : request.exact ? "    pkts      bytes " : " pkts bytes ";
    String interfaces = request.verbose ? "in     out     " : "";
    return numbers
        + counters
        + "target     prot opt "
        + interfaces
        + "source               destination         ";
  }

  /** A counter as xtables_print_num prints it. */
  private String number(long count) {
    if (request.exact) {
      return String.format(Locale.ROOT, "%8d ", count);
    }
    if (count <= SHOWN_WHOLE) {
      return String.format(Locale.ROOT, "%5d ", count);
    }
    long rest = count;
    for (char unit : new char[] {'K', 'M', 'G'}) {
      rest = (rest + 500) / 1000;
      if (rest <= LARGEST_SHORT) {
        return String.format(Locale.ROOT, "%4d%c ", rest, unit);
      }
    }
    return String.format(Locale.ROOT, "%4dT ", (rest + 500) / 1000);
  }

  /** -S: what would make the chains again. */
  String rules(List<String> chains) {
    StringBuilder text = new StringBuilder();
    if (request.number == 0) {
      chains.forEach(chain -> text.append(declaration(chain)).append('\n'));
    }
    for (String chain : chains) {
      List<MangleRule> rules = table.rules(chain);
      for (int at = 1; at <= rules.size(); at++) {
        if (request.number == 0 || request.number == at) {
          Counters counters = request.verbose ? table.counters(chain, at) : null;
          text.append(RuleText.of(chain, rules.get(at - 1), counters)).append('\n');
        }
      }
    }
    return text.toString();
  }

  private String declaration(String chain) {
    if (!Chain.isBuiltIn(chain)) {
      return "-N " + chain;
    }
    Chain builtIn = Chain.valueOf(chain);
    Counters counters = table.policyCounters(builtIn);
    String seen = request.verbose ? " -c " + counters.packets() + " " + counters.bytes() : "";
    return "-P " + chain + (table.policyDrop(builtIn) ? " DROP" : " ACCEPT") + seen;
  }
}
