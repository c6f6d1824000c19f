package io.lvsim.command.net.ip;

import io.lvsim.command.net.Refusal;
import io.lvsim.command.net.ip.Words.Prefix;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ip address show and flush: which addresses are meant, and how they are printed. */
final class AddressListing {
  private static final String LIFETIME = "       valid_lft forever preferred_lft forever";

  private final Invocation call;
  private final Words words;
  private final Options options;

  private @Nullable Interface device;
  private @Nullable Prefix to;
  private @Nullable Integer scope;
  private @Nullable Pattern label;
  private @Nullable Boolean secondary;
  private @Nullable String type;
  private boolean upOnly;

  AddressListing(Invocation call, Words words, Options options) {
    this.call = call;
    this.words = words;
    this.options = options;
  }

  int show() throws Refusal {
    readSelection();
    for (Interface each : call.net().host().interfaces()) {
      if (isMeant(each)) {
        print(each);
      }
    }
    return 0;
  }

  int flush() throws Refusal {
    if (!words.more()) {
      throw new Refusal(1, "Flush requires arguments.\n");
    }
    readSelection();
    int flushed = 0;
    for (Interface each : List.copyOf(call.net().host().interfaces())) {
      if (isMeant(each)) {
        flushed += flush(each);
      }
    }
    reportFlush(flushed);
    return 0;
  }

  private int flush(Interface from) throws Refusal {
    List<InterfaceAddress> meant = from.addresses().stream().filter(this::isMeant).toList();
    for (InterfaceAddress address : meant) {
      if (options.statistics() > 1) {
        call.out().print(flushedText(from, address));
      }
    }
    for (InterfaceAddress address : meant) {
      remove(from, address);
    }
    return meant.size();
  }

  /** A primary address takes its secondaries along, so some are gone already. */
  private static void remove(Interface from, InterfaceAddress address) throws Refusal {
    boolean present =
        from.addresses().stream()
            .anyMatch(
                a -> a.local() == address.local() && a.prefixLength() == address.prefixLength());
    if (!present) {
      return;
    }
    try {
      from.removeAddress(address.local(), address.prefixLength());
    } catch (HostException refused) {
      throw Ip.answered(refused.errno());
    }
  }

  private void reportFlush(int flushed) {
    if (options.statistics() == 0) {
      return;
    }
    if (flushed == 0) {
      call.out().println("Nothing to flush.");
      return;
    }
    call.out()
        .print(
            "\n*** Round 1, deleting "
                + flushed
                + " addresses ***\n*** Flush is complete after 1 round ***\n");
  }

  private String flushedText(Interface from, InterfaceAddress address) {
    return from.index() + ": " + from.name() + "    " + text(address) + "\n" + LIFETIME + "\n";
  }

  private void readSelection() throws Refusal {
    while (words.more()) {
      String word = words.next();
      switch (word) {
        case "to" -> to = Words.prefix(words.argument(), "any valid");
        case "scope" -> readScope(words.argument());
        case "up" -> upOnly = true;
        case "label" -> label = glob(words.argument());
        case "type" -> type = words.argument();
        case "primary" -> secondary = false;
        case "secondary" -> secondary = true;
        case "permanent" -> {}
        case "dynamic",
            "temporary",
            "tentative",
            "deprecated",
            "dadfailed",
            "master",
            "vrf",
            "nomaster",
            "group" ->
            throw Words.notModelled(word);
        default -> readDevice(word.equals("dev") ? words.argument() : word);
      }
    }
  }

  private void readScope(String text) throws Refusal {
    scope = text.equals("all") ? null : Words.scope(text);
    if (scope == null && !text.equals("all")) {
      throw Words.wrong(text, "invalid \"scope\"\n");
    }
  }

  private void readDevice(String name) throws Refusal {
    if (Words.shortens(name, "help")) {
      throw new Refusal(255, Usage.ADDRESS);
    }
    if (device != null) {
      throw Words.duplicateOrGarbage("dev", name);
    }
    device = call.net().host().interfaceNamed(name);
    if (device == null) {
      throw new Refusal(1, "Device \"" + name + "\" does not exist.\n");
    }
  }

  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char each = pattern.charAt(i);
      regex.append(
          switch (each) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(each));
          });
    }
    return Pattern.compile(regex.toString());
  }

  private boolean isMeant(Interface each) {
    if (device != null && each != device
        || upOnly && !each.isUp()
        || type != null && !LinkSelection.isOfType(each, type)) {
      return false;
    }
    List<InterfaceAddress> addresses = each.addresses();
    boolean withoutAddressToo = !ofInetOnly() && !options.oneLine();
    return addresses.isEmpty() ? withoutAddressToo : addresses.stream().anyMatch(this::isMeant);
  }

  private boolean isMeant(InterfaceAddress address) {
    return (to == null || to.holds(address.local()))
        && (scope == null || scope == address.scope())
        && (label == null || label.matcher(address.label()).matches())
        && (secondary == null || secondary == address.secondary());
  }

  /** A prefix, a label or -4 leave the link's own line out. */
  private boolean ofInetOnly() {
    return options.inetOnly() || to != null || label != null;
  }

  private void print(Interface each) {
    if (options.brief()) {
      printBrief(each);
      return;
    }
    if (!options.oneLine() && label == null) {
      call.out().println(LinkText.firstLine(each, call.net(), ""));
      if (!ofInetOnly()) {
        call.out().println(LinkText.secondLine(each, call.net()));
      }
      printStatistics(each);
    }
    for (InterfaceAddress address : each.addresses()) {
      if (isMeant(address)) {
        String start = options.oneLine() ? each.index() + ": " + each.name() : "";
        call.out().println(start + "    " + text(address) + options.lineEnd() + LIFETIME);
      }
    }
  }

  private void printStatistics(Interface each) {
    if (options.statistics() > 0) {
      call.out().print(LinkText.statistics(each));
    }
  }

  private void printBrief(Interface each) {
    List<String> texts = new ArrayList<>();
    for (InterfaceAddress address : each.addresses()) {
      if (isMeant(address)) {
        texts.add(Ipv4Address.format(address.local()) + "/" + address.prefixLength() + " ");
      }
    }
    call.out().println(LinkText.briefStart(each, call.net()) + String.join("", texts));
  }

  private static String text(InterfaceAddress address) {
    String broadcast =
        address.broadcast() == 0 ? "" : " brd " + Ipv4Address.format(address.broadcast());
    return "inet "
        + Ipv4Address.format(address.local())
        + "/"
        + address.prefixLength()
        + broadcast
        + " scope "
        + Words.scopeName(address.scope())
        + (address.secondary() ? " secondary " : " ")
        + address.label();
  }
}
