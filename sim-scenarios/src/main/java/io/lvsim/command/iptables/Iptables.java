package io.lvsim.command.iptables;

import io.lvsim.command.iptables.Request.Action;
import io.lvsim.lab.NameService;
import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.netfilter.MangleTable.Counters;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.List;

/** iptables 1.8.9 (legacy) with the mangle table. */
public final class Iptables implements Command {
  private static final String HINT =
      "Try `iptables -h' or 'iptables --help' for more information.\n";

  @Override
  public int run(Invocation call) {
    MangleTable table = call.net().host().mangle();
    NameService names = new NameService(call.files());
    try {
      ExtensionCatalog catalog = new ExtensionCatalog(table, names);
      Request request = new RequestReader(catalog, call.arguments(), "filter").read();
      call.out().print(carryOut(request, table, names));
      return 0;
    } catch (Complaint complaint) {
      return complain(call, complaint);
    }
  }

  private static int complain(Invocation call, Complaint complaint) {
    String text = complaint.text();
    String name = "iptables " + Version.TEXT + ": ";
    switch (complaint.kind()) {
      case PARAMETER -> call.err().print(name + text + "\n" + HINT);
      case BAD_ARGUMENT -> call.err().print(text + "\n" + HINT);
      case KERNEL -> call.err().print("iptables: " + text + "\n");
      case TABLE ->
          call.err()
              .print(name + text + "\nPerhaps iptables or your kernel needs to be upgraded.\n");
    }
    return switch (complaint.kind()) {
      case PARAMETER, BAD_ARGUMENT -> 2;
      case KERNEL -> 1;
      case TABLE -> 3;
    };
  }

  /** What a request prints, once it has been carried out. */
  private static String carryOut(Request request, MangleTable table, NameService names)
      throws Complaint {
    Action action = request.action;
    if (action == Action.VERSION) {
      return "iptables " + Version.TEXT + "\n";
    }
    if (action == Action.HELP) {
      return Usage.TEXT;
    }
    if (!request.table.equals("mangle")) {
      return onOtherTable(request, table, names);
    }
    ChainWork work = new ChainWork(table);
    if (action != Action.LIST && action != Action.LIST_RULES) {
      String told = request.verbose ? told(request, work, names) : "";
      work.carryOut(request);
      return told;
    }
    TableListing listing = new TableListing(table, names, request);
    List<String> chains = work.chainsMeant(request.chain);
    String text = action == Action.LIST ? listing.list(chains) : listing.rules(chains);
    if (request.zeroToo) {
      work.zero(request.chain, 0);
    }
    return text;
  }

  /** What -v tells of a change. */
  private static String told(Request request, ChainWork work, NameService names) throws Complaint {
    StringBuilder told = new StringBuilder();
    for (MangleRule rule : request.rules) {
      told.append(RuleLine.alone(rule, names)).append('\n');
    }
    if (request.action == Action.FLUSH) {
      work.chainsMeant(request.chain)
          .forEach(chain -> told.append("Flushing chain `").append(chain).append("'\n"));
    }
    if (request.action == Action.ZERO) {
      work.chainsMeant(request.chain)
          .forEach(chain -> told.append("Zeroing chain `").append(chain).append("'\n"));
    }
    return told.toString();
  }

  private static String onOtherTable(Request request, MangleTable mangle, NameService names)
      throws Complaint {
    if (!OtherTables.exists(request.table)) {
      throw Complaint.noTable(request.table);
    }
    List<String> chains = OtherTables.chains(request.table);
    boolean named = !request.chain.isEmpty();
    if (named && !chains.contains(request.chain) && request.action != Action.NEW_CHAIN) {
      throw Complaint.noSuchChain();
    }
    List<String> meant = named ? List.of(request.chain) : chains;
    StringBuilder text = new StringBuilder();
    switch (String.valueOf(request.action)) {
      case "LIST" -> {
        TableListing listing = new TableListing(mangle, names, request);
        for (String chain : meant) {
          text.append(text.isEmpty() ? "" : "\n");
          text.append(listing.heading(chain, false, new Counters(0, 0))).append('\n');
          text.append(listing.columns()).append('\n');
        }
      }
      case "LIST_RULES" ->
          meant.forEach(chain -> text.append("-P ").append(chain).append(" ACCEPT\n"));
      case "FLUSH", "ZERO", "DELETE_CHAIN" -> {}
      case "POLICY" -> {
        if (!request.second.equals("ACCEPT")) {
          throw OtherTables.notModelled(request.table);
        }
      }
      case "CHECK", "DELETE" ->
          throw Complaint.kernel("Bad rule (does a matching rule exist in that chain?).");
      default -> throw OtherTables.notModelled(request.table);
    }
    return text.toString();
  }
}
