package io.lvsim.cli;

import io.lvsim.host.Interface;
import io.lvsim.host.NeighborEntry;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.file.NoFiles;
import io.lvsim.scenario.file.ScenarioReader;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.ScenarioRunner;
import io.lvsim.trace.TraceListener;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one setting's scenario and watches who answers, who is asked, and what is remembered. */
final class ArpMatrixRun implements RunListener, TraceListener {
  private static final int VIP = Ipv4Address.parse("192.168.2.188");

  private final ArpSetting setting;
  private final Map<Long, String> machineByMac = new LinkedHashMap<>();
  private final List<String> answeredBy = new ArrayList<>();
  private final StringBuilder pages = new StringBuilder();
  private int roundDirector;
  private @Nullable Lab lab;

  private ArpMatrixRun(ArpSetting setting) {
    this.setting = setting;
  }

  static ArpMatrixRow of(ArpSetting setting) throws ScenarioException {
    byte[] text = setting.scenario().getBytes(StandardCharsets.UTF_8);
    Scenario scenario = ScenarioReader.read("arp-matrix", text, NoFiles.HERE);
    ArpMatrixRun run = new ArpMatrixRun(setting);
    new ScenarioRunner().run(scenario, run);
    return run.row();
  }

  @Override
  public void labBuilt(Scenario scenario, Lab newLab) {
    lab = newLab;
    for (Machine machine : newLab.machines()) {
      for (Interface nic : machine.host().interfaces()) {
        if (nic.port() != null) {
          machineByMac.put(nic.mac(), machine.name());
        }
      }
    }
    newLab.trace().add(this);
  }

  @Override
  public void output(String machine, byte[] bytes) {
    pages.append(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void received(long nowNanos, String node, String port, byte[] frame) {
    if (node.startsWith("client") && Ethernet.type(frame) == Ethernet.TYPE_ARP) {
      noteAnswer(frame);
    } else if (node.startsWith("rs") && Ethernet.type(frame) == Ethernet.TYPE_IPV4) {
      noteArrival(frame);
    }
  }

  private void noteAnswer(byte[] frame) {
    if (Arp.isWellFormed(frame)
        && Arp.operation(frame) == Arp.REPLY
        && Arp.senderIp(frame) == VIP) {
      String who = nameOf(Arp.senderMac(frame));
      if (!answeredBy.contains(who)) {
        answeredBy.add(who);
      }
    }
  }

  private void noteArrival(byte[] frame) {
    boolean forVip =
        Ipv4.isWellFormed(frame, Ethernet.HEADER)
            && Ipv4.destination(frame, Ethernet.HEADER) == VIP;
    if (forVip && !nameOf(Ethernet.source(frame)).equals("director")) {
      roundDirector++;
    }
  }

  private ArpMatrixRow row() {
    int served = (int) pages.toString().lines().filter(l -> l.startsWith("share")).count();
    return new ArpMatrixRow(
        setting,
        List.copyOf(answeredBy),
        cache("client1"),
        cache("client2"),
        served,
        roundDirector);
  }

  /** Whom a client's neighbour cache has for the VIP. */
  private String cache(String client) {
    Machine machine = lab == null ? null : lab.machine(client);
    if (machine == null) {
      return "none";
    }
    Interface eth0 = machine.host().interfaceNamed("eth0");
    NeighborEntry entry = eth0 == null ? null : machine.host().neighbors().find(VIP, eth0);
    return entry == null || entry.mac() == 0 ? "none" : nameOf(entry.mac());
  }

  private String nameOf(long mac) {
    return machineByMac.getOrDefault(mac, "unknown");
  }
}
