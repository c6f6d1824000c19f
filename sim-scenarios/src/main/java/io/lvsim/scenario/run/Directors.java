package io.lvsim.scenario.run;

import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.topology.Roles;
import org.jspecify.annotations.Nullable;

/** Tells whether an address is a director's. */
final class Directors {
  private final Lab lab;
  private final @Nullable Roles roles;

  Directors(Lab lab, @Nullable Roles roles) {
    this.lab = lab;
    this.roles = roles;
  }

  boolean haveMac(long mac) {
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

  boolean haveAddress(int address) {
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
