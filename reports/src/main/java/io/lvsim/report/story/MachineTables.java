package io.lvsim.report.story;

import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.NeighborEntry;
import io.lvsim.ipvs.RealServer;
import io.lvsim.ipvs.ServiceConfig;
import io.lvsim.ipvs.VirtualService;
import io.lvsim.lab.Machine;
import io.lvsim.lab.NetworkNamespace;
import io.lvsim.link.Switch;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** The small tables of network namespaces, machines and switches, as they are now. */
final class MachineTables {
  private MachineTables() {}

  static Map<String, String> neighbors(NetworkNamespace at) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (NeighborEntry entry : at.host().neighbors().entries()) {
      String mac = entry.state().isValid() ? MacAddress.format(entry.mac()) : "";
      lines.put(
          Ipv4Address.format(entry.address()) + " " + entry.on().name(),
          mac + "\t" + entry.state());
    }
    return lines;
  }

  static Map<String, String> addresses(NetworkNamespace at) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (Interface nic : at.host().interfaces()) {
      for (InterfaceAddress address : nic.addresses()) {
        String text = Ipv4Address.format(address.local()) + "/" + address.prefixLength();
        lines.put(text + " " + nic.name(), nic.isUp() ? "up" : "down");
      }
    }
    return lines;
  }

  static Map<String, String> links(NetworkNamespace at) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (Interface nic : at.host().interfaces()) {
      if (!nic.isLoopback()) {
        Interface peer = nic.peer();
        String other = peer == null ? "" : peer.host().name() + "." + peer.name();
        lines.put(nic.name(), MacAddress.format(nic.mac()) + "\t" + state(nic) + "\t" + other);
      }
    }
    return lines;
  }

  private static String state(Interface nic) {
    if (!nic.isUp()) {
      return "down";
    }
    return nic.carrier() ? "up" : "no-carrier";
  }

  static Map<String, String> power(Machine machine) {
    return Map.of("power", machine.host().isOn() ? "on" : "off");
  }

  static Map<String, String> services(NetworkNamespace at) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (VirtualService service : at.ipvs().services()) {
      ServiceConfig config = service.config();
      String persistence = config.persistentSeconds() == 0 ? "" : config.persistentSeconds() + " s";
      lines.put(service.key().words(), config.scheduler() + "\t" + persistence);
    }
    return lines;
  }

  static Map<String, String> servers(NetworkNamespace at) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (VirtualService service : at.ipvs().services()) {
      for (RealServer server : service.servers()) {
        String key = service.key().words() + "\t" + server.words();
        lines.put(
            key,
            server.weight()
                + "\t"
                + server.activeConnections()
                + "\t"
                + server.inactiveConnections());
      }
    }
    return lines;
  }

  static Map<String, String> macs(Switch lan) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (Switch.Entry entry : lan.entries()) {
      lines.put(MacAddress.format(entry.mac()), entry.port());
    }
    return lines;
  }
}
