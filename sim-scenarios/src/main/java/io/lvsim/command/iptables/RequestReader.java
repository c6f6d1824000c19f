package io.lvsim.command.iptables;

import io.lvsim.command.iptables.Request.Action;
import io.lvsim.command.net.Inet;
import io.lvsim.netfilter.MangleTable.Counters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a command line (do_command4): what to do, how to print, and the rule. */
final class RequestReader {
  private static final int LONGEST_CHAIN_NAME = 28;
  private static final Map<String, String> LONG_OPTIONS =
      Map.ofEntries(
          Map.entry("--append", "-A"),
          Map.entry("--delete", "-D"),
          Map.entry("--check", "-C"),
          Map.entry("--insert", "-I"),
          Map.entry("--replace", "-R"),
          Map.entry("--list", "-L"),
          Map.entry("--list-rules", "-S"),
          Map.entry("--flush", "-F"),
          Map.entry("--zero", "-Z"),
          Map.entry("--new-chain", "-N"),
          Map.entry("--new", "-N"),
          Map.entry("--delete-chain", "-X"),
          Map.entry("--rename-chain", "-E"),
          Map.entry("--policy", "-P"),
          Map.entry("--source", "-s"),
          Map.entry("--src", "-s"),
          Map.entry("--destination", "-d"),
          Map.entry("--dst", "-d"),
          Map.entry("--protocol", "-p"),
          Map.entry("--proto", "-p"),
          Map.entry("--in-interface", "-i"),
          Map.entry("--jump", "-j"),
          Map.entry("--table", "-t"),
          Map.entry("--match", "-m"),
          Map.entry("--numeric", "-n"),
          Map.entry("--out-interface", "-o"),
          Map.entry("--verbose", "-v"),
          Map.entry("--wait", "-w"),
          Map.entry("--wait-interval", "-W"),
          Map.entry("--exact", "-x"),
          Map.entry("--fragments", "-f"),
          Map.entry("--version", "-V"),
          Map.entry("--help", "-h"),
          Map.entry("--line-numbers", "-0"),
          Map.entry("--set-counters", "-c"),
          Map.entry("--goto", "-g"),
          Map.entry("--ipv4", "-4"),
          Map.entry("--ipv6", "-6"),
          Map.entry("--modprobe", "-M"));

  private final ExtensionCatalog catalog;
  private final OptionWords words;
  private final Request request = new Request();
  private final RuleDraft rule = new RuleDraft();
  private boolean inverted;

  RequestReader(ExtensionCatalog catalog, List<String> arguments, String table) {
    this.catalog = catalog;
    this.words = new OptionWords(arguments);
    request.table = table;
  }

  Request read() throws Complaint {
    while (words.more()) {
      String word = words.next();
      if (word.equals("!")) {
        if (inverted) {
          throw Complaint.about("multiple consecutive ! not allowed");
        }
        inverted = true;
      } else {
        readOption(LONG_OPTIONS.getOrDefault(word, word));
        inverted = false;
      }
    }
    if (request.action == null) {
      throw Complaint.about("no command specified");
    }
    finish(request.action);
    return request;
  }

  private void finish(Action action) throws Complaint {
    RequestRules.check(request, action, rule);
    if (!action.takesRule()) {
      return;
    }
    rule.checkInterfaces(request.chain);
    request.rules = rule.finish();
    if (request.number == 0 || action != Action.DELETE) {
      rule.checkMatches(request.chain);
    }
  }

  private void readOption(String option) throws Complaint {
    if (!option.startsWith("-") || option.length() < 2) {
      throw Complaint.badArgument(option);
    }
    if (option.startsWith("--")) {
      readExtensionOption(option);
      return;
    }
    char letter = option.charAt(1);
    if (readAction(letter) || readPrinting(letter) || readMatch(letter)) {
      return;
    }
    throw Complaint.about("unknown option \"" + option + "\"");
  }

  /** An option of a named extension, or of the match that -p tcp brings along. */
  private void readExtensionOption(String option) throws Complaint {
    if (rule.offer(option, inverted, words)) {
      return;
    }
    Extension implied = catalog.impliedBy(rule);
    if (implied != null) {
      rule.add(implied);
      if (rule.offer(option, inverted, words)) {
        return;
      }
    }
    throw Complaint.about("unknown option \"" + option + "\"");
  }

  private boolean readAction(char letter) throws Complaint {
    switch (letter) {
      case 'A' -> begin(Action.APPEND, words.argument("-A"));
      case 'C' -> begin(Action.CHECK, words.argument("-C"));
      case 'D' -> {
        begin(Action.DELETE, words.argument("-D"));
        readNumber();
      }
      case 'I' -> {
        begin(Action.INSERT, words.argument("-I"));
        readNumber();
        request.number = request.number == 0 ? 1 : request.number;
      }
      case 'R' -> {
        begin(Action.REPLACE, words.argument("-R"));
        readNumber();
        if (request.number == 0) {
          throw Complaint.about("-R requires a rule number");
        }
      }
      case 'L' -> {
        begin(Action.LIST, words.optionalArgument());
        readNumber();
      }
      case 'S' -> {
        begin(Action.LIST_RULES, words.optionalArgument());
        readNumber();
      }
      case 'F' -> begin(Action.FLUSH, words.optionalArgument());
      case 'Z' -> readZero();
      default -> {
        return readChainAction(letter);
      }
    }
    return true;
  }

  private boolean readChainAction(char letter) throws Complaint {
    switch (letter) {
      case 'N' -> begin(Action.NEW_CHAIN, newChainName(words.argument("-N")));
      case 'X' -> begin(Action.DELETE_CHAIN, words.optionalArgument());
      case 'E' -> {
        begin(Action.RENAME_CHAIN, words.argument("-E"));
        request.second = words.optionalArgument();
        if (request.second.isEmpty()) {
          throw Complaint.about("-E requires old-chain-name and new-chain-name");
        }
        newChainName(request.second);
      }
      case 'P' -> {
        begin(Action.POLICY, words.argument("-P"));
        request.second = words.optionalArgument();
        if (request.second.isEmpty()) {
          throw Complaint.about("-P requires a chain and a policy");
        }
      }
      case 'V' -> begin(Action.VERSION, "");
      case 'h' -> begin(Action.HELP, "");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readZero() throws Complaint {
    String chain = words.optionalArgument();
    boolean beside = request.action == Action.LIST || request.action == Action.LIST_RULES;
    if (beside) {
      request.zeroToo = true;
    } else {
      begin(Action.ZERO, chain);
      readNumber();
    }
  }

  private void begin(Action action, String chain) throws Complaint {
    Action before = request.action;
    if (inverted) {
      throw Complaint.about(
          "unexpected ! flag before --" + action.name().toLowerCase(java.util.Locale.ROOT));
    }
    boolean zeroBefore =
        before == Action.ZERO && (action == Action.LIST || action == Action.LIST_RULES);
    if (before != null && !zeroBefore && before != Action.HELP && before != Action.VERSION) {
      throw Complaint.about("Cannot use -" + action.letter() + " with -" + before.letter());
    }
    request.zeroToo |= zeroBefore;
    request.action = action;
    request.chain = chain;
  }

  private void readNumber() throws Complaint {
    String text = words.optionalArgument();
    if (text.isEmpty()) {
      return;
    }
    Long number = Inet.number(text);
    if (number == null || number == 0 || number > Integer.MAX_VALUE) {
      throw Complaint.about("Invalid rule number `" + text + "'");
    }
    request.number = number.intValue();
  }

  private static String newChainName(String name) throws Complaint {
    if (name.startsWith("-") || name.startsWith("!")) {
      throw Complaint.about("chain name not allowed to start with `" + name.charAt(0) + "'");
    }
    if (ExtensionCatalog.isTarget(name)) {
      throw Complaint.about("chain name may not clash with target name");
    }
    if (name.length() > LONGEST_CHAIN_NAME) {
      throw Complaint.about("chain name `" + name + "' too long (must be under 29 chars)");
    }
    return name;
  }

  private boolean readPrinting(char letter) throws Complaint {
    if ("tvnx0w46WM".indexOf(letter) < 0) {
      return false;
    }
    forbidInverted(letter);
    switch (letter) {
      case 't' -> request.table = words.argument("-t");
      case 'v' -> request.verbose = true;
      case 'n' -> request.numeric = true;
      case 'x' -> request.exact = true;
      case '0' -> request.lineNumbers = true;
      case 'w' -> words.optionalArgument();
      case 'W', 'M' -> words.argument("-" + letter);
      case '6' -> throw Complaint.about("This is the IPv4 version of iptables.");
      default -> {}
    }
    return true;
  }

  private boolean readMatch(char letter) throws Complaint {
    switch (letter) {
      case 's' -> {
        rule.note('s');
        rule.setSources(catalog.addresses().parse(words.argument("-s"), inverted));
      }
      case 'd' -> {
        rule.note('d');
        rule.setDestinations(catalog.addresses().parse(words.argument("-d"), inverted));
      }
      case 'p' -> {
        rule.note('p');
        rule.setProtocol(ExtensionCatalog.protocol(words.argument("-p")), inverted);
      }
      case 'i' -> {
        rule.note('i');
        rule.setIn(words.argument("-i"), inverted);
      }
      case 'o' -> {
        rule.note('o');
        rule.setOut(words.argument("-o"), inverted);
      }
      case 'f' -> {
        rule.note('f');
        rule.setOnlyLaterFragments(inverted);
      }
      case 'j' -> readTarget();
      case 'g' -> throw Complaint.notModelled("-g");
      case 'm' -> {
        forbidInverted('m');
        rule.add(catalog.match(words.argument("-m"), rule));
      }
      case 'c' -> readCounters();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readTarget() throws Complaint {
    forbidInverted('j');
    rule.note('j');
    Extension target = catalog.target(words.argument("-j"), rule);
    if (target != null) {
      rule.add(target);
    }
  }

  private void readCounters() throws Complaint {
    forbidInverted('c');
    rule.note('c');
    @Nullable Long packets = CounterText.parse(words.argument("-c"));
    String second = words.optionalArgument();
    if (second.isEmpty()) {
      throw Complaint.about("-c requires packet and byte counter");
    }
    Long bytes = CounterText.parse(second);
    if (packets == null) {
      throw Complaint.about("-c packet counter not numeric");
    }
    if (bytes == null) {
      throw Complaint.about("-c byte counter not numeric");
    }
    request.counters = new Counters(packets, bytes);
  }

  private void forbidInverted(char option) throws Complaint {
    if (inverted) {
      throw Complaint.about("cannot have ! before -" + option);
    }
  }
}
