package io.lvsim.scenario.run;

import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Cable;
import io.lvsim.scenario.FaultAction;
import io.lvsim.topology.LabBuilder;
import io.lvsim.topology.TopologyException;
import java.util.function.Consumer;

/** Breaks and mends cables and machines. */
final class Faults {
  private final LabBuilder builder;
  private final Lab lab;
  private final Terminals terminals;
  private final Witnesses witnesses;

  Faults(LabBuilder builder, Terminals terminals, Witnesses witnesses) {
    this.builder = builder;
    this.lab = builder.lab();
    this.terminals = terminals;
    this.witnesses = witnesses;
  }

  /**
   * @throws TopologyException if a machine does not boot again
   */
  void apply(FaultAction action) throws TopologyException {
    switch (action) {
      case FaultAction.LinkState link ->
          cable(link.host(), link.interfaceName(), cable -> cable.setUp(link.up()));
      case FaultAction.LinkLoss link ->
          cable(link.host(), link.interfaceName(), cable -> cable.setLoss(link.loss()));
      case FaultAction.LinkDelay link ->
          cable(link.host(), link.interfaceName(), cable -> cable.setDelayNanos(link.nanos()));
      case FaultAction.LinkRate link ->
          cable(
              link.host(),
              link.interfaceName(),
              cable -> cable.setRateBitsPerSecond(link.bitsPerSecond()));
      case FaultAction.LinkClear link -> builder.resetCable(link.host(), link.interfaceName());
      case FaultAction.HostPower host -> power(host.host(), host.on());
      case FaultAction.Clear clear -> mendAll();
    }
  }

  private void cable(String host, String interfaceName, Consumer<Cable> change) {
    Cable cable = lab.cable(host, interfaceName);
    if (cable != null) {
      change.accept(cable);
    }
  }

  private void power(String name, boolean on) throws TopologyException {
    Machine machine = lab.machine(name);
    if (machine == null || machine.host().isOn() == on) {
      return;
    }
    if (on) {
      witnesses.watch(builder.bootAgain(name));
    } else {
      terminals.hangUp(name);
      machine.powerOff();
    }
  }

  private void mendAll() throws TopologyException {
    for (Machine machine : lab.machines()) {
      power(machine.name(), true);
      machine.host().interfaces().forEach(nic -> builder.resetCable(machine.name(), nic.name()));
    }
  }
}
