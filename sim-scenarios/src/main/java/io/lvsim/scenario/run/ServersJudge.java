package io.lvsim.scenario.run;

import io.lvsim.scenario.Check;
import io.lvsim.scenario.Count;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges which real servers a virtual service has. */
final class ServersJudge {
  private final Observed lab;

  ServersJudge(Observed lab) {
    this.lab = lab;
  }

  @Nullable String judge(Check.Servers check) {
    List<Observed.Service> services = lab.services(check.on());
    Observed.Service service = find(services, check.service());
    if (service == null) {
      String wanted = check.service() == null ? "exactly one" : check.service();
      return check.on() + " has " + listed(services) + "; expected the service " + wanted;
    }
    boolean asDemanded = service.servers().size() == check.weights().size();
    for (Map.Entry<String, Count> wanted : check.weights().entrySet()) {
      asDemanded &= has(service, wanted.getKey(), wanted.getValue());
    }
    return asDemanded
        ? null
        : service.name() + " has " + weights(service) + "; expected " + wanted(check);
  }

  private static Observed.@Nullable Service find(
      List<Observed.Service> services, @Nullable String wanted) {
    if (wanted == null) {
      return services.size() == 1 ? services.getFirst() : null;
    }
    for (Observed.Service service : services) {
      if (service.name().equals(wanted) || service.name().equals("tcp " + wanted)) {
        return service;
      }
    }
    return null;
  }

  private static boolean has(Observed.Service service, String address, Count weight) {
    for (Observed.Server server : service.servers()) {
      String plain = Ipv4Address.format(server.address());
      boolean meant = address.equals(plain) || address.equals(plain + ":" + server.port());
      if (meant && weight.allows(server.weight())) {
        return true;
      }
    }
    return false;
  }

  private static String listed(List<Observed.Service> services) {
    List<String> names = services.stream().map(Observed.Service::name).toList();
    return names.isEmpty() ? "no virtual service" : String.join(", ", names);
  }

  private static String weights(Observed.Service service) {
    List<String> servers = new ArrayList<>();
    for (Observed.Server server : service.servers()) {
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
