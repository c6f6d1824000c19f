package io.lvsim.command.net;

import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.wire.Ipv4Address;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Names of hosts as a machine's programs find them: numbers, then /etc/hosts. */
public final class HostNames {
  private HostNames() {}

  /** The address of a name, or of an address as inet_aton(3) reads it; null if there is none. */
  public static @Nullable Integer resolve(Machine machine, String name) {
    Integer number = Inet.aton(name);
    if (number != null) {
      return number;
    }
    for (String line : lines(machine)) {
      String[] words = words(line);
      for (int i = 1; i < words.length; i++) {
        if (words[i].equalsIgnoreCase(name) && Ipv4Address.isValid(words[0])) {
          return Ipv4Address.parse(words[0]);
        }
      }
    }
    return null;
  }

  /** The first name of an address; null if it has none. */
  public static @Nullable String nameOf(Machine machine, int address) {
    String dotted = Ipv4Address.format(address);
    for (String line : lines(machine)) {
      String[] words = words(line);
      if (words.length > 1 && words[0].equals(dotted)) {
        return words[1];
      }
    }
    return null;
  }

  private static String[] lines(Machine machine) {
    try {
      byte[] text = machine.files().read("/etc/hosts");
      return new String(text, StandardCharsets.UTF_8).split("\n");
    } catch (HostException noFile) {
      return new String[0];
    }
  }

  private static String[] words(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
  }
}
