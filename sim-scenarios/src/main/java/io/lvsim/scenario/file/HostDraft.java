package io.lvsim.scenario.file;

import io.lvsim.lab.OperatingSystem;
import io.lvsim.scenario.Position;
import io.lvsim.topology.AddressSpec;
import io.lvsim.topology.FileSpec;
import io.lvsim.topology.HostSpec;
import io.lvsim.topology.HttpdSpec;
import io.lvsim.topology.InterfaceSpec;
import io.lvsim.topology.RouteSpec;
import io.lvsim.topology.SysctlSpec;
import io.lvsim.topology.WhoamiSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host while it is read: a preset begins it, {@code hosts:} adds to it. */
final class HostDraft {
  final String name;
  final Position position;
  OperatingSystem os;
  final Map<String, InterfaceDraft> interfaces = new LinkedHashMap<>();
  final Map<String, String> sysctls = new LinkedHashMap<>();
  final Map<String, String> files = new LinkedHashMap<>();
  final Map<String, Boolean> services = new LinkedHashMap<>();
  final List<RouteSpec> routes = new ArrayList<>();
  @Nullable HttpdSpec httpd;
  @Nullable WhoamiSpec whoami;

  HostDraft(String name, Position position, OperatingSystem os) {
    this.name = name;
    this.position = position;
    this.os = os;
  }

  /** The interface of a name, made if it is not there yet. */
  InterfaceDraft interfaceNamed(String interfaceName, Position at) {
    return interfaces.computeIfAbsent(interfaceName, missing -> new InterfaceDraft(missing, at));
  }

  HostSpec spec() {
    List<InterfaceSpec> nics = new ArrayList<>();
    interfaces.values().forEach(nic -> nics.add(nic.spec()));
    List<SysctlSpec> settings = new ArrayList<>();
    sysctls.forEach((key, value) -> settings.add(new SysctlSpec(key, value)));
    List<FileSpec> disk = new ArrayList<>();
    files.forEach((path, content) -> disk.add(new FileSpec(path, content)));
    List<String> enabled = new ArrayList<>();
    services.forEach((service, on) -> addIf(on, enabled, service));
    return new HostSpec(
        name, os, nics, settings, disk, httpd, whoami, List.copyOf(enabled), List.copyOf(routes));
  }

  private static void addIf(boolean on, List<String> list, String name) {
    if (on) {
      list.add(name);
    }
  }

  /** An interface while it is read. */
  static final class InterfaceDraft {
    final String name;
    final Position position;
    InterfaceSpec.Kind kind;
    @Nullable String switchName;
    @Nullable String peer;
    long mac;
    boolean macIsWritten;
    final List<PlacedAddress> addresses = new ArrayList<>();
    int gateway;
    int mtu;
    boolean up = true;

    InterfaceDraft(String name, Position position) {
      this.name = name;
      this.position = position;
      kind = kindByName(name);
      mtu = kind == InterfaceSpec.Kind.LOOPBACK ? 65536 : 1500;
    }

    private static InterfaceSpec.Kind kindByName(String name) {
      if (name.equals("lo")) {
        return InterfaceSpec.Kind.LOOPBACK;
      }
      return name.startsWith("dummy") ? InterfaceSpec.Kind.DUMMY : InterfaceSpec.Kind.WIRE;
    }

    InterfaceSpec spec() {
      List<AddressSpec> specs = addresses.stream().map(PlacedAddress::spec).toList();
      return new InterfaceSpec(name, kind, switchName, peer, mac, specs, gateway, mtu, up);
    }
  }

  /** An address with the place where it is written. */
  record PlacedAddress(AddressSpec spec, Position position) {}
}
