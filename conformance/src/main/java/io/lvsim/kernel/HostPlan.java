package io.lvsim.kernel;

import io.lvsim.host.InterfaceAddress;
import io.lvsim.topology.AddressSpec;
import io.lvsim.topology.FileSpec;
import io.lvsim.topology.HostSpec;
import io.lvsim.topology.HttpdSpec;
import io.lvsim.topology.InterfaceSpec;
import io.lvsim.topology.RouteSpec;
import io.lvsim.topology.WhoamiSpec;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a machine of a lab needs to be told to be built from network namespaces. */
final class HostPlan {
  private final HostSpec spec;

  HostPlan(HostSpec spec) {
    this.spec = spec;
  }

  /** What {@code ip -batch} is given before kernel parameters are written. */
  List<String> deviceCommands() {
    List<String> lines = new ArrayList<>();
    for (InterfaceSpec nic : spec.interfaces()) {
      if (nic.kind() == InterfaceSpec.Kind.DUMMY) {
        String mac = MacAddress.format(nic.mac());
        lines.add("link add " + nic.name() + " address " + mac + " type dummy");
      }
    }
    return lines;
  }

  /** What {@code ip -batch} is given once the cables are there and parameters are written. */
  List<String> ipCommands() {
    List<String> lines = new ArrayList<>();
    for (InterfaceSpec nic : spec.interfaces()) {
      nic.addresses().forEach(address -> lines.add(addressLine(nic, address)));
    }
    for (InterfaceSpec nic : spec.interfaces()) {
      boolean loopback = nic.kind() == InterfaceSpec.Kind.LOOPBACK;
      if (nic.up() != loopback) {
        lines.add("link set " + nic.name() + (nic.up() ? " up" : " down"));
      }
    }
    for (InterfaceSpec nic : spec.interfaces()) {
      if (nic.gateway() != 0) {
        lines.add(
            "route add default via " + Ipv4Address.format(nic.gateway()) + " dev " + nic.name());
      }
    }
    spec.routes().forEach(route -> lines.add(routeLine(route)));
    return lines;
  }

  private static String addressLine(InterfaceSpec nic, AddressSpec address) {
    StringBuilder line = new StringBuilder("addr add ");
    line.append(Ipv4Address.format(address.address())).append('/').append(address.prefixLength());
    if (nic.kind() != InterfaceSpec.Kind.LOOPBACK && address.prefixLength() < 31) {
      line.append(" brd +");
    }
    line.append(" dev ").append(nic.name());
    if (!address.label().equals(nic.name())) {
      line.append(" label ").append(address.label());
    }
    return line.append(" scope ").append(scope(address.scope())).toString();
  }

  private static String scope(int scope) {
    return switch (scope) {
      case InterfaceAddress.SCOPE_HOST -> "host";
      case InterfaceAddress.SCOPE_LINK -> "link";
      default -> "global";
    };
  }

  private static String routeLine(RouteSpec route) {
    StringBuilder line = new StringBuilder("route add ");
    line.append(Ipv4Address.format(route.prefix())).append('/').append(route.prefixLength());
    if (route.via() != 0) {
      line.append(" via ").append(Ipv4Address.format(route.via()));
    }
    if (route.device() != null) {
      line.append(" dev ").append(route.device());
    }
    if (route.source() != 0) {
      line.append(" src ").append(Ipv4Address.format(route.source()));
    }
    if (route.metric() != 0) {
      line.append(" metric ").append(route.metric());
    }
    return line.toString();
  }

  /** What lies on its disk, by path. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    HttpdSpec httpd = spec.httpd();
    if (httpd != null) {
      files.put("/etc/lvsim/httpd", words(httpd.ports()));
      for (FileSpec page : httpd.pages()) {
        files.put("/var/www/html" + page.path(), page.content());
      }
    }
    WhoamiSpec whoami = spec.whoami();
    if (whoami != null) {
      files.put("/etc/lvsim/whoami", whoami.body() + " " + words(whoami.ports()));
    }
    for (FileSpec file : spec.files()) {
      files.put(file.path(), file.content());
    }
    return files;
  }

  private static String words(List<Integer> ports) {
    return ports.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  /** A switch's port is named after the host behind it, and the NIC where it has several there. */
  String portName(InterfaceSpec nic) {
    long samePlace =
        spec.interfaces().stream()
            .filter(
                other -> nic.switchName() != null && nic.switchName().equals(other.switchName()))
            .count();
    return samePlace > 1 ? spec.name() + "-" + nic.name() : spec.name();
  }
}
