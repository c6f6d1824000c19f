package io.lvsim.lab;

import io.lvsim.files.FileTree;
import io.lvsim.host.HostException;
import io.lvsim.wire.Ipv4Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Names of hosts and ports on one machine, as nsswitch.conf(5) "files" finds them: in its
 * /etc/hosts and /etc/services. A machine without /etc/services knows the well-known ports.
 */
public final class NameService {
  private static final String WELL_KNOWN = wellKnownPorts();

  private final List<String[]> hosts;
  private final List<String[]> services;

  /** Reads the files as they are now. */
  public NameService(FileTree files) {
    hosts = lines(read(files, "/etc/hosts", ""));
    services = lines(read(files, "/etc/services", WELL_KNOWN));
  }

  /** The IPv4 address of a name or alias, whatever its case (gethostbyname). */
  public OptionalInt address(String host) {
    for (String[] words : hosts) {
      for (int i = 1; i < words.length; i++) {
        if (words[i].equalsIgnoreCase(host) && Ipv4Address.isValid(words[0])) {
          return OptionalInt.of(Ipv4Address.parse(words[0]));
        }
      }
    }
    return OptionalInt.empty();
  }

  /** The name of an IPv4 address (gethostbyaddr), or null. */
  public @Nullable String host(int address) {
    String text = Ipv4Address.format(address);
    for (String[] words : hosts) {
      if (words.length > 1 && words[0].equals(text)) {
        return words[1];
      }
    }
    return null;
  }

  /**
   * The port of a name or alias (getservbyname).
   *
   * @param protocol an IP protocol number, or 0 for any
   */
  public OptionalInt port(String service, int protocol) {
    for (String[] words : services) {
      if (words.length > 1 && isOf(words, protocol) && isNamed(words, service)) {
        return OptionalInt.of(Integer.parseInt(words[1].substring(0, words[1].indexOf('/'))));
      }
    }
    return OptionalInt.empty();
  }

  /** The name of a port (getservbyport), or null. */
  public @Nullable String service(int port, int protocol) {
    String wanted = port + "/" + protocolName(protocol);
    for (String[] words : services) {
      if (words.length > 1 && words[1].equals(wanted)) {
        return words[0];
      }
    }
    return null;
  }

  private static boolean isOf(String[] words, int protocol) {
    boolean wellFormed = words[1].matches("[0-9]{1,5}/[a-z]+");
    return wellFormed && (protocol == 0 || words[1].endsWith("/" + protocolName(protocol)));
  }

  private static boolean isNamed(String[] words, String service) {
    boolean named = words[0].equals(service);
    for (int i = 2; i < words.length; i++) {
      named |= words[i].equals(service);
    }
    return named;
  }

  private static String protocolName(int protocol) {
    return switch (protocol) {
      case 6 -> "tcp";
      case 17 -> "udp";
      case 132 -> "sctp";
      default -> "none";
    };
  }

  private static List<String[]> lines(String text) {
    List<String[]> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      String kept = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
      if (!kept.isBlank()) {
        lines.add(kept.strip().split("\\s+"));
      }
    }
    return lines;
  }

  private static String read(FileTree files, String path, String otherwise) {
    try {
      return new String(files.read(path), StandardCharsets.UTF_8);
    } catch (HostException noSuchFile) {
      return otherwise;
    }
  }

  private static String wellKnownPorts() {
    try (InputStream file = NameService.class.getResourceAsStream("services")) {
      if (file == null) {
        throw new IllegalStateException("the table of services is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
