package io.lvsim.topology;

import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.Route;
import io.lvsim.lab.Machine;
import io.lvsim.wire.Ipv4Address;
import java.nio.charset.StandardCharsets;

/**
 * What a machine does at boot before its services start. Kernel parameters come before addresses,
 * so that there is no moment at which a real server has the VIP and answers for it.
 */
final class MachineSetup {
  private static final String SYSCTL_CONF = "/etc/sysctl.conf";

  private final Machine machine;
  private final Host host;
  private final HostSpec spec;

  MachineSetup(Machine machine, HostSpec spec) {
    this.machine = machine;
    this.host = machine.host();
    this.spec = spec;
  }

  void writeSysctls() throws TopologyException {
    for (SysctlSpec setting : spec.sysctls()) {
      try {
        host.sysctl().write(setting.key(), setting.value());
      } catch (HostException e) {
        String refusal = "'" + setting.value() + "' is refused: " + e.getMessage();
        throw new TopologyException(where("sysctl." + setting.key()), refusal);
      }
    }
    applySysctlConf();
  }

  /** As systemd-sysctl does at boot: what is refused is passed over. */
  private void applySysctlConf() {
    try {
      String conf = new String(machine.files().read(SYSCTL_CONF), StandardCharsets.UTF_8);
      conf.lines().map(String::strip).forEach(this::applySysctlLine);
    } catch (HostException e) {
      return; // there is none
    }
  }

  private void applySysctlLine(String line) {
    int equals = line.indexOf('=');
    if (equals < 0 || line.startsWith("#") || line.startsWith(";")) {
      return;
    }
    String key = line.substring(line.startsWith("-") ? 1 : 0, equals).strip();
    try {
      host.sysctl().write(key, line.substring(equals + 1).strip());
    } catch (HostException e) {
      return; // passed over
    }
  }

  void giveAddresses() throws TopologyException {
    for (InterfaceSpec nic : spec.interfaces()) {
      Interface device = host.interfaceNamed(nic.name());
      for (AddressSpec address : nic.addresses()) {
        if (device != null) {
          give(device, address);
        }
      }
    }
  }

  private void give(Interface device, AddressSpec address) throws TopologyException {
    boolean hasBroadcast = !device.isLoopback() && address.prefixLength() < 31;
    int broadcast =
        hasBroadcast ? address.address() | ~Ipv4Address.mask(address.prefixLength()) : 0;
    try {
      device.addAddress(
          address.address(), address.prefixLength(), broadcast, address.scope(), address.label());
    } catch (HostException e) {
      String text = Ipv4Address.format(address.address()) + "/" + address.prefixLength();
      throw new TopologyException(
          where("interfaces." + device.name() + ".addresses"),
          text + " is refused: " + e.getMessage());
    }
  }

  void addRoutes() throws TopologyException {
    for (InterfaceSpec nic : spec.interfaces()) {
      if (nic.gateway() != 0) {
        RouteSpec byDefault = new RouteSpec(0, 0, nic.gateway(), nic.name(), 0, 0);
        add(byDefault, "interfaces." + nic.name() + ".gateway");
      }
    }
    for (RouteSpec route : spec.routes()) {
      add(route, "routes");
    }
  }

  private void add(RouteSpec route, String where) throws TopologyException {
    int scope = route.via() == 0 ? InterfaceAddress.SCOPE_LINK : InterfaceAddress.SCOPE_GLOBAL;
    try {
      Interface out = outOf(route);
      host.routes()
          .add(
              new Route(
                  Route.Type.UNICAST,
                  route.prefix(),
                  route.prefixLength(),
                  out,
                  route.via(),
                  route.source(),
                  scope,
                  route.metric(),
                  "boot",
                  "main"));
    } catch (HostException e) {
      String text = Ipv4Address.format(route.prefix()) + "/" + route.prefixLength();
      throw new TopologyException(
          where(where), "the route to " + text + " is refused: " + e.getMessage());
    }
  }

  private Interface outOf(RouteSpec route) throws HostException {
    String device = route.device();
    if (device != null) {
      Interface named = host.interfaceNamed(device);
      if (named == null) {
        throw new HostException(io.lvsim.host.Errno.ENODEV);
      }
      return named;
    }
    Route toGateway = host.routes().lookup(route.via());
    Interface out = toGateway == null ? null : toGateway.out();
    if (out == null) {
      throw new HostException(io.lvsim.host.Errno.ENETUNREACH);
    }
    return out;
  }

  private String where(String part) {
    return "hosts." + spec.name() + "." + part;
  }
}
