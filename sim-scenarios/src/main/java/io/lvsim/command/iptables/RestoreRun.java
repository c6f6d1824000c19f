package io.lvsim.command.iptables;

import io.lvsim.lab.NameService;
import io.lvsim.lab.NetworkNamespace;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.netfilter.MangleTable.Counters;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Carries the lines of a saved table out; a failure before COMMIT leaves all as it was. */
public final class RestoreRun {
  private static final String NAME = "iptables-restore ";
  private static final String HINT =
      "Try `iptables-restore -h' or 'iptables-restore --help' for more information.\n";
  private static final Pattern COUNTERS = Pattern.compile("\\[(\\d{1,18}):(\\d{1,18})\\]");

  private final MangleTable table;
  private final NameService names;
  private final boolean withCounters;
  private final boolean keep;
  private final boolean testOnly;
  private final String onlyTable;
  private final StringBuilder complaints = new StringBuilder();

  private @Nullable TableSnapshot before;
  private String current = "";
  private int line;

  /**
   * @param withCounters whether counters are taken from the text (-c)
   * @param keep whether what is in the table stays (-n)
   * @param testOnly whether nothing changes in the end (-t)
   * @param onlyTable the only table to take notice of, empty for all
   */
  RestoreRun(
      NetworkNamespace net,
      boolean withCounters,
      boolean keep,
      boolean testOnly,
      String onlyTable) {
    this.table = net.host().mangle();
    this.names = new NameService(net.files());
    this.withCounters = withCounters;
    this.keep = keep;
    this.testOnly = testOnly;
    this.onlyTable = onlyTable;
  }

  /** A restore as a service does at its start: the text replaces what is there. */
  public static RestoreRun ofService(NetworkNamespace net) {
    return new RestoreRun(net, false, false, false, "");
  }

  /** What went wrong, for standard error. */
  public String complaints() {
    return complaints.toString();
  }

  /** Carries a text out; returns the exit status. */
  public int run(String text) {
    int status = 0;
    for (String each : text.lines().toList()) {
      line++;
      status = carryOut(each);
      if (status != 0) {
        break;
      }
    }
    if (status == 0 && !current.isEmpty()) {
      complaints.append("iptables-restore: COMMIT expected at line ").append(line + 1).append('\n');
      status = 1;
    }
    if (before != null) {
      before.bringBack();
    }
    return status;
  }

  private int carryOut(String text) {
    if (text.isBlank() || text.startsWith("#")) {
      return 0;
    }
    try {
      if (text.equals("COMMIT") && !current.isEmpty()) {
        commit();
      } else if (text.startsWith("*") && current.isEmpty()) {
        open(text.substring(1).strip());
      } else if (text.startsWith(":") && !current.isEmpty()) {
        declare(text.substring(1).strip());
      } else if (!current.isEmpty()) {
        rule(text.strip());
      } else {
        throw Complaint.kernel("");
      }
      return 0;
    } catch (Complaint complaint) {
      return complain(complaint);
    }
  }

  private void commit() {
    if (testOnly && before != null) {
      before.bringBack();
    }
    before = null;
    current = "";
  }

  private void open(String name) throws Complaint {
    if (!name.equals("mangle") && !OtherTables.exists(name)) {
      throw Complaint.about("iptables-restore: unable to initialize table '" + name + "'");
    }
    current = name;
    if (isMeant()) {
      before = new TableSnapshot(table);
      if (!keep) {
        TableSnapshot.clear(table);
      }
    }
  }

  private boolean isMeant() {
    return current.equals("mangle") && (onlyTable.isEmpty() || onlyTable.equals(current));
  }

  /** A chain with its policy, or - for an administrator's. */
  private void declare(String text) throws Complaint {
    String[] words = text.split("\\s+");
    if (words.length < 2) {
      throw Complaint.about("iptables-restore: line " + line + " policy invalid");
    }
    String chain = words[0];
    if (!isMeant()) {
      requirePlain(words[1]);
      return;
    }
    if (!Chain.isBuiltIn(chain)) {
      declareUserChain(chain);
      return;
    }
    if (words[1].equals("-")) {
      return;
    }
    setPolicy(words);
  }

  private void declareUserChain(String chain) {
    if (table.hasChain(chain)) {
      table.flush(chain);
    } else {
      table.addChain(chain);
    }
  }

  private void setPolicy(String[] words) throws Complaint {
    Counters counters = new Counters(0, 0);
    if (withCounters && words.length > 2) {
      Matcher match = COUNTERS.matcher(words[2]);
      if (!match.matches()) {
        throw Complaint.about("invalid policy counters for chain '" + words[0] + "'");
      }
      counters = counters(match);
    }
    try {
      new ChainWork(table).setPolicy(words[0], words[1], counters);
    } catch (Complaint refused) {
      throw Complaint.kernel(
          "Can't set policy `"
              + words[1]
              + "' on `"
              + words[0]
              + "' line "
              + line
              + ": Bad policy name");
    }
  }

  private void requirePlain(String policy) throws Complaint {
    if (!policy.equals("ACCEPT") && !policy.equals("-")) {
      throw OtherTables.notModelled(current);
    }
  }

  private void rule(String text) throws Complaint {
    Matcher match = COUNTERS.matcher(text);
    boolean counted = match.lookingAt();
    String rest = counted ? text.substring(match.end()).strip() : text;
    List<String> words = QuotedWords.split(rest);
    if (!isMeant()) {
      throw OtherTables.notModelled(current);
    }
    ExtensionCatalog catalog = new ExtensionCatalog(table, names);
    Request request = new RequestReader(catalog, words, current).read();
    if (!request.table.equals(current)) {
      throw Complaint.about("The -t option cannot be used in iptables-restore.\n");
    }
    if (counted && withCounters) {
      request.counters = counters(match);
    }
    if (request.action == Request.Action.LIST || request.action == Request.Action.LIST_RULES) {
      return;
    }
    new ChainWork(table).carryOut(request);
  }

  private static Counters counters(Matcher match) {
    return new Counters(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
  }

  private int complain(Complaint complaint) {
    String text = complaint.text();
    if (complaint.kind() == Complaint.Kind.KERNEL) {
      complaints.append(
          text.startsWith("Can't set policy")
              ? NAME + Version.TEXT + ": " + text + "\n"
              : "iptables-restore: line " + line + " failed\n");
      return 1;
    }
    boolean named = complaint.kind() != Complaint.Kind.BAD_ARGUMENT;
    complaints.append(named ? NAME + Version.TEXT + ": " : "").append(text).append('\n');
    complaints.append("Error occurred at line: ").append(line).append('\n').append(HINT);
    return 2;
  }
}
