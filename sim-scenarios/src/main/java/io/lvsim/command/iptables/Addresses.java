package io.lvsim.command.iptables;

import io.lvsim.command.net.Inet;
import io.lvsim.lab.NameService;
import io.lvsim.netfilter.AddressMatch;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Addresses with masks as -s and -d take them (xtables_ipparse_multiple). */
final class Addresses {
  private final NameService names;

  Addresses(NameService names) {
    this.names = names;
  }

  /** A list separated by commas. */
  List<AddressMatch> parse(String text, boolean inverted) throws Complaint {
    List<AddressMatch> matches = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      matches.add(parseOne(each.strip(), inverted));
    }
    if (inverted && matches.size() > 1) {
      throw Complaint.about("! not allowed with multiple source or destination IP addresses");
    }
    return matches;
  }

  private AddressMatch parseOne(String text, boolean inverted) throws Complaint {
    int slash = text.indexOf('/');
    int mask = slash < 0 ? -1 : mask(text.substring(slash + 1));
    String host = slash < 0 ? text : text.substring(0, slash);
    if (mask == 0) {
      return new AddressMatch(0, 0, inverted);
    }
    return new AddressMatch(address(host), mask, inverted);
  }

  private static int mask(String text) throws Complaint {
    Long length = Inet.number(text);
    if (length != null && length <= 32) {
      return Ipv4Address.mask(length.intValue());
    }
    if (!Ipv4Address.isValid(text)) {
      throw Complaint.about("invalid mask `" + text + "' specified");
    }
    return Ipv4Address.parse(text);
  }

  private int address(String text) throws Complaint {
    Integer dotted = dotted(text);
    if (dotted != null) {
      return dotted;
    }
    OptionalInt named = names.address(text);
    if (named.isEmpty()) {
      throw Complaint.about("host/network `" + text + "' not found");
    }
    return named.getAsInt();
  }

  /** Up to four decimal numbers; those left out are 0. */
  private static @Nullable Integer dotted(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length > 4) {
      return null;
    }
    int address = 0;
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].matches("[0-9]{1,3}") || Integer.parseInt(parts[i]) > 255) {
        return null;
      }
      address |= Integer.parseInt(parts[i]) << 24 - 8 * i;
    }
    return address;
  }
}
