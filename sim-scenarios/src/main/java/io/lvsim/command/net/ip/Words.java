package io.lvsim.command.net.ip;

import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.wire.Ipv4Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of one ip command, read from left to right, with iproute2's complaints. */
final class Words {
  private static final int USAGE = 255;

  private final List<String> words;
  private int at;

  Words(List<String> words) {
    this.words = words;
  }

  boolean more() {
    return at < words.size();
  }

  /** The next word; only where {@link #more}. */
  String next() {
    return words.get(at++);
  }

  /** The next word without taking it; empty at the end. */
  String peek() {
    return more() ? words.get(at) : "";
  }

  /** The argument of the word before (NEXT_ARG). */
  String argument() throws Refusal {
    if (!more()) {
      throw new Refusal(USAGE, "Command line is not complete. Try option \"help\"\n");
    }
    return next();
  }

  /** Whether a word shortens another (matches() of iproute2). */
  static boolean shortens(String word, String full) {
    return !word.isEmpty() && full.startsWith(word);
  }

  static boolean shortensAny(String word, String... fulls) {
    for (String full : fulls) {
      if (shortens(word, full)) {
        return true;
      }
    }
    return false;
  }

  static Refusal wrong(String argument, String why) {
    return new Refusal(USAGE, "Error: argument \"" + argument + "\" is wrong: " + why + "\n");
  }

  static Refusal duplicate(String what, String word) {
    return new Refusal(
        USAGE, "Error: duplicate \"" + what + "\": \"" + word + "\" is the second value.\n");
  }

  static Refusal duplicateOrGarbage(String what, String word) {
    return new Refusal(
        USAGE, "Error: either \"" + what + "\" is duplicate, or \"" + word + "\" is a garbage.\n");
  }

  static Refusal unknownCommand(String word, String object) {
    return new Refusal(
        USAGE, "Command \"" + word + "\" is unknown, try \"ip " + object + " help\".\n");
  }

  /** For words that ip knows and this lab does not. */
  static Refusal notModelled(String word) {
    return new Refusal(1, "ip: \"" + word + "\" is not modelled in this lab.\n");
  }

  static Refusal noDevice(String name) {
    return new Refusal(1, "Cannot find device \"" + name + "\"\n");
  }

  static Interface device(Host host, String name) throws Refusal {
    Interface found = host.interfaceNamed(name);
    if (found == null && name.contains(":")) {
      // if_nametoindex(3) leaves an alias such as lo:1 to the kernel, which finds lo
      found = host.interfaceNamed(name.substring(0, name.indexOf(':')));
    }
    if (found == null) {
      throw noDevice(name);
    }
    return found;
  }

  /**
   * An address with or without a prefix length (get_prefix).
   *
   * @param family any or inet, as the complaint names it
   */
  static Prefix prefix(String text, String family) throws Refusal {
    Prefix prefix = Prefix.parse(text);
    if (prefix == null) {
      throw new Refusal(
          1, "Error: " + family + " prefix is expected rather than \"" + text + "\".\n");
    }
    return prefix;
  }

  /** An address (get_addr). */
  static int address(String text, String family) throws Refusal {
    Integer address = decimal(text);
    if (address == null) {
      throw new Refusal(
          1, "Error: " + family + " address is expected rather than \"" + text + "\".\n");
    }
    return address;
  }

  /** Up to four decimal numbers; what is missing is 0, as iproute2 reads 10.1 as 10.1.0.0. */
  static @Nullable Integer decimal(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length > 4) {
      return null;
    }
    int address = 0;
    for (int i = 0; i < parts.length; i++) {
      Long value = Inet.number(parts[i]);
      if (value == null || value > 255) {
        return null;
      }
      address |= value.intValue() << 24 - 8 * i;
    }
    return address;
  }

  /** A scope by name or number; null if it is neither. */
  static @Nullable Integer scope(String text) {
    return switch (text) {
      case "global" -> InterfaceAddress.SCOPE_GLOBAL;
      case "site" -> InterfaceAddress.SCOPE_SITE;
      case "link" -> InterfaceAddress.SCOPE_LINK;
      case "host" -> InterfaceAddress.SCOPE_HOST;
      case "nowhere" -> 255;
      default -> byteNumber(text);
    };
  }

  static @Nullable Integer byteNumber(String text) {
    Long value = Inet.number(text);
    return value == null || value > 255 ? null : (Integer) value.intValue();
  }

  static String scopeName(int scope) {
    return switch (scope) {
      case InterfaceAddress.SCOPE_GLOBAL -> "global";
      case InterfaceAddress.SCOPE_SITE -> "site";
      case InterfaceAddress.SCOPE_LINK -> "link";
      case InterfaceAddress.SCOPE_HOST -> "host";
      case 255 -> "nowhere";
      default -> Integer.toString(scope);
    };
  }

  /**
   * Address and prefix length.
   *
   * @param given whether the length was written out
   */
  record Prefix(int address, int length, boolean given) {
    static final Prefix ALL = new Prefix(0, 0, true);

    static @Nullable Prefix parse(String text) {
      if (text.equals("default") || text.equals("any") || text.equals("all")) {
        return ALL;
      }
      int slash = text.indexOf('/');
      Integer address = decimal(slash < 0 ? text : text.substring(0, slash));
      if (address == null) {
        return null;
      }
      if (slash < 0) {
        return new Prefix(address, 32, false);
      }
      Integer length = lengthOf(text.substring(slash + 1));
      return length == null ? null : new Prefix(address, length, true);
    }

    private static @Nullable Integer lengthOf(String text) {
      Long number = Inet.number(text);
      if (number != null) {
        return number <= 32 ? (Integer) number.intValue() : null;
      }
      int length = Ipv4Address.isValid(text) ? Inet.prefixLength(Ipv4Address.parse(text)) : -1;
      return length < 0 ? null : (Integer) length;
    }

    boolean holds(int other) {
      return Ipv4Address.inPrefix(other, address, length);
    }
  }
}
