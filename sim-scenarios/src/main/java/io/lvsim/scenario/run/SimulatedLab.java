package io.lvsim.scenario.run;

import io.lvsim.host.HostException;
import io.lvsim.host.NeighborEntry;
import io.lvsim.ipvs.ServiceKey;
import io.lvsim.ipvs.VirtualService;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Switch;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The simulator's lab as one who looks at it sees it. */
public final class SimulatedLab implements Observed {
  private final Lab lab;
  private final Witnesses witnesses;
  private final Stations stations;

  SimulatedLab(Lab lab, Witnesses witnesses) {
    this.lab = lab;
    this.witnesses = witnesses;
    stations = new Stations(lab);
  }

  @Override
  public boolean hasMachine(String name) {
    return lab.machine(name) != null;
  }

  private Machine machine(String name) {
    Machine machine = lab.machine(name);
    if (machine == null) {
      throw new LimitExceeded("there is no host " + name);
    }
    return machine;
  }

  @Override
  public @Nullable Neighbor neighbor(String machine, int address) {
    for (NeighborEntry entry : machine(machine).host().neighbors().entries()) {
      if (entry.address() == address && entry.state().isValid()) {
        return new Neighbor(entry.mac(), entry.state().toString());
      }
    }
    return null;
  }

  @Override
  public String nameOf(long mac) {
    return stations.nameOf(mac);
  }

  @Override
  public long answeredBy(String machine) {
    return witnesses.wire().answeredBy(machine);
  }

  @Override
  public OptionalLong bypassed() {
    return witnesses.wire().bypassed();
  }

  @Override
  public List<String> whoAnsweredFor(int address) {
    return witnesses.wire().whoAnsweredFor(address);
  }

  @Override
  public List<Connection> connections(String machine) {
    return machine(machine).ipvs().connections().stream()
        .map(entry -> new Connection(entry.state(), entry.template(), entry.serverAddress()))
        .toList();
  }

  @Override
  public List<Service> services(String machine) {
    return machine(machine).ipvs().services().stream().map(SimulatedLab::seen).toList();
  }

  private static Service seen(VirtualService service) {
    List<Server> servers =
        service.servers().stream()
            .map(server -> new Server(server.address(), server.port(), server.weight()))
            .toList();
    return new Service(name(service.key()), servers);
  }

  private static String name(ServiceKey key) {
    if (key.mark() != 0) {
      return "mark " + key.mark();
    }
    return protocolName(key.protocol())
        + " "
        + Ipv4Address.format(key.address())
        + ":"
        + key.port();
  }

  private static String protocolName(int protocol) {
    return switch (protocol) {
      case Ipv4.PROTOCOL_TCP -> "tcp";
      case Ipv4.PROTOCOL_UDP -> "udp";
      default -> "sctp";
    };
  }

  @Override
  public @Nullable Map<Long, String> switchTable(String switchName) {
    Switch lan = lab.switchNamed(switchName);
    if (lan == null) {
      return null;
    }
    Map<Long, String> ports = new LinkedHashMap<>();
    for (Switch.Entry entry : lan.entries()) {
      ports.put(entry.mac(), entry.port());
    }
    return ports;
  }

  @Override
  public String file(String machine, String path) throws Hidden {
    try {
      return new String(machine(machine).files().read(path), StandardCharsets.UTF_8);
    } catch (HostException e) {
      throw new Hidden(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String setting(String machine, String key) throws Hidden {
    try {
      return machine(machine).host().sysctl().read(key);
    } catch (HostException e) {
      throw new Hidden(String.valueOf(e.getMessage()));
    }
  }
}
