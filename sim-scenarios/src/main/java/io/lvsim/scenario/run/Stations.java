package io.lvsim.scenario.run;

import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.wire.MacAddress;

/** Which machine a MAC address belongs to. */
final class Stations {
  private final Lab lab;

  Stations(Lab lab) {
    this.lab = lab;
  }

  /** The machine's name; the address itself if it is nobody's. */
  String nameOf(long mac) {
    for (Machine machine : lab.machines()) {
      for (Interface nic : machine.host().interfaces()) {
        if (nic.port() != null && nic.mac() == mac) {
          return machine.name();
        }
      }
    }
    return MacAddress.format(mac);
  }
}
