package io.lvsim.daemon.ldirectord;

import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.lab.NameService;
import io.lvsim.wire.Ipv4Address;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A machine's names and files, as ldirectord asks for them. */
final class MachineSurroundings implements ConfigSurroundings {
  private final Machine machine;
  private final NameService names;

  MachineSurroundings(Machine machine) {
    this.machine = machine;
    names = new NameService(machine.files());
  }

  @Override
  public @Nullable String address(String host) {
    if (Ipv4Address.isValid(host)) {
      return host;
    }
    if (host.isEmpty()) {
      return "127.0.0.1";
    }
    OptionalInt address = names.address(host);
    return address.isEmpty() ? null : Ipv4Address.format(address.getAsInt());
  }

  @Override
  public OptionalInt port(String service, String protocol) {
    return switch (protocol) {
      case "" -> names.port(service, 0);
      case "tcp" -> names.port(service, 6);
      case "udp" -> names.port(service, 17);
      default -> OptionalInt.empty();
    };
  }

  @Override
  public @Nullable String refusal(String path) {
    try {
      machine.files().append(path, new byte[0]);
      return null;
    } catch (HostException refused) {
      return refused.errno().text();
    }
  }

  @Override
  public boolean isDirectory(String path) {
    return machine.files().isDirectory(path);
  }

  /** The name of an address, or null. */
  @Nullable String host(String address) {
    return names.host(Ipv4Address.parse(address));
  }
}
