package io.lvsim.command.net.ip;

import io.lvsim.command.net.Refusal;
import io.lvsim.command.net.ip.Words.Prefix;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** ip address: add, change, replace, delete, show, flush (ipaddress.c). */
final class IpAddress {
  private static final int NO_BROADCAST = 0;

  private final Invocation call;
  private final Words words;
  private final Options options;

  IpAddress(Invocation call, Words words, Options options) {
    this.call = call;
    this.words = words;
    this.options = options;
  }

  int run() throws Refusal {
    if (!words.more()) {
      return new AddressListing(call, words, options).show();
    }
    String command = words.next();
    if (Words.shortens(command, "add")) {
      return add(false);
    }
    if (Words.shortens(command, "change") || command.equals("chg")) {
      return add(true);
    }
    if (Words.shortens(command, "replace")) {
      return add(true);
    }
    if (Words.shortens(command, "delete")) {
      return delete();
    }
    if (Words.shortensAny(command, "show", "list", "lst")) {
      return new AddressListing(call, words, options).show();
    }
    if (Words.shortens(command, "flush")) {
      return new AddressListing(call, words, options).flush();
    }
    if (Words.shortensAny(command, "save", "showdump", "restore")) {
      throw Words.notModelled("address " + command);
    }
    if (Words.shortens(command, "help")) {
      throw new Refusal(255, Usage.ADDRESS);
    }
    throw Words.unknownCommand(command, "address");
  }

  private int add(boolean replace) throws Refusal {
    Wanted wanted = read();
    Interface device = wanted.device(call);
    Prefix prefix = wanted.prefix;
    if (prefix == null) {
      throw new Refusal(2, "RTNETLINK answers: Operation not supported\n");
    }
    boolean nothingToDo = prefix.address() == 0 || replace && has(device, prefix);
    if (nothingToDo) {
      return 0;
    }
    try {
      device.addAddress(
          prefix.address(),
          prefix.length(),
          wanted.broadcastOf(prefix),
          wanted.scopeOf(prefix),
          wanted.label == null ? device.name() : wanted.label);
      return 0;
    } catch (HostException refused) {
      throw Ip.answered(refused.errno());
    }
  }

  private int delete() throws Refusal {
    Wanted wanted = read();
    Interface device = wanted.device(call);
    Prefix prefix = wanted.prefix;
    if (prefix == null) {
      throw new Refusal(2, "RTNETLINK answers: Operation not supported\n");
    }
    if (!prefix.given()) {
      warnOfWildcard(prefix);
      prefix = firstWith(device, prefix);
    }
    try {
      device.removeAddress(prefix.address(), prefix.length());
      return 0;
    } catch (HostException refused) {
      throw Ip.answered(refused.errno());
    }
  }

  private void warnOfWildcard(Prefix prefix) {
    call.err()
        .print(
            "Warning: Executing wildcard deletion to stay compatible with old scripts.\n"
                + "         Explicitly specify the prefix length ("
                + Ipv4Address.format(prefix.address())
                + "/32) to avoid this warning.\n"
                + "         This special behaviour is likely to disappear in further releases,\n"
                + "         fix your scripts!\n");
  }

  private static Prefix firstWith(Interface device, Prefix wanted) {
    for (InterfaceAddress address : device.addresses()) {
      if (address.local() == wanted.address()) {
        return new Prefix(address.local(), address.prefixLength(), true);
      }
    }
    return wanted;
  }

  private static boolean has(Interface device, Prefix prefix) {
    return device.addresses().stream()
        .anyMatch(a -> a.local() == prefix.address() && a.prefixLength() == prefix.length());
  }

  private Wanted read() throws Refusal {
    Wanted wanted = new Wanted();
    while (words.more()) {
      String word = words.next();
      if (!readOption(word, wanted)) {
        readLocal(word, wanted);
      }
    }
    return wanted;
  }

  private boolean readOption(String word, Wanted wanted) throws Refusal {
    if (Words.shortens(word, "broadcast") || word.equals("brd")) {
      if (wanted.broadcast != null) {
        throw Words.duplicate("broadcast", words.argument());
      }
      wanted.broadcast = words.argument();
      if (!wanted.broadcast.equals("+") && !wanted.broadcast.equals("-")) {
        Words.address(wanted.broadcast, "inet");
      }
      return true;
    }
    switch (word) {
      case "dev" -> wanted.device = words.argument();
      case "label" -> wanted.label = words.argument();
      case "scope" -> {
        String scope = words.argument();
        wanted.scope = Words.scope(scope);
        if (wanted.scope == null) {
          throw Words.wrong(scope, "invalid scope value.");
        }
      }
      case "valid_lft", "preferred_lft" -> {
        String lifetime = words.argument();
        if (!lifetime.equals("forever")) {
          throw Words.notModelled(word + " " + lifetime);
        }
      }
      case "peer",
          "remote",
          "anycast",
          "metric",
          "home",
          "nodad",
          "mngtmpaddr",
          "noprefixroute",
          "autojoin",
          "proto" ->
          throw Words.notModelled(word);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readLocal(String first, Wanted wanted) throws Refusal {
    String word = first.equals("local") ? words.argument() : first;
    if (Words.shortens(word, "help")) {
      throw new Refusal(255, Usage.ADDRESS);
    }
    if (wanted.prefix != null) {
      throw Words.duplicateOrGarbage("local", word);
    }
    wanted.prefix = Words.prefix(word, options.inetOnly() ? "inet" : "any valid");
  }

  /** What add and delete were told. */
  private static final class Wanted {
    @Nullable String device;
    @Nullable String label;
    @Nullable String broadcast;
    @Nullable Integer scope;
    @Nullable Prefix prefix;

    Interface device(Invocation call) throws Refusal {
      if (device == null) {
        throw new Refusal(1, "Not enough information: \"dev\" argument is required.\n");
      }
      return Words.device(call.net().host(), device);
    }

    /** + sets all bits of the host part, - clears them. */
    int broadcastOf(Prefix of) throws Refusal {
      if (broadcast == null) {
        return NO_BROADCAST;
      }
      int hostBits = ~Ipv4Address.mask(of.length());
      return switch (broadcast) {
        case "+" -> of.length() > 30 ? NO_BROADCAST : of.address() | hostBits;
        case "-" -> of.length() > 30 ? NO_BROADCAST : of.address() & ~hostBits;
        default -> Words.address(broadcast, "inet");
      };
    }

    int scopeOf(Prefix of) {
      if (scope != null) {
        return scope;
      }
      boolean loopback = of.address() >>> 24 == 127;
      return loopback ? InterfaceAddress.SCOPE_HOST : InterfaceAddress.SCOPE_GLOBAL;
    }
  }
}
