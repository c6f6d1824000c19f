package io.lvsim.scenario.run;

import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.topology.Roles;
import org.jspecify.annotations.Nullable;

/** The directors of a simulated lab, with the addresses that they have at the moment. */
final class LabDirectors implements Directors {
  private final Lab lab;
  private final @Nullable Roles roles;

  LabDirectors(Lab lab, @Nullable Roles roles) {
    this.lab = lab;
    this.roles = roles;
  }

  @Override
  public boolean haveMac(long mac) {
    if (roles != null) {
      for (String name : roles.directors()) {
        Machine machine = lab.machine(name);
        if (machine != null && hasMac(machine.host(), mac)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public boolean haveAddress(int address) {
    if (roles != null) {
      for (String name : roles.directors()) {
        Machine machine = lab.machine(name);
        if (machine != null && machine.host().isLocal(address)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasMac(Host host, long mac) {
    for (Interface nic : host.interfaces()) {
      if (nic.port() != null && nic.mac() == mac) {
        return true;
      }
    }
    return false;
  }
}
