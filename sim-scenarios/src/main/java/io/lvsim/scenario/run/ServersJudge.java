package io.lvsim.scenario.run;

import io.lvsim.ipvs.RealServer;
import io.lvsim.ipvs.ServiceKey;
import io.lvsim.ipvs.VirtualService;
import io.lvsim.lab.Machine;
import io.lvsim.scenario.Check;
import io.lvsim.scenario.Count;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges which real servers a virtual service has. */
final class ServersJudge {
  private final Machine machine;

  ServersJudge(Machine machine) {
    this.machine = machine;
  }

  @Nullable String judge(Check.Servers check) {
    VirtualService service = find(check.service());
    if (service == null) {
      String wanted = check.service() == null ? "exactly one" : check.service();
      return machine.name() + " has " + listed() + "; expected the service " + wanted;
    }
    boolean asDemanded = service.servers().size() == check.weights().size();
    for (Map.Entry<String, Count> wanted : check.weights().entrySet()) {
      asDemanded &= has(service, wanted.getKey(), wanted.getValue());
    }
    return asDemanded
        ? null
        : name(service.key()) + " has " + weights(service) + "; expected " + wanted(check);
  }

  private @Nullable VirtualService find(@Nullable String wanted) {
    List<VirtualService> services = machine.ipvs().services();
    if (wanted == null) {
      return services.size() == 1 ? services.getFirst() : null;
    }
    for (VirtualService service : services) {
      String name = name(service.key());
      if (name.equals(wanted) || name.equals("tcp " + wanted)) {
        return service;
      }
    }
    return null;
  }

  private static boolean has(VirtualService service, String address, Count weight) {
    for (RealServer server : service.servers()) {
      String plain = Ipv4Address.format(server.address());
      boolean meant = address.equals(plain) || address.equals(plain + ":" + server.port());
      if (meant && weight.allows(server.weight())) {
        return true;
      }
    }
    return false;
  }

  private String listed() {
    List<String> names =
        machine.ipvs().services().stream().map(service -> name(service.key())).toList();
    return names.isEmpty() ? "no virtual service" : String.join(", ", names);
  }

  private static String name(ServiceKey key) {
    if (key.mark() != 0) {
      return "mark " + key.mark();
    }
    String protocol = key.protocol() == Ipv4.PROTOCOL_TCP ? "tcp " : "udp ";
    return protocol + Ipv4Address.format(key.address()) + ":" + key.port();
  }

  private static String weights(VirtualService service) {
    List<String> servers = new ArrayList<>();
    for (RealServer server : service.servers()) {
      servers.add(Ipv4Address.format(server.address()) + " weight " + server.weight());
    }
    return servers.isEmpty() ? "no real server" : String.join(", ", servers);
  }

  private static String wanted(Check.Servers check) {
    List<String> servers = new ArrayList<>();
    check.weights().forEach((address, weight) -> servers.add(address + " weight " + weight.text()));
    return servers.isEmpty() ? "no real server" : String.join(", ", servers);
  }
}
