package io.lvsim.topology;

import io.lvsim.lab.OperatingSystem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Linux machine.
 *
 * @param interfaces lo, wires and dummies in the order written; lo is there even when not written
 * @param sysctls written in this order, before any address is given
 * @param files put on its disk before any service starts
 * @param httpd its web server; null for none
 * @param whoami its server that says who it is; null for none
 * @param routes beside those that addresses bring
 */
public record HostSpec(
    String name,
    OperatingSystem os,
    List<InterfaceSpec> interfaces,
    List<SysctlSpec> sysctls,
    List<FileSpec> files,
    @Nullable HttpdSpec httpd,
    @Nullable WhoamiSpec whoami,
    List<String> services,
    List<RouteSpec> routes) {
  /** The interface of a name, or null. */
  public @Nullable InterfaceSpec interfaceNamed(String interfaceName) {
    for (InterfaceSpec spec : interfaces) {
      if (spec.name().equals(interfaceName)) {
        return spec;
      }
    }
    return null;
  }

  /** The same machine with the programs of another distribution. */
  public HostSpec withSystem(OperatingSystem system) {
    return new HostSpec(name, system, interfaces, sysctls, files, httpd, whoami, services, routes);
  }
}
